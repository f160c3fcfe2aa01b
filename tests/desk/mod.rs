//! The program as a script runs it, in a folder that goes away with the test.
#![allow(dead_code, reason = "each test uses what it needs")]
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

/// A folder with samples in it.
pub struct Desk {
    pub folder: TempDir,
}

/// What a run gave: its exit code, the data and the messages.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// The three together.
    pub fn parts(self) -> (i32, String, String) {
        (self.code, self.out, self.err)
    }
}

impl Desk {
    /// A folder with these samples.
    pub fn with(samples: &[&str]) -> Self {
        let desk = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        for which in samples {
            assert_eq!(desk.run(&["sample", &format!("{which}.sqlite")]).code, 0);
        }
        desk
    }

    /// A file of the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the program there.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_golden-thread"))
            .args(arguments)
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        Ran {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}
