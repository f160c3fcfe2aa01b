//! Frames of the Grant room with 5,000 lines and 20 grants: `cargo bench --bench grid`. Prints; asserts nothing.

#![allow(
    clippy::expect_used,
    reason = "a bench that cannot set itself up has nothing to measure"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use egui::accesskit::TreeUpdate;
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

    /// One frame with these events, as far as a screen reader and the room's asks go.
    fn drawn(&mut self, events: Vec<Event>) -> (Option<TreeUpdate>, Vec<Request>) {
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
            // The foot of the window counts what is wrong in the whole plan.
            std::hint::black_box(session.problems().len());
            theme::page(ui).show(ui, |ui| room.ui(ui, desk, &mut asks));
        });
        std::hint::black_box(self.ctx.tessellate(output.shapes, 1.0));
        (output.platform_output.accesskit_update, asks)
    }

    /// One frame with these events; gives back the change that the room asks for.
    fn frame(&mut self, events: Vec<Event>) -> Option<Command> {
        let change = |ask| match ask {
            Request::Change(command) => Some(command),
            _ => None,
        };
        self.drawn(events).1.into_iter().find_map(change)
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

    /// Clicks the cell of a line and grant, by the name that a screen reader is told.
    fn click_cell(&mut self, label: &str) {
        self.ctx.enable_accesskit();
        self.frame(Vec::new());
        let update = self.drawn(Vec::new()).0.expect("a tree of names");
        self.ctx.disable_accesskit();
        let bounds = update.nodes.iter().find_map(|(_, node)| {
            let said = node.label().or_else(|| node.value())?;
            said.starts_with(label).then(|| node.bounds())?
        });
        let bounds = bounds.expect("the cell is in view");
        let middle = |a: f64, b: f64| ((a + b) / 2.0) as f32;
        self.click(pos2(
            middle(bounds.x0, bounds.x1),
            middle(bounds.y0, bounds.y1),
        ));
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
            let enter = timed(1, |_| asked = self.frame(vec![Self::key(Key::Enter)]));
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
