//! Frames of the Consultation room: fifty thousand comments scrolled, and paper counted by single keys: `cargo bench
//! --bench comments`. Prints; asserts nothing of time.

#![allow(
    clippy::expect_used,
    reason = "a bench that cannot set itself up has nothing to measure"
)]

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use egui::{Event, Key, pos2};
use frames::{Bench, row, timed};
use golden_thread::domain::id::ConsultationId;
use golden_thread::domain::problem::Place;
use golden_thread::domain::responses::entering::Into;
use golden_thread::domain::responses::role::Role;
use golden_thread::session::responses::{ResponsesOrder, read};
use golden_thread::session::{Session, Which};
use golden_thread::ui::consultation::ConsultationRoom;
use golden_thread::ui::room::Screen as _;

mod frames;

type Rooms = Bench<ConsultationRoom>;

const PEOPLE: usize = 50_000;

fn main() {
    let folder = tempfile::tempdir().expect("a folder for the bench");
    println!("| measured | typical | slowest |");
    println!("|---|---|---|");
    comments(folder.path());
    quick_tally(folder.path());
}

/// A survey of fifty thousand comments, taken in.
fn survey(folder: &Path) -> (Session, ConsultationId) {
    let file = folder.join("comments.csv");
    let mut text = String::from("Response ID,Group,Channel,What should change?\n");
    for n in 0..PEOPLE {
        let group = ["Parents", "Carers", "Young people"][n % 3];
        let channel = if n % 7 == 0 { "Paper" } else { "Online" };
        writeln!(
            text,
            "{n},{group},{channel},\"Response {n}: the bus comes too late, and the library of ward {} is shut when school ends. We would come more often if both were open until six.\"",
            n % 41
        )
        .expect("text grows");
    }
    std::fs::write(&file, text).expect("the survey");
    let mut session =
        Session::sample(Which::Leicester, &folder.join("plan.sqlite")).expect("the sample");
    let order = ResponsesOrder {
        path: file,
        sheet: None,
    };
    let mut arrived = read(&order, &mut |_| true).expect("the survey is read");
    let roles = [Role::RespondentId, Role::Group, Role::Channel, Role::Text];
    arrived
        .proposal
        .set_roles(&arrived.export, roles.into_iter().enumerate().collect());
    let into = Into::New("Buses".into());
    let taken = session.take_in_responses(&arrived, &into, "Online", &mut |_| true);
    (session, taken.expect("the survey is taken in").1)
}

fn comments(folder: &Path) {
    let (session, id) = survey(folder);
    let mut bench = Rooms::new(session, 2030);
    bench
        .room
        .select(&Place::Consultation(id), bench.session.book());
    bench.click_cell("Comments");
    // They are read beside the window.
    for _ in 0..1_000 {
        bench.frame(Vec::new());
        std::thread::sleep(Duration::from_millis(2));
    }
    assert!(bench.says("50,000 of 50,000 comments"), "they are in view");
    let rest = timed(100, |_| drop(bench.frame(Vec::new())));
    row("a frame at rest, 50,000 comments", rest);
    bench.frame(vec![Event::PointerMoved(pos2(560.0, 620.0))]);
    let times = timed(400, |n| {
        let by = if n < 200 { -2_000.0 } else { 2_000.0 };
        drop(bench.frame(vec![Rooms::wheel(by)]));
    });
    row("a frame while scrolling them", times);
}

fn quick_tally(folder: &Path) {
    let session = Session::sample(Which::Leicestershire, &folder.join("tally.sqlite"));
    let mut bench = Rooms::new(session.expect("the sample"), 2030);
    // The first question of the first consultation is in view.
    bench.frame(Vec::new());
    bench.frame(vec![Rooms::key(Key::T), Event::Text("t".into())]);
    bench.frame(vec![Rooms::up(Key::T)]);
    let (mut keys, mut running, mut after) = (Vec::new(), Vec::new(), Vec::new());
    for n in 0..100 {
        let key = [Key::Num1, Key::Num2, Key::Num3][n % 3];
        let text = Event::Text(((n % 3) + 1).to_string());
        let mut asked = None;
        keys.extend(timed(1, |_| {
            asked = bench.frame(vec![Rooms::key(key), text.clone()]);
        }));
        let command = asked.expect("a key counts");
        running.extend(timed(1, |_| bench.session.run(&command).expect("a count")));
        after.extend(timed(1, |_| drop(bench.frame(vec![Rooms::up(key)]))));
    }
    row("the frame that takes a key of the quick tally", keys);
    row("its count, on disk and read again", running);
    row("the frame that shows it", after);
}
