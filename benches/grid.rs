//! Frames of the Grant room with 5,000 lines and 20 grants: `cargo bench --bench grid`. Prints; asserts nothing.

#![allow(
    clippy::expect_used,
    reason = "a bench that cannot set itself up has nothing to measure"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use egui::{Context, Event, Key, Modifiers, RawInput, Rect, pos2, vec2};
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
use golden_thread::ui::request::Request;
use golden_thread::ui::room::{Desk, Screen as _};
use golden_thread::ui::theme;

const LINES: i64 = 5_000;
const GRANTS: i64 = 20;
const YEAR: i16 = 2030;

fn main() {
    let folder = tempfile::tempdir().expect("a folder for the bench");
    println!("| measured | typical | slowest |");
    println!("|---|---|---|");
    for (name, every) in [("5,000 amounts", GRANTS), ("100,000 amounts", 1)] {
        let path = folder.path().join(format!("{every}.sqlite"));
        let session = plan(&path, every);
        sums(name, &session);
        Bench::new(session).run(name);
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

fn row(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let ms = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1e3);
    println!(
        "| {what} | {} | {} |",
        ms(times[times.len() / 2]),
        ms(times[times.len() - 1])
    );
}

fn timed(n: usize, mut work: impl FnMut(usize)) -> Vec<Duration> {
    (0..n)
        .map(|n| {
            let begun = Instant::now();
            work(n);
            begun.elapsed()
        })
        .collect()
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

/// The room and its plan, frame by frame.
struct Bench {
    ctx: Context,
    room: GrantRoom,
    session: Session,
    n: usize,
}

impl Bench {
    fn new(session: Session) -> Self {
        let ctx = Context::default();
        theme::install(&ctx);
        Self {
            ctx,
            room: GrantRoom::default(),
            session,
            n: 0,
        }
    }

    /// One frame with these events; gives back what the room asks for.
    fn frame(&mut self, events: Vec<Event>) -> Vec<Command> {
        self.n += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1600.0, 900.0))),
            events,
            time: Some(self.n as f64 / 60.0),
            ..RawInput::default()
        };
        let against = self.session.against();
        let mut asks = Vec::new();
        let (room, session) = (&mut self.room, &self.session);
        let output = self.ctx.run_ui(input, |ui| {
            let desk = Desk {
                session,
                year: YEAR,
                against: &against,
            };
            theme::page(ui).show(ui, |ui| room.ui(ui, desk, &mut asks));
        });
        std::hint::black_box(self.ctx.tessellate(output.shapes, 1.0));
        let change = |ask| match ask {
            Request::Change(command) => Some(command),
            _ => None,
        };
        asks.into_iter().filter_map(change).collect()
    }

    fn key(key: Key) -> Event {
        Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        }
    }

    fn click(&mut self, at: egui::Pos2) {
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

    fn run(&mut self, name: &str) {
        for _ in 0..10 {
            self.frame(Vec::new());
        }
        row(
            &format!("a frame at rest, {name}"),
            timed(100, |_| drop(self.frame(Vec::new()))),
        );
        let scroll = |n: usize| Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, if n < 100 { -300.0 } else { 300.0 }),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        };
        self.click(pos2(560.0, 620.0));
        let times = timed(200, |n| drop(self.frame(vec![scroll(n)])));
        row(&format!("a frame while scrolling, {name}"), times);
        self.click(pos2(560.0, 620.0));
        let (mut typing, mut running, mut after) = (Vec::new(), Vec::new(), Vec::new());
        for n in 0..30 {
            self.frame(vec![Self::key(Key::F2)]);
            let text = |n: usize| vec![Event::Text(((n % 9) + 1).to_string())];
            typing.extend(timed(4, |digit| drop(self.frame(text(digit + n)))));
            let mut asks = Vec::new();
            let enter = timed(1, |_| asks = self.frame(vec![Self::key(Key::Enter)]));
            typing.extend(enter);
            for command in asks {
                running.extend(timed(1, |_| self.session.run(&command).expect("an amount")));
                after.extend(timed(1, |_| drop(self.frame(Vec::new()))));
            }
        }
        println!("| amounts entered | {} | |", running.len());
        row(&format!("a frame while typing, {name}"), typing);
        if !running.is_empty() {
            row(&format!("an edit, on disk and read again, {name}"), running);
            row(&format!("the frame after it, {name}"), after);
        }
    }
}
