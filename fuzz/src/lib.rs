//! What is done with hostile input, one function a reader: bytes that anybody may have made go in, and nothing may fail.
//!
//! The same functions run in two places. libFuzzer gives them bytes of its own making, millions of them, for as long as
//! is wanted (`fuzz/run`); and `tests/hostile` gives them the files in `fuzz/seeds` and random bytes, within `cargo
//! test` and without any of the fuzzer's machinery.
//!
//! A function panics where something does not hold that must hold of every input: a value that was written is read back
//! as another, a row is neither kept nor counted as left out, a cell that leaves would be run by a spreadsheet. What a
//! reader refuses is no failure, so long as it says where, what, why and what to do.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a panic is how a failure is told, here as in a test"
)]
#![allow(dead_code, reason = "the replay uses a part of it")]
#![allow(
    clippy::result_large_err,
    reason = "a file is refused once, and the problem is then looked at"
)]

pub mod giving;
pub mod known;
pub mod ledger;
pub mod money;
pub mod package;
pub mod period;
pub mod plan;
pub mod prose;
pub mod published;
pub mod responses;
pub mod row;
pub mod sheet;
pub mod table;

/// What is done with an input.
pub type Target = fn(&[u8]);

/// Every target: its name, as in `fuzz/fuzz_targets` and `fuzz/seeds`, and what it does.
pub const TARGETS: [(&str, Target); 17] = [
    ("amount", money::target),
    ("period", period::target),
    ("markdown", prose::markdown),
    ("document", prose::document),
    ("table", table::target),
    ("workbook", sheet::workbook),
    ("xls", sheet::xls),
    ("release", published::release),
    ("ees", published::ees),
    ("published", published::others),
    ("mapped", published::mapped),
    ("ledger", ledger::target),
    ("responses", responses::target),
    ("giving", giving::target),
    ("package", package::target),
    ("plan", plan::target),
    ("row", row::target),
];

/// Runs a target under libFuzzer.
///
/// A reader may catch a panic of a library it stands on and refuse the file; libFuzzer would end at it all the same. So
/// what is panicked with is noted, and the fuzzer is ended only by what nobody caught.
pub fn fuzz(target: fn(&[u8]), data: &[u8]) {
    use std::sync::{Mutex, Once};
    static QUIET: Once = Once::new();
    static LAST: Mutex<String> = Mutex::new(String::new());
    QUIET.call_once(|| {
        std::panic::set_hook(Box::new(|info| {
            if let Ok(mut last) = LAST.lock() {
                *last = info.to_string();
            }
        }));
    });
    if std::panic::catch_unwind(|| target(data)).is_err() {
        let last = LAST.lock().map(|last| last.clone()).unwrap_or_default();
        eprintln!("failed: {last}");
        std::process::abort();
    }
}
