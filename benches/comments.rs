//! Frames of the Consultation room with fifty thousand comments: `cargo bench --bench comments`. Prints; asserts nothing
//! of time.

#![allow(
    clippy::expect_used,
    reason = "a bench that cannot set itself up has nothing to measure"
)]

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use egui::{Event, pos2};
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
