//! A plan's file with bytes of it changed, or made up altogether; and such a file as a colleague's copy.
//!
//! Any bytes at all are hardly ever a database, so that the input says which bytes of a sample plan become others.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use golden_thread::domain::area::AreaCode;
use golden_thread::domain::report::Report;
use golden_thread::session::merge::Decisions;
use golden_thread::session::{Session, Which, rescue};
use tempfile::TempDir;

/// The sample plan's file as it is made.
pub fn bytes() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| {
        let folder = folder();
        let path = folder.path().join("plan.sqlite");
        drop(Session::sample(Which::Leicester, &path).expect("the sample is made"));
        fs::read(path).expect("it was just written")
    })
}

/// A new plan's file, which is opened five times as fast.
fn small() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| {
        let folder = folder();
        let path = folder.path().join("plan.sqlite");
        let area = AreaCode::new("856");
        let mut plan = Session::new_plan(&path, &area, "every-child-matters").expect("it is made");
        plan.take_snapshot("Before", "").expect("it is kept");
        drop(plan);
        fs::read(path).expect("it was just written")
    })
}

/// The sample plan, open; its file is gone by then, so it can only be looked at.
pub fn sample() -> Session {
    let folder = folder();
    let path = folder.path().join("plan.sqlite");
    fs::write(&path, bytes()).expect("there is room");
    Session::open_to_read(&path).expect("the sample opens")
}

/// A folder that is gone afterwards; in memory where there is such a place.
pub fn folder() -> TempDir {
    let shared = Path::new("/dev/shm");
    let made = if shared.is_dir() {
        tempfile::tempdir_in(shared)
    } else {
        tempfile::tempdir()
    };
    made.expect("there is room")
}

/// The file that the input makes: a plan with changes, each a page, a place in it, and up to sixteen bytes, the plan a new
/// one or, now and then, a sample; with an odd first byte all of the file after its first words.
fn file(data: &[u8]) -> Vec<u8> {
    let Some((first, mut rest)) = data.split_first() else {
        return Vec::new();
    };
    if first % 2 == 1 {
        return [b"SQLite format 3\0", rest].concat();
    }
    let is_copy = first & 2 != 0;
    let is_sample = is_copy || first & 12 == 12;
    let mut bytes = if is_sample { bytes() } else { small() }.to_vec();
    while let [a, b, c, d, n, tail @ ..] = rest {
        let page = usize::from(u16::from_le_bytes([*a, *b]));
        let at = page * 4_096 + usize::from(u16::from_le_bytes([*c, *d]) % 4_096);
        let n = usize::from(n % 16 + 1).min(tail.len());
        let at = at % bytes.len();
        let n = n.min(bytes.len() - at);
        bytes[at..at + n].copy_from_slice(&tail[..n]);
        rest = &tail[n..];
    }
    bytes
}

/// The file opens, or is refused; whatever is asked of it then is answered or refused. Nothing else is written.
pub fn target(data: &[u8]) {
    let folder = folder();
    let path = folder.path().join("plan.sqlite");
    fs::write(&path, file(data)).expect("there is room");
    let which = data.first().copied().unwrap_or_default();
    if which & 2 == 0 {
        ask(&path, which);
        let out = folder.path().join("ours.sqlite");
        // Whatever is left of it, what comes out is a plan.
        if rescue::save(&path, &out, None, &mut |_| true).is_ok() {
            drop(Session::open_to_read(&out).expect("what was rescued opens"));
        }
    } else {
        let ours = folder.path().join("ours.sqlite");
        fs::write(&ours, bytes()).expect("there is room");
        let mut session = Session::open_to_read(&ours).expect("the sample opens");
        if let Ok(found) = session.look_at_copy(&path, &Decisions::default()) {
            drop(found);
            drop(session.merge(&path, &Decisions::default()));
        }
        drop(session);
        // What came with the copy is the plan's now, and opens with it.
        drop(Session::open_to_read(&ours).expect("the plan still opens"));
    }
    only_ours(folder.path());
}

/// Opens it as a window does and asks what a window asks.
pub fn ask(path: &Path, which: u8) {
    let opened = if which & 4 == 0 {
        Session::open_to_read(path)
    } else {
        Session::open(path)
    };
    let mut session = match opened {
        Ok(session) => session,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return;
        }
    };
    // One thing a time, so that there is time for many files.
    match which >> 4 {
        0 => drop(session.history(None)),
        1 => {
            for snapshot in session.snapshots().unwrap_or_default().iter().take(2) {
                drop(session.verify_snapshot(snapshot.id));
                drop(session.seen_in(snapshot.id));
            }
        }
        2 => drop(session.published_problems()),
        3 => drop(session.examine()),
        4 => drop((session.undo(), session.redo())),
        5 => drop(session.seen_at("2026-11-01T00:00:00Z".parse().expect("a moment"))),
        6 => drop(session.take_snapshot("fuzz", "")),
        7 => drop(session.problems().len()),
        n => {
            let report = Report::ALL[usize::from(n) % Report::ALL.len()];
            drop(session.report(report, &session.report_options()));
        }
    }
}

/// That no file lies in the folder but those of the plans in it.
#[track_caller]
pub fn only_ours(folder: &Path) {
    for entry in fs::read_dir(folder).expect("it is there") {
        let name = entry.expect("it is read").file_name();
        let name = name.to_string_lossy();
        let is_ours = ["plan", "ours"].iter().any(|held| name.starts_with(held));
        assert!(is_ours, "{name} was written");
    }
}
