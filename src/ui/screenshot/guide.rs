//! The guide's pictures, each a plan, a room and the steps by which it is reached.
//!
//! Every picture begins from a fresh sample plan, opened by nobody in particular on a fixed day, so that the same program
//! makes the same bytes on any day. They are made in the order of the list, which is that of the pages.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::session::{Session, Which};
use crate::ui::app::App;
use crate::ui::room::Room;
use crate::ui::screenshot::palette;
use crate::ui::screenshot::stage::Stage;

/// Whose name stands in the pictures, and when they are taken.
const WHO: &str = "j.smith";
const NOW: &str = "2026-11-02T10:00:00Z";

/// A picture of the guide.
#[derive(Clone, Copy, Debug)]
pub struct Scene {
    /// Its name, without the ending.
    pub name: &'static str,
    which: Which,
    room: Room,
    size: [f32; 2],
    steps: &'static [&'static str],
}

const fn scene(
    name: &'static str,
    which: Which,
    room: Room,
    size: [f32; 2],
    steps: &'static [&'static str],
) -> Scene {
    Scene {
        name,
        which,
        room,
        size,
        steps,
    }
}

const WIDE: [f32; 2] = [1280.0, 800.0];
const TALL: [f32; 2] = [1400.0, 860.0];
const LOW: [f32; 2] = [1280.0, 640.0];

/// Every picture, in order.
#[rustfmt::skip]
pub const SCENES: &[Scene] = &[
    scene("thread", Which::Leicester, Room::Thread, WIDE, &[]),
    scene("finder", Which::Leicester, Room::Thread, WIDE, &["key Ctrl+K", "type place"]),
    scene("checks", Which::Leicester, Room::Data, WIDE, &[]),
    scene("grant", Which::Leicester, Room::Grant, TALL, &[]),
    scene("allocate", Which::Leicester, Room::Grant, LOW, &["press Allocate", "press Equal weights"]),
    scene("ring-fences", Which::Leicester, Room::Grant, WIDE, &["press Ring-fences"]),
    scene("in-the-year", Which::Leicester, Room::Grant, TALL, &[
        "press In the year", "press Month in view", "press To the end of December",
    ]),
    scene("virements", Which::Leicester, Room::Grant, TALL, &["press Virements"]),
    scene("trend", Which::Leicester, Room::Indicators, WIDE, &["key Ctrl+K", "type LACStable", "key Enter"]),
    scene("overview", Which::Leicester, Room::Indicators, TALL, &["press Overview"]),
    scene("dashboard", Which::Leicestershire, Room::Indicators, WIDE, &["press Dashboard", "until Dashboard 2015/16 Q2"]),
    scene("consultation", Which::Leicestershire, Room::Consultation, WIDE, &[]),
    scene("results", Which::Leicestershire, Room::Consultation, WIDE, &["press Results", "until What the result hangs on"]),
    scene("check-figures", Which::Leicestershire, Room::Consultation, WIDE, &[
        "press Check figures", "press Fill in what the report printed of question 1", "until Printed base 164",
    ]),
    scene("text", Which::Leicester, Room::Plan, WIDE, &["press B What will be achieved"]),
    scene("risks", Which::Leicester, Room::Plan, WIDE, &["press Risks", "press Agencies have too few people"]),
    scene("reports", Which::Leicester, Room::Reports, WIDE, &["until working copy"]),
];

/// Makes every picture in a folder.
///
/// # Errors
/// Which picture could not be made, and at which step.
pub fn pictures(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    std::fs::create_dir_all(folder)?;
    let work = std::env::temp_dir().join(format!("golden-thread-{}", std::process::id()));
    std::fs::create_dir_all(&work)?;
    let made = SCENES.iter().map(|scene| {
        let out = folder.join(format!("{}.png", scene.name));
        let bytes = of(scene, &work).with_context(|| format!("the picture {}", scene.name))?;
        std::fs::write(&out, bytes).with_context(|| format!("{}", out.display()))?;
        Ok(out)
    });
    let made = made.collect();
    std::fs::remove_dir_all(&work).ok();
    made
}

/// One picture, as a PNG file.
///
/// # Errors
/// The sample cannot be made, or a step finds nothing.
pub fn of(scene: &Scene, work: &Path) -> anyhow::Result<Vec<u8>> {
    let path = work.join(format!("{}.sqlite", scene.which.word()));
    std::fs::remove_file(&path).ok();
    let session = Session::sample(scene.which, &path)?.posed(WHO, NOW.parse()?);
    let mut app = App::new(session);
    app.go(scene.room);
    let mut stage = Stage::new(app, scene.size, 1.0, false);
    for step in scene.steps {
        stage.step(step)?;
    }
    let drawn = stage.picture();
    drop(stage);
    std::fs::remove_file(&path).ok();
    Ok(palette::png(&drawn)?)
}
