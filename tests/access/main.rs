//! Whether the window can be used without seeing it, without a mouse, and with large text: every room, desk, tab and form
//! on every plan, through the same accessibility tree that a screen reader is given, and through what is painted.
//!
//! What is quick runs with the other tests, room by room on the sample. The whole (every plan, every form, every desk by
//! keyboard) takes minutes and is run by name; `docs/accessibility.md` says what is promised.
#![cfg(feature = "gui")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "../common/mod.rs"]
mod common;
mod dialogs;
mod keys;
mod large;
mod paint;
mod tree;
mod walk;

use egui::Theme;
use golden_thread::ui::room::Room;
use walk::{Depth, Plan, Window};

/// A window as on a desk.
const SIZE: [f32; 2] = [1440.0, 900.0];
/// 1280 by 800 at 200 %, and 1024 by 640 at 200 %: what is left in points.
const LARGE_TEXT: [[f32; 2]; 2] = [[640.0, 400.0], [512.0, 320.0]];
/// No place has more controls than this.
const MOST: usize = 900;

/// Goes through a room and fails with everything that was found, place by place.
#[track_caller]
fn through(
    plans: &[Plan],
    room: Room,
    size: [f32; 2],
    theme: Theme,
    depth: Depth,
    mut judge: impl FnMut(&mut Window, &str) -> Vec<String>,
) {
    let mut wrong = String::new();
    let mut n = 0;
    for plan in plans {
        let mut window = Window::open(*plan, size, theme);
        walk::walk(&mut window, room, depth, &mut |window, place| {
            n += 1;
            let found = judge(window, place);
            if !found.is_empty() {
                wrong.push_str(&format!("\n{plan:?}, {place}:\n  {}\n", found.join("\n  ")));
            }
        });
    }
    println!("{}: {n} places", room.name());
    assert!(wrong.is_empty(), "{wrong}");
}

#[track_caller]
fn names(plans: &[Plan], room: Room, depth: Depth) {
    through(plans, room, SIZE, Theme::Light, depth, |window, place| {
        let things = window.things();
        let controls = things
            .iter()
            .filter(|thing| tree::is_control(thing))
            .count();
        println!("{place}: {controls} controls of {} things", things.len());
        tree::offenders(window)
    });
}

#[track_caller]
fn contrast(plans: &[Plan], room: Room, theme: Theme, depth: Depth) {
    through(plans, room, SIZE, theme, depth, |window, place| {
        let text = paint::text_contrast(window);
        let shapes = paint::shape_contrast(window);
        println!(
            "{place}, {theme:?}: {} texts ({} of what is off exempt), {} shapes; worst {}",
            text.n,
            text.exempt,
            shapes.n,
            text.worst.map_or_else(String::new, |words| words.told())
        );
        assert!(text.n > 20, "{place}: hardly anything is painted");
        let mut wrong = text.wrong;
        wrong.extend(shapes.wrong);
        wrong.sort();
        wrong.dedup();
        wrong
    });
}

#[track_caller]
fn keyboard(plans: &[Plan], room: Room, size: [f32; 2], depth: Depth) {
    through(plans, room, size, Theme::Light, depth, |window, place| {
        let round = keys::round(window, MOST);
        println!(
            "{place}: {} controls, {} met by Tab",
            round.n,
            round.met.len()
        );
        let named = |what: &str, found: Vec<String>| {
            let told = found.into_iter().map(|held| format!("{what}: {held}"));
            told.collect::<Vec<_>>()
        };
        let mut wrong = named("not reached by Tab", round.missed);
        wrong.extend(named("order", round.backwards));
        wrong.extend(named("out of view", round.unseen));
        wrong.extend(named("no frame seen", round.unmarked));
        wrong.extend(named("trapped", round.trapped));
        wrong.extend(keys::comes_back(window, 3).err());
        wrong
    });
}

#[track_caller]
fn large_text(plans: &[Plan], room: Room, depth: Depth) {
    for size in LARGE_TEXT {
        through(plans, room, size, Theme::Light, depth, |window, _| {
            let mut wrong = large::lost(window);
            wrong.extend(large::on_top(window));
            wrong
        });
    }
}

/// A test of each kind for a room.
macro_rules! of_room {
    ($($name:ident $room:ident;)*) => {$(
        mod $name {
            use super::*;

            #[test]
            fn every_control_has_a_name_and_a_role() {
                names(&[Plan::Leicester], Room::$room, Depth::Tabs);
            }

            #[test]
            fn what_is_painted_stands_out_in_both_themes() {
                for theme in [Theme::Light, Theme::Dark] {
                    contrast(&[Plan::Leicester], Room::$room, theme, Depth::Tabs);
                }
            }

            #[test]
            fn every_control_is_met_by_tab_in_order_and_in_view() {
                keyboard(&[Plan::Leicester], Room::$room, SIZE, Depth::Room);
            }

            #[test]
            fn at_two_hundred_per_cent_nothing_is_lost() {
                large_text(&[Plan::Leicester], Room::$room, Depth::Room);
                keyboard(&[Plan::Leicester], Room::$room, LARGE_TEXT[0], Depth::Room);
            }

            #[test]
            #[ignore = "every plan and every form: minutes; run by .ci/run"]
            fn the_whole_by_name() {
                names(&Plan::ALL, Room::$room, Depth::Forms);
            }

            #[test]
            #[ignore = "every plan and every form: minutes; run by .ci/run"]
            fn the_whole_by_contrast() {
                for theme in [Theme::Light, Theme::Dark] {
                    contrast(&Plan::ALL, Room::$room, theme, Depth::Forms);
                }
            }

            #[test]
            #[ignore = "every desk by keyboard: minutes; run by .ci/run"]
            fn the_whole_by_keyboard() {
                keyboard(&[Plan::Leicester, Plan::Empty], Room::$room, SIZE, Depth::Tabs);
            }

            #[test]
            #[ignore = "every desk in a small window: minutes; run by .ci/run"]
            fn the_whole_at_two_hundred_per_cent() {
                large_text(&Plan::ALL, Room::$room, Depth::Tabs);
                keyboard(&[Plan::Leicester], Room::$room, LARGE_TEXT[1], Depth::Tabs);
            }
        }
    )*};
}

of_room! {
    thread Thread;
    grant Grant;
    indicators Indicators;
    consultation Consultation;
    plan Plan;
    reports Reports;
    data Data;
}
