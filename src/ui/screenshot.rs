//! A room drawn to a picture, without a display; and the guide's pictures, made the same way.

pub mod guide;
mod palette;
mod stage;

use std::path::Path;

use crate::session::Session;
use crate::ui::app::App;
use crate::ui::room::Room;
use crate::ui::screenshot::stage::Stage;

/// What a picture is to show.
#[derive(Clone, Debug)]
pub struct Shot {
    /// The room, by its name on the rail; upper or lower case.
    pub screen: String,
    /// Width and height in points.
    pub size: [f32; 2],
    /// Dark theme.
    pub dark: bool,
    /// How far enlarged.
    pub scale: f32,
    /// The fiscal year in view; none for the latest.
    pub year: Option<i16>,
    /// What is done before the picture is taken: `press Allocate`, `type 250,000`, `key F1`; see `stage`.
    pub steps: Vec<String>,
}

/// Draws a room of a plan and writes it as a PNG file.
///
/// # Errors
/// There is no such room, the size is out of range, a step finds nothing, or the file cannot be written.
pub fn save(session: Session, shot: &Shot, out: &Path) -> anyhow::Result<()> {
    let Some(room) = Room::ALL
        .into_iter()
        .find(|room| room.name().eq_ignore_ascii_case(&shot.screen))
    else {
        let names = Room::ALL.map(Room::name).join(", ");
        anyhow::bail!(
            "there is no screen “{}”; choose one of {names}",
            shot.screen
        );
    };
    if !out
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("png"))
    {
        anyhow::bail!(
            "--out {}: the picture is a PNG; give a name that ends in .png",
            out.display()
        );
    }
    let [width, height] = shot.size;
    if !(320.0..=8000.0).contains(&width) || !(240.0..=8000.0).contains(&height) {
        anyhow::bail!(
            "a picture of {width}x{height} is out of range; give a size such as 1280x800"
        );
    }
    let mut app = App::new(session);
    app.go(room);
    if let Some(year) = shot.year {
        app.look_at(year);
    }
    let mut stage = Stage::new(app, shot.size, shot.scale, shot.dark);
    for step in &shot.steps {
        stage.step(step)?;
    }
    crate::session::whole::write(out, &stage.picture().png()?)?;
    Ok(())
}
