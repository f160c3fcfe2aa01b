//! Frames of the Grant room with 5,000 lines and 20 grants: `cargo bench --bench grid`. Prints; asserts nothing.

#![allow(
    clippy::expect_used,
    reason = "a bench that cannot set itself up has nothing to measure"
)]

use std::path::Path;

use egui::{Event, Key, pos2};
use frames::{Bench, row, timed};
use golden_thread::domain::area::AreaCode;
use golden_thread::domain::check;
use golden_thread::domain::command::Command;
use golden_thread::domain::grant::flow::Flow;
use golden_thread::domain::grant::position::YearPosition;
use golden_thread::domain::grant::{Allocation, Grant, PriorityArea};
use golden_thread::domain::id::{AllocationId, GrantId, PriorityAreaId};
use golden_thread::domain::money::Pence;
use golden_thread::domain::record::Edit;
use golden_thread::session::{Session, Which};
use golden_thread::ui::grant::GrantRoom;

mod frames;

type Rooms = Bench<GrantRoom>;

const LINES: i64 = 5_000;
const GRANTS: i64 = 20;
const YEAR: i16 = 2030;
/// Amounts in the block that is pasted.
const PASTED: usize = 4_000;

fn main() {
    let folder = tempfile::tempdir().expect("a folder for the bench");
    println!("| measured | typical | slowest |");
    println!("|---|---|---|");
    for (name, every) in [("5,000 amounts", GRANTS), ("100,000 amounts", 1)] {
        let path = folder.path().join(format!("{every}.sqlite"));
        let session = plan(&path, every);
        sums(name, &session);
        Rooms::new(session, YEAR).run(name);
    }
}

/// A plan with every line and grant, and an amount in every so many cells.
fn plan(path: &Path, every: i64) -> Session {
    let sample =
        Session::sample(Which::Leicester, &path.with_extension("sample")).expect("the sample");
    let (grant, area) = (
        sample.book().grants[0].clone(),
        sample.book().priority_areas[0].clone(),
    );
    let mut session = Session::new_plan(path, &AreaCode::new("856"), "none").expect("a new plan");
    let areas = (1..=LINES).map(|n| {
        Edit::add(PriorityArea {
            id: PriorityAreaId(n),
            name: format!("Line {n} of the plan"),
            objective: None,
            position: n,
            ..area.clone()
        })
        .into()
    });
    let grants = (1..=GRANTS).map(|n| {
        Edit::add(Grant {
            id: GrantId(n),
            name: format!("Grant {n}"),
            short: format!("G{n}"),
            fiscal_year: YEAR,
            amount: Pence(60_000_000),
            ring_fence: if n > 3 {
                "some lines".into()
            } else {
                String::new()
            },
            eligible: (1..=LINES)
                .filter(|line| line % GRANTS != n)
                .map(PriorityAreaId)
                .collect(),
            eligible_objectives: Vec::new(),
            position: n,
            ..grant.clone()
        })
        .into()
    });
    let amounts = (0..LINES * GRANTS)
        .filter(|n| (n / GRANTS + n % GRANTS) % every == 0)
        .map(|n| {
            let (line, grant) = (1 + n / GRANTS, 1 + n % GRANTS);
            Edit::add(Allocation::planned(
                AllocationId(n + 1),
                GrantId(grant),
                PriorityAreaId(line),
                Pence(5_000 + n % 977),
            ))
            .into()
        });
    for commands in [
        areas.collect(),
        grants.collect(),
        amounts.collect::<Vec<Command>>(),
    ] {
        session
            .run(&Command::several("Fill", commands))
            .expect("the plan is filled");
    }
    session
}

/// What a frame is made of, apart.
fn sums(name: &str, session: &Session) {
    let book = session.book();
    let position = YearPosition::of(book, YEAR, None);
    row(
        &format!("a year’s sums, {name}"),
        timed(20, |_| drop(YearPosition::of(book, YEAR, None))),
    );
    row(
        &format!("a year’s checks, {name}"),
        timed(20, |_| drop(check::of_position(book, &position))),
    );
    row(
        &format!("which grant pays which line, {name}"),
        timed(5, |_| drop(Flow::of(book, YEAR, false))),
    );
}

/// The grid as an officer uses it.
trait Used {
    fn run(&mut self, name: &str);
    fn type_amounts(&mut self, name: &str);
    fn paste(&mut self, name: &str);
}

impl Used for Rooms {
    fn run(&mut self, name: &str) {
        for _ in 0..10 {
            self.frame(Vec::new());
        }
        row(
            &format!("a frame at rest, {name}"),
            timed(100, |_| drop(self.frame(Vec::new()))),
        );
        let scroll = |n: usize| Rooms::wheel(if n < 100 { -300.0 } else { 300.0 });
        let over = Event::PointerMoved(pos2(560.0, 620.0));
        self.frame(vec![over]);
        let times = timed(200, |n| drop(self.frame(vec![scroll(n)])));
        row(&format!("a frame while scrolling, {name}"), times);
        for _ in 0..30 {
            self.frame(Vec::new());
        }
        self.click_cell("Line 2 of the plan, G2:");
        self.type_amounts(name);
        self.paste(name);
    }

    /// Thirty amounts, key by key.
    fn type_amounts(&mut self, name: &str) {
        let (mut typing, mut running, mut after) = (Vec::new(), Vec::new(), Vec::new());
        for n in 0..30 {
            let text = |n: usize| vec![Event::Text(((n % 9) + 1).to_string())];
            typing.extend(timed(4, |digit| drop(self.frame(text(digit + n)))));
            let mut asked = None;
            let enter = timed(1, |_| asked = self.frame(vec![Rooms::key(Key::Enter)]));
            typing.extend(enter);
            let command = asked.expect("Enter keeps the amount");
            running.extend(timed(1, |_| self.session.run(&command).expect("an amount")));
            after.extend(timed(1, |_| drop(self.frame(Vec::new()))));
        }
        row(&format!("a frame while typing, {name}"), typing);
        row(&format!("an edit, on disk and read again, {name}"), running);
        row(&format!("the frame after it, {name}"), after);
    }

    /// A column of four thousand amounts from a spreadsheet.
    fn paste(&mut self, name: &str) {
        let block: Vec<String> = (0..PASTED).map(|n| (40 + n % 7).to_string()).collect();
        let mut asked = None;
        let times = timed(1, |_| {
            asked = self.frame(vec![Event::Paste(block.join("\n"))]);
        });
        row(
            &format!("the frame that takes {PASTED} pasted amounts, {name}"),
            times,
        );
        let command = asked.expect("the block is taken");
        let times = timed(1, |_| self.session.run(&command).expect("the block"));
        row(
            &format!("{PASTED} amounts, on disk and read again, {name}"),
            times,
        );
        let times = timed(1, |_| drop(self.frame(Vec::new())));
        row(&format!("the frame after them, {name}"), times);
    }
}
