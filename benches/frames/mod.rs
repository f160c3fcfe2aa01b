//! A room without a window, frame by frame: what the benches of frames share.
#![allow(dead_code, reason = "each bench uses what it needs")]

use std::time::{Duration, Instant};

use egui::accesskit::TreeUpdate;
use egui::{Context, Event, Key, Modifiers, RawInput, Rect, pos2, vec2};
use golden_thread::domain::command::Command;
use golden_thread::session::Session;
use golden_thread::ui::request::Request;
use golden_thread::ui::room::{Desk, Screen};
use golden_thread::ui::theme;

/// Prints the middle and the longest of some times as a row of the table.
pub fn row(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let ms = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1e3);
    println!(
        "| {what} | {} | {} |",
        ms(times[times.len() / 2]),
        ms(times[times.len() - 1])
    );
}

/// How long each of `n` runs takes.
pub fn timed(n: usize, mut work: impl FnMut(usize)) -> Vec<Duration> {
    (0..n)
        .map(|n| {
            let begun = Instant::now();
            work(n);
            begun.elapsed()
        })
        .collect()
}

/// The room and its plan, frame by frame.
pub struct Bench<R> {
    pub ctx: Context,
    pub room: R,
    pub session: Session,
    year: i16,
    n: usize,
}

impl<R: Screen + Default> Bench<R> {
    pub fn new(session: Session, year: i16) -> Self {
        let ctx = Context::default();
        theme::install(&ctx);
        Self {
            ctx,
            room: R::default(),
            session,
            year,
            n: 0,
        }
    }

    /// One frame with these events, as far as a screen reader and the room's asks go.
    pub fn drawn(&mut self, events: Vec<Event>) -> (Option<TreeUpdate>, Vec<Request>) {
        self.n += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1600.0, 900.0))),
            events,
            time: Some(self.n as f64 / 60.0),
            ..RawInput::default()
        };
        let against = self.session.against();
        let mut asks = Vec::new();
        let (room, session, year) = (&mut self.room, &self.session, self.year);
        let mut output = self.ctx.run_ui(input, |ui| {
            let desk = Desk {
                session,
                year,
                against: &against,
            };
            // The foot of the window counts what is wrong in the whole plan.
            std::hint::black_box(session.problems().len());
            theme::page(ui).show(ui, |ui| room.ui(ui, desk, &mut asks));
        });
        // No picture is made of it, so nothing is to be kept for one.
        output.textures_delta.clear();
        std::hint::black_box(self.ctx.tessellate(output.shapes, 1.0));
        (output.platform_output.accesskit_update, asks)
    }

    /// One frame with these events; gives back the change that the room asks for.
    pub fn frame(&mut self, events: Vec<Event>) -> Option<Command> {
        let change = |ask| match ask {
            Request::Change(command) => Some(command),
            _ => None,
        };
        self.drawn(events).1.into_iter().find_map(change)
    }

    pub fn key(key: Key) -> Event {
        Self::pressed(key, true)
    }

    /// The key let go: one that is still down is held down when it comes again.
    pub fn up(key: Key) -> Event {
        Self::pressed(key, false)
    }

    fn pressed(key: Key, pressed: bool) -> Event {
        Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        }
    }

    /// Whether these words stand in the room.
    pub fn says(&mut self, words: &str) -> bool {
        self.ctx.enable_accesskit();
        self.frame(Vec::new());
        let update = self.drawn(Vec::new()).0.expect("a tree of names");
        self.ctx.disable_accesskit();
        update.nodes.iter().any(|(_, node)| {
            let said = node.label().or_else(|| node.value());
            said.is_some_and(|said| said.contains(words))
        })
    }

    /// Clicks what a screen reader is told by a name that begins so.
    pub fn click_cell(&mut self, label: &str) {
        self.ctx.enable_accesskit();
        self.frame(Vec::new());
        let update = self.drawn(Vec::new()).0.expect("a tree of names");
        self.ctx.disable_accesskit();
        let bounds = update.nodes.iter().find_map(|(_, node)| {
            let said = node.label().or_else(|| node.value())?;
            said.starts_with(label).then(|| node.bounds())?
        });
        let bounds = bounds.expect("it is in view");
        let middle = |a: f64, b: f64| ((a + b) / 2.0) as f32;
        self.click(pos2(
            middle(bounds.x0, bounds.x1),
            middle(bounds.y0, bounds.y1),
        ));
    }

    pub fn click(&mut self, at: egui::Pos2) {
        for pressed in [true, false] {
            let button = Event::PointerButton {
                pos: at,
                button: egui::PointerButton::Primary,
                pressed,
                modifiers: Modifiers::NONE,
            };
            self.frame(vec![Event::PointerMoved(at), button]);
        }
        self.frame(Vec::new());
    }

    /// The wheel turned by so many points; below nought shows what is further down.
    pub fn wheel(by: f32) -> Event {
        Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, by),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        }
    }
}
