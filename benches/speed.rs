//! What the README's figures come from: `cargo bench`. Prints; asserts nothing, since a busy machine is no fault.

#![allow(
    clippy::expect_used,
    reason = "a bench that cannot set itself up has nothing to measure"
)]

use std::time::{Duration, Instant};

use egui::{Context, RawInput, Rect, pos2, vec2};
use golden_thread::domain::grant::Allocation;
use golden_thread::domain::money::Pence;
use golden_thread::domain::record::Edit;
use golden_thread::session::{Session, Which};
use golden_thread::ui::app::App;
use golden_thread::ui::room::Room;
use golden_thread::ui::theme;

/// Frames measured for each room.
const FRAMES: usize = 200;
/// Edits measured.
const EDITS: usize = 60;

fn main() {
    let folder = tempfile::tempdir().expect("a folder for the bench");
    println!("| measured | typical | slowest |");
    println!("|---|---|---|");
    for which in Which::ALL {
        let path = folder.path().join(format!("{}.sqlite", which.word()));
        drop(Session::sample(which, &path).expect("the sample"));
        start(which, &path);
        frames(which, &path);
    }
    edits(&folder.path().join("leicester.sqlite"));
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

/// From opening the file to the first frame worked out and cut into triangles; the window itself not counted.
fn start(which: Which, path: &std::path::Path) {
    let times = (0..20)
        .map(|_| {
            let begun = Instant::now();
            let mut app = App::new(Session::open_to_read(path).expect("the sample opens"));
            let ctx = Context::default();
            theme::install(&ctx);
            frame(&ctx, &mut app, 0);
            begun.elapsed()
        })
        .collect();
    row(
        &format!("first frame from the file, {}", which.word()),
        times,
    );
}

fn frames(which: Which, path: &std::path::Path) {
    let mut app = App::new(Session::open_to_read(path).expect("the sample opens"));
    let ctx = Context::default();
    theme::install(&ctx);
    for room in Room::ALL {
        app.go(room);
        for n in 0..10 {
            frame(&ctx, &mut app, n);
        }
        let times = (0..FRAMES)
            .map(|n| {
                let begun = Instant::now();
                frame(&ctx, &mut app, n);
                begun.elapsed()
            })
            .collect();
        row(
            &format!("a frame of {}, {}", room.name(), which.word()),
            times,
        );
    }
}

/// One frame under a moving pointer: layout and tessellation, which is what the processor does.
fn frame(ctx: &Context, app: &mut App, n: usize) {
    let input = RawInput {
        screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1600.0, 900.0))),
        events: vec![egui::Event::PointerMoved(pos2(
            300.0 + (n % 97) as f32 * 9.0,
            200.0 + (n % 53) as f32 * 9.0,
        ))],
        time: Some(n as f64 / 60.0),
        ..RawInput::default()
    };
    let output = ctx.run_ui(input, |ui| {
        app.logic(ui.ctx());
        app.ui(ui);
    });
    let triangles = ctx.tessellate(output.shapes, 1.0);
    std::hint::black_box(triangles);
}

/// An edit, from command to disk and book loaded again, beside SQLite's own time for one row in one transaction.
fn edits(path: &std::path::Path) {
    let mut session = Session::open(path).expect("the sample opens");
    let ours: Vec<Duration> = (0..EDITS)
        .map(|n| {
            let was = session.book().allocations[0].clone();
            let now = Allocation {
                amount: Pence(n as i64),
                ..was.clone()
            };
            let begun = Instant::now();
            session
                .run(&Edit::change(&was, now).into())
                .expect("the edit is allowed");
            begun.elapsed()
        })
        .collect();
    let conn = rusqlite::Connection::open(path.with_file_name("peer.sqlite"))
        .expect("a file for the peer");
    conn.execute_batch("pragma synchronous = full; create table t (id integer primary key, n integer); insert into t values (1, 0);")
        .expect("the peer's table");
    let peer: Vec<Duration> = (0..EDITS)
        .map(|n| {
            let begun = Instant::now();
            conn.execute("update t set n = ?1 where id = 1", [n as i64])
                .expect("the peer's edit");
            begun.elapsed()
        })
        .collect();
    let median = |times: &[Duration]| {
        let mut times = times.to_vec();
        times.sort_unstable();
        times[times.len() / 2].as_secs_f64()
    };
    let ratio = median(&ours) / median(&peer);
    row("an edit, on disk and shown again", ours);
    row("one row changed by SQLite alone", peer);
    println!("| an edit against SQLite alone | {ratio:.1} times | |");
}
