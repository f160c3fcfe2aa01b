//! Starts the window; where there is no display, draws the first screen to a picture instead.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context;

use crate::session::Session;
use crate::session::file::remember;
use crate::ui::app::App;
use crate::ui::room::Room;
use crate::ui::screenshot::{self, Shot};
use crate::ui::theme;

/// Draws one screen of a plan.
///
/// # Errors
/// When the plan cannot be opened or the picture cannot be written.
pub fn screenshot(file: &Path, shot: &Shot, out: &Path) -> anyhow::Result<()> {
    screenshot::save(Session::open_to_read(file)?, shot, out)?;
    println!("{}", out.display());
    Ok(())
}

/// Makes the guide's pictures.
///
/// # Errors
/// When one cannot be made or written.
pub fn guide_pictures(folder: &Path) -> anyhow::Result<()> {
    for path in screenshot::guide::pictures(folder)? {
        println!("{}", path.display());
    }
    Ok(())
}

/// Opens the window on a plan, or on the sample where none is named.
///
/// # Errors
/// When the plan cannot be opened, or neither a window nor a picture can be made.
pub fn window(file: Option<&Path>) -> anyhow::Result<()> {
    let (session, refused) = match file.map(|file| (file, Session::open(file))) {
        None => (Session::first_start()?, None),
        Some((file, Ok(session))) => {
            if has_display() {
                remember(file);
            }
            (session, None)
        }
        // A plan is opened by double click, too, and then nobody reads what a program prints: the window says it.
        Some((file, Err(error))) if has_display() => {
            eprintln!("{error}");
            (Session::first_start()?, Some((file.to_owned(), error)))
        }
        Some((_, Err(error))) => return Err(error.into()),
    };
    if !has_display() {
        return picture_instead(session);
    }
    let title = title(&session);
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title(&title)
            .with_app_id("golden-thread")
            .with_icon(icon())
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([800.0, 560.0]),
        ..eframe::NativeOptions::default()
    };
    let begun = Arc::new(AtomicBool::new(false));
    let now_begun = Arc::clone(&begun);
    let started = catch_unwind(AssertUnwindSafe(|| {
        eframe::run_native(
            &title,
            options,
            Box::new(move |creation| {
                now_begun.store(true, Ordering::Relaxed);
                theme::install(&creation.egui_ctx);
                let mut app = App::new(session);
                if let Some((file, error)) = &refused {
                    app.refuse_opening(file, error);
                }
                app.watch(&creation.egui_ctx);
                Ok(Box::new(app))
            }),
        )
    }));
    match started {
        Ok(ended) => ended.map_err(|error| {
            anyhow::anyhow!("the window could not be opened: {error}. {}", packages())
        }),
        // What opens the window stops the program where a library is missing; after that, a stop is a fault of ours.
        Err(stopped) if begun.load(Ordering::Relaxed) => resume_unwind(stopped),
        Err(_) => Err(anyhow::anyhow!(
            "the window could not be opened. {}",
            packages()
        )),
    }
}

/// What stands for the program in the list of windows; drawn from `assets/icon/golden-thread.svg`.
fn icon() -> egui::IconData {
    let picture = include_bytes!("../../assets/icon/golden-thread.png");
    // Without a picture the window is the same window.
    eframe::icon_data::from_png_bytes(picture).unwrap_or_default()
}

/// The window's title: which plan is open in it.
#[must_use]
pub fn title(session: &Session) -> String {
    let name = session.path().file_name().unwrap_or_default();
    format!("Golden Thread – {}", name.to_string_lossy())
}

/// Whether there is a display to open a window on. Windows and macOS always have one.
fn has_display() -> bool {
    let named = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY")
}

fn picture_instead(session: Session) -> anyhow::Result<()> {
    let out = std::env::temp_dir().join("golden-thread.png");
    let shot = Shot {
        screen: Room::default().name().into(),
        size: [1440.0, 900.0],
        dark: false,
        scale: 1.0,
        year: None,
        steps: Vec::new(),
    };
    screenshot::save(session, &shot, &out)
        .context("there is no display, and the first screen could not be drawn")?;
    eprintln!("There is no display here, so the first screen has been drawn to a picture:");
    println!("{}", out.display());
    Ok(())
}

/// What a bare Debian lacks for a window, and which packages bring it.
fn packages() -> &'static str {
    if cfg!(target_os = "linux") {
        "On Debian or Ubuntu the libraries it needs come with: apt-get install libgl1 libegl1 libgl1-mesa-dri libxkbcommon0 libxkbcommon-x11-0 libxcursor1 libxi6 libxrandr2 libx11-xcb1. Without a window, `golden-thread screenshot` draws any screen to a picture."
    } else {
        "A remote desktop without OpenGL 2 cannot show it; `golden-thread screenshot` draws any screen to a picture."
    }
}
