//! Frames of every room, the start and the memory, for plans of three sizes, each in a process of its own.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use egui::{Context, Event, RawInput, Rect, pos2, vec2};
use golden_thread::session::Session;
use golden_thread::ui::app::App;
use golden_thread::ui::room::Room;
use golden_thread::ui::theme;

use crate::PROGRAM;
use crate::table::shown;

/// The argument by which this program asks itself for one plan.
pub const ASKED: &str = "--rooms-of";
/// Frames measured for each room.
const FRAMES: usize = 300;
/// Frames before that: what a room works out when it is first seen is told apart, as the first.
const BEFORE: usize = 200;

/// Prints the table, a column for each plan.
pub fn table(plans: &[(&str, &std::path::PathBuf)]) {
    let columns: Vec<Vec<(String, String)>> = plans.iter().map(|(_, plan)| column(plan)).collect();
    let headings: Vec<&str> = plans.iter().map(|(name, _)| *name).collect();
    println!(
        "| a frame, typical (slowest of {FRAMES}); the first of a room | {} |",
        headings.join(" | ")
    );
    println!("|---|{}", "---|".repeat(plans.len()));
    let rows = columns.iter().map(Vec::len).max().unwrap_or_default();
    for n in 0..rows {
        let cells: Vec<&str> = columns
            .iter()
            .map(|column| column.get(n).map_or("", |(_, cell)| cell))
            .collect();
        let what = columns
            .iter()
            .find_map(|column| Some(column.get(n)?.0.as_str()));
        println!("| {} | {} |", what.unwrap_or_default(), cells.join(" | "));
    }
    let size = std::fs::metadata(PROGRAM).map_or(0, |file| file.len());
    println!(
        "| the program’s own size on disk | {:.1} MB | | |",
        size as f64 / 1e6
    );
}

/// What a process of its own says of one plan.
fn column(plan: &Path) -> Vec<(String, String)> {
    let this = std::env::current_exe().expect("this bench");
    let done = Command::new(this)
        .args([ASKED.as_ref(), plan.as_os_str()])
        .output()
        .expect("this bench again");
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    String::from_utf8_lossy(&done.stdout)
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(what, cell)| (what.to_owned(), cell.to_owned()))
        .collect()
}

/// One plan, a line for each row: what, and its figures.
pub fn print(plan: &Path) {
    let begun = Instant::now();
    let mut app = App::new(Session::open_to_read(plan).expect("the plan opens"));
    let ctx = Context::default();
    theme::install(&ctx);
    frame(&ctx, &mut app, 0);
    let start = begun.elapsed();
    let open = memory("VmRSS:");
    for room in Room::ALL {
        app.go(room);
        let first = timed(|| frame(&ctx, &mut app, 0));
        for n in 0..BEFORE {
            frame(&ctx, &mut app, n);
        }
        let mut times: Vec<Duration> = (0..FRAMES)
            .map(|n| timed(|| frame(&ctx, &mut app, n)))
            .collect();
        times.sort_unstable();
        println!(
            "{}\t{} ({}); {}",
            room.name(),
            shown(times.get(times.len() / 2).copied().unwrap_or_default()),
            shown(times.last().copied().unwrap_or_default()),
            shown(first)
        );
    }
    println!("start: from the file to the first frame\t{}", shown(start));
    match window(plan) {
        Some(time) => println!(
            "start: from the command to the window on the screen\t{}",
            shown(time)
        ),
        None => println!(
            "start: from the command to the window on the screen\tskipped: no display or no xdotool"
        ),
    }
    println!(
        "memory: opened; at its highest, all rooms seen\t{open} MB; {} MB",
        memory("VmHWM:")
    );
}

fn timed(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}

/// One frame: half of the time the pointer scrolls the list, half of it it moves over the rest.
fn frame(ctx: &Context, app: &mut App, n: usize) {
    let over_list = (n / 20).is_multiple_of(2);
    let at = if over_list {
        pos2(250.0, 500.0)
    } else {
        pos2(600.0 + (n % 60) as f32 * 8.0, 350.0)
    };
    let mut events = vec![Event::PointerMoved(at)];
    if over_list {
        let back = (n / 40).is_multiple_of(2);
        events.push(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, if back { -60.0 } else { 60.0 }),
            modifiers: egui::Modifiers::NONE,
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
        });
    }
    let input = RawInput {
        screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1440.0, 900.0))),
        time: Some(n as f64 / 60.0),
        events,
        ..RawInput::default()
    };
    let mut output = ctx.run_ui(input, |ui| {
        app.logic(ui.ctx());
        app.ui(ui);
    });
    // No picture is made of it, so nothing is to be kept for one.
    output.textures_delta.clear();
    std::hint::black_box(ctx.tessellate(output.shapes, 1.0));
}

/// From the command to a window that the display shows, where there is one: the fastest of three.
fn window(plan: &Path) -> Option<Duration> {
    std::env::var_os("DISPLAY")?;
    let name = plan.file_stem()?.to_str()?.to_owned();
    (0..3).filter_map(|_| opened(plan, &name)).min()
}

fn opened(plan: &Path, name: &str) -> Option<Duration> {
    let begun = Instant::now();
    let mut program = Command::new(PROGRAM).arg(plan).spawn().ok()?;
    let mut seen = None;
    while begun.elapsed() < Duration::from_secs(20) && seen.is_none() {
        let found = Command::new("xdotool")
            .args(["search", "--onlyvisible", "--name", name])
            .output();
        match found {
            Ok(found) if found.status.success() => seen = Some(begun.elapsed()),
            Ok(_) => std::thread::sleep(Duration::from_millis(2)),
            Err(_) => break,
        }
    }
    drop(program.kill());
    drop(program.wait());
    seen
}

/// What this process holds, in MB, where the system says.
fn memory(which: &str) -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let held = status.lines().find_map(|line| line.strip_prefix(which));
    let kilobytes = held.and_then(|held| held.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.map_or_else(|| "?".to_owned(), |kb| (kb / 1024).to_string())
}
