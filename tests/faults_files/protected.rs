//! A file, or its folder, that may not be written.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use golden_thread::session::{Session, StoreError, Which};

use crate::{is_root, named, ran};

/// What an officer who may not write sees. Root may write everything, so there the child is nobody.
#[test]
fn a_write_protected_plan_is_read_and_can_be_copied() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("protected");
    fs::create_dir(&inner).unwrap();
    let path = inner.join("plan.sqlite");
    drop(Session::sample(Which::Leicester, &path).unwrap());
    let mode = |path: &Path, mode: u32| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap()
    };
    mode(folder.path(), 0o777);
    // The program where nobody can reach it.
    let own = folder.path().join("faults");
    fs::copy(std::env::current_exe().unwrap(), &own).unwrap();
    for (file, dir) in [(0o444, 0o555), (0o444, 0o777), (0o666, 0o555)] {
        mode(&path, file);
        mode(&inner, dir);
        let before = fs::read(&path).unwrap();
        let mut child = Command::new(&own);
        child
            .args([
                "--exact",
                "protected::protected_child",
                "--ignored",
                "--nocapture",
            ])
            .env("FAULTS_PLAN", &path)
            .env(
                "FAULTS_COPY",
                folder.path().join(format!("copy {file:o} {dir:o}.sqlite")),
            );
        if is_root() {
            use std::os::unix::process::CommandExt;
            child.uid(65_534).gid(65_534);
        }
        let (code, said) = ran(&mut child);
        mode(&inner, 0o777);
        assert_eq!(code, 0, "file {file:o}, folder {dir:o}: {said}");
        assert!(said.contains("1 passed"), "{said}");
        assert!(
            fs::read(&path).unwrap() == before,
            "file {file:o}, folder {dir:o}"
        );
    }
}

#[test]
#[ignore = "started by another test, by one who may not write"]
fn protected_child() {
    let Some(path) = std::env::var_os("FAULTS_PLAN").map(PathBuf::from) else {
        return;
    };
    let mut session = Session::open(&path).unwrap();
    assert!(session.book().objectives.len() > 5);
    let refused = session.run(&named(&session, "No")).unwrap_err();
    assert!(
        matches!(refused, StoreError::ReadOnly(_))
            && refused.to_string().contains("write-protected"),
        "{refused:?} {refused}"
    );
    let copy = PathBuf::from(std::env::var_os("FAULTS_COPY").unwrap());
    session.save_copy(&copy).unwrap();
    let mut copied = Session::open(&copy).unwrap();
    copied.run(&named(&copied, "In the copy")).unwrap();
    println!(
        "read only: {}, opened: {:?}",
        session.is_read_only(),
        session.opened().no_backup
    );
}
