//! Wakes the window when another program changes the file, so that an idle window costs nothing and is never stale.
//!
//! It looks at the file's time and size and never opens it: closing a second handle would drop the locks that
//! SQLite holds on the first.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use egui::Context;

/// How often the file is looked at: a change shows well within a second.
const EVERY: Duration = Duration::from_millis(400);

/// A watch on one file; it ends when dropped.
#[derive(Debug)]
pub struct Watch {
    over: Arc<AtomicBool>,
}

impl Watch {
    /// Starts to watch. None when no thread can be had; the window then learns of changes at the next key.
    pub fn start(path: &Path, ctx: &Context) -> Option<Self> {
        let over = Arc::new(AtomicBool::new(false));
        let (path, ctx, stop) = (path.to_owned(), ctx.clone(), Arc::clone(&over));
        std::thread::Builder::new()
            .name("file watch".into())
            .spawn(move || {
                let mut seen = look(&path);
                while !stop.load(Ordering::Relaxed) {
                    std::thread::sleep(EVERY);
                    let now = look(&path);
                    if now != seen {
                        seen = now;
                        ctx.request_repaint();
                    }
                }
            })
            .ok()?;
        Some(Self { over })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
    }
}

fn look(path: &Path) -> Option<(SystemTime, u64)> {
    let held = path.metadata().ok()?;
    Some((held.modified().ok()?, held.len()))
}
