//! Published figures at full size, beside peers on the same work in the same run: `cargo bench --bench published`.
//! Prints; asserts nothing, since a busy machine is no fault.
//!
//! The whole of LAIT is used where `../shared/data/lait` is there; otherwise a file of its shape and size is made. The
//! peers are the `sqlite3` shell and DuckDB (as `python3` finds it); what is not installed is said to be skipped.

#![allow(
    clippy::expect_used,
    reason = "a bench that cannot set itself up has nothing to measure"
)]

use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use egui::{Context, Event, RawInput, Rect, pos2, vec2};
use golden_thread::session::Session;
use golden_thread::ui::app::App;
use golden_thread::ui::room::Room;
use golden_thread::ui::theme;

const PROGRAM: &str = env!("CARGO_BIN_EXE_golden-thread");
/// Times each thing is done; the fastest counts, since everything else on the machine only adds.
const TIMES: usize = 3;
/// Frames measured.
const FRAMES: usize = 300;

fn main() {
    let folder = tempfile::tempdir().expect("a folder for the bench");
    let (file, dictionary) = lait(folder.path());
    let plan = folder.path().join("plan.sqlite");
    println!(
        "| measured on {} | ours | peer | ours ÷ peer |",
        named(&file)
    );
    println!("|---|---|---|---|");

    let import = fastest(|| import(&plan, &file, dictionary.as_deref()));
    let shell = fastest_of(|| shell(folder.path(), &file));
    row(
        "import: read, typed, written, indexed",
        import,
        "sqlite3 `.import` into text, and index",
        shell,
    );

    let benchmark =
        fastest(|| program(&["benchmark", text(&plan), "--area", "856", "--format", "csv"]));
    row(
        "all indicators of one authority, whole process",
        benchmark,
        "",
        None,
    );

    let session = Session::open_to_read(&plan).expect("the plan opens");
    let ranks = fastest(|| {
        let begun = Instant::now();
        let mut n = 0;
        session
            .leagues(None, |ranked| n += ranked.league.places.len())
            .expect("ranks");
        assert!(n > 0, "nothing was ranked");
        begun.elapsed()
    });
    row(
        "ranks and quartiles of every indicator, year, authority",
        ranks,
        "DuckDB, from its own table",
        duckdb(&file),
    );

    frames(&plan, Room::Indicators);
    frames(&plan, Room::Thread);
    println!(
        "| memory at its highest, the window's work with all of it | {} MB | | |",
        memory()
    );
    drop(session);

    let ten = ten_times(folder.path(), &file);
    let plan = folder.path().join("ten.sqlite");
    let ten = self::import(&plan, &ten, None);
    let ratio = ten.as_secs_f64() / import.as_secs_f64();
    println!(
        "| import of ten times as many rows | {} | | {ratio:.1} times once |",
        shown(ten)
    );
}

fn named(file: &Path) -> &'static str {
    if file.ends_with("lait.csv") {
        "the whole of LAIT, 641,070 rows"
    } else {
        "a made-up file of LAIT's size"
    }
}

fn row(what: &str, ours: Duration, peer: &str, theirs: Option<Duration>) {
    let (shown_theirs, ratio) = match theirs {
        Some(theirs) => (
            format!("{} ({peer})", shown(theirs)),
            format!("{:.2}", ours.as_secs_f64() / theirs.as_secs_f64()),
        ),
        None if peer.is_empty() => (String::new(), String::new()),
        None => (format!("skipped: {peer} is not here"), String::new()),
    };
    println!("| {what} | {} | {shown_theirs} | {ratio} |", shown(ours));
}

fn shown(time: Duration) -> String {
    if time < Duration::from_millis(20) {
        format!("{:.2} ms", time.as_secs_f64() * 1e3)
    } else {
        format!("{:.2} s", time.as_secs_f64())
    }
}

fn fastest(mut once: impl FnMut() -> Duration) -> Duration {
    (0..TIMES).map(|_| once()).min().unwrap_or_default()
}

fn fastest_of(mut once: impl FnMut() -> Option<Duration>) -> Option<Duration> {
    (0..TIMES).filter_map(|_| once()).min()
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in plain letters")
}

/// The long file and, where it is real, its dictionary.
fn lait(folder: &Path) -> (PathBuf, Option<PathBuf>) {
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/lait");
    let packed = real.join("lait_long.csv.gz");
    if packed.exists() {
        let out = folder.join("lait.csv");
        let mut source = flate2::read::MultiGzDecoder::new(File::open(packed).expect("LAIT"));
        let mut into = BufWriter::new(File::create(&out).expect("a file"));
        std::io::copy(&mut source, &mut into).expect("LAIT unpacked");
        return (out, Some(real.join("lait_data_dictionary.csv")));
    }
    let out = folder.join("made.csv");
    let mut into = BufWriter::new(File::create(&out).expect("a file"));
    writeln!(
        into,
        "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region"
    )
    .expect("written");
    let areas: Vec<String> = golden_thread::session::file::authorities()
        .into_iter()
        .map(|(code, name)| format!("{},{code}.0", name.replace(',', "")))
        .collect();
    for measure in 0..434 {
        for year in 2016..2026 {
            for (n, area) in areas.iter().enumerate() {
                let (name, code) = area.split_once(',').expect("two parts");
                let value = f64::from((measure * 31 + year * 7 + n as i32 * 13) % 997) / 10.0;
                writeln!(
                    into,
                    "M{measure},Measure {measure},{year},{name},{value},{code},NA"
                )
                .expect("written");
            }
        }
    }
    (out, None)
}

/// The same file ten times over, each time under other names.
fn ten_times(folder: &Path, file: &Path) -> PathBuf {
    let mut whole = String::new();
    File::open(file)
        .and_then(|mut file| file.read_to_string(&mut whole))
        .expect("the file again");
    let out = folder.join("ten.csv");
    let mut into = BufWriter::new(File::create(&out).expect("a file"));
    let (heading, rows) = whole.split_once('\n').expect("a heading");
    writeln!(into, "{heading}").expect("written");
    for n in 0..10 {
        for line in rows.lines() {
            // A code in quotation marks keeps them around the whole of it.
            match line.strip_prefix('"') {
                Some(rest) => writeln!(into, "\"{n}-{rest}"),
                None => writeln!(into, "{n}-{line}"),
            }
            .expect("written");
        }
    }
    out
}

fn program(arguments: &[&str]) -> Duration {
    let begun = Instant::now();
    let done = Command::new(PROGRAM)
        .args(arguments)
        .output()
        .expect("the program");
    let took = begun.elapsed();
    // 1 is "done, but there is something to look at".
    let code = done.status.code();
    assert!(
        code == Some(0) || code == Some(1),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    took
}

fn import(plan: &Path, file: &Path, dictionary: Option<&Path>) -> Duration {
    drop(std::fs::remove_file(plan));
    program(&["new", text(plan), "--area", "856"]);
    let mut arguments = vec!["import", "lait", text(file), "--into", text(plan), "--yes"];
    if let Some(dictionary) = dictionary {
        arguments.extend(["--dictionary", text(dictionary)]);
    }
    program(&arguments)
}

fn shell(folder: &Path, file: &Path) -> Option<Duration> {
    let out = folder.join("shell.db");
    drop(std::fs::remove_file(&out));
    let begun = Instant::now();
    let done = Command::new("sqlite3")
        .arg(&out)
        .args([
            ".mode csv",
            &format!(".import {} lait", text(file)),
            "create index lait_by on lait (\"Short Desc\", Years, \"LA Number\");",
        ])
        .output()
        .ok()?;
    done.status.success().then(|| begun.elapsed())
}

/// DuckDB doing the same from its own table, loading not counted.
fn duckdb(file: &Path) -> Option<Duration> {
    let script = format!(
        "import duckdb, time
c = duckdb.connect()
c.execute(\"\"\"create table l as select \"Short Desc\" s, Years y, \"LA Number\" a, \"Values\" v from read_csv('{}',
header=true, nullstr='-', types={{'Values':'DOUBLE','LA Number':'VARCHAR','Years':'VARCHAR'}})\"\"\")
best = 1e9
for _ in range({TIMES}):
    t = time.perf_counter()
    c.execute(\"\"\"create or replace table o as with x as (select * from l where a < '970' and v is not null),
    q as (select s, y, quantile_cont(v, [0.25, 0.5, 0.75]) q from x group by s, y)
    select x.s, x.y, a, v, rank() over (partition by x.s, x.y order by v) r, q from x join q on x.s = q.s and x.y = q.y\"\"\")
    best = min(best, time.perf_counter() - t)
print(best)",
        text(file)
    );
    let done = Command::new("python3")
        .args(["-c", &script])
        .output()
        .ok()?;
    let took: f64 = String::from_utf8_lossy(&done.stdout).trim().parse().ok()?;
    Some(Duration::from_secs_f64(took))
}

/// Frames of a room with all of it loaded, the list being scrolled and the pointer moving over the plot.
fn frames(plan: &Path, room: Room) {
    let mut app = App::new(Session::open_to_read(plan).expect("the plan opens"));
    let ctx = Context::default();
    theme::install(&ctx);
    app.go(room);
    for n in 0..400 {
        frame(&ctx, &mut app, n);
    }
    let mut times: Vec<Duration> = (0..FRAMES)
        .map(|n| {
            let begun = Instant::now();
            frame(&ctx, &mut app, n);
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!(
        "| a frame of {} with all of it, scrolling: typical, slowest | {} , {} | | |",
        room.name(),
        shown(times[times.len() / 2]),
        shown(times[times.len() - 1])
    );
}

fn frame(ctx: &Context, app: &mut App, n: usize) {
    let size = vec2(1440.0, 900.0);
    // Half of the time over the list, scrolling it; half of it over the plot.
    let over_list = (n / 20).is_multiple_of(2);
    let at = if over_list {
        pos2(250.0, 500.0)
    } else {
        pos2(600.0 + (n % 60) as f32 * 8.0, 350.0)
    };
    let mut events = vec![Event::PointerMoved(at)];
    if over_list {
        let down = if (n / 40).is_multiple_of(2) {
            -60.0
        } else {
            60.0
        };
        events.push(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, down),
            modifiers: egui::Modifiers::NONE,
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
        });
    }
    let input = RawInput {
        screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), size)),
        time: Some(n as f64 / 60.0),
        events,
        ..RawInput::default()
    };
    let output = ctx.run_ui(input, |ui| {
        app.logic(ui.ctx());
        app.ui(ui);
    });
    std::hint::black_box(ctx.tessellate(output.shapes, 1.0));
}

/// The most memory this process has held, in MB, where the system says.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|peak| peak.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.map_or_else(|| "?".to_owned(), |kb| (kb / 1024).to_string())
}
