//! A file of grants as JSON: an object with a list `grants`, or the list alone.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::domain::giving::intake::GivingIntake;
use crate::domain::giving::json::{Fault, Json, Reader};
use crate::domain::problem::{Problem, Severity};
use crate::exchange::giving::checked::{Checked, Where};
use crate::exchange::published::text::{at, whole};

/// Whether the bytes begin as JSON does.
pub(super) fn is_json(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(64)).unwrap_or_default();
    let letters = head.iter().filter(|byte| **byte != 0 && byte.is_ascii());
    let first = letters.copied().find(|byte| !byte.is_ascii_whitespace());
    matches!(first, Some(b'{' | b'['))
}

/// Reads the grants of such a file.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<GivingIntake, Problem> {
    let text = decoded(name, bytes)?;
    let fault = |fault: Fault| {
        let what = format!("{} at character {}", fault.what, fault.column);
        let why = "From here on it is not JSON.";
        let remedy = "Download the file again, or mend it there.";
        at("not-json", name, fault.line, &what, why, remedy)
    };
    let mut reading = Reading {
        name,
        reader: Reader::new(&text),
        checked: Checked::default(),
        n_read: 0,
        others: Vec::new(),
    };
    reading.file().map_err(fault)?;
    if reading.n_read == 0 {
        return Err(whole(
            "no-grants",
            name,
            "no grants",
            "A file of the 360Giving standard has a list “grants”.",
            "Check that it is the right file.",
        ));
    }
    let others = reading.others_said();
    let n_kept = reading.checked.grants.len() as u64;
    let mut intake = GivingIntake {
        name: name.to_owned(),
        n_read: reading.n_read,
        grants: reading.checked.grants,
        problems: reading.checked.problems,
        ..GivingIntake::default()
    };
    intake.problems.extend(others);
    if n_kept < intake.n_read {
        super::sheet::skip_faulty(&mut intake, n_kept);
    }
    Ok(intake)
}

/// The text: JSON is UTF-8, and UTF-16 where a mark says so.
fn decoded<'a>(name: &str, bytes: &'a [u8]) -> Result<Cow<'a, str>, Problem> {
    let coding = encoding_rs::Encoding::for_bom(bytes).map_or(encoding_rs::UTF_8, |(held, _)| held);
    let (text, _, is_wrong) = coding.decode(bytes);
    if is_wrong {
        return Err(whole(
            "not-utf-8",
            name,
            "letters that are not UTF-8",
            "JSON is always UTF-8.",
            "Save it as UTF-8.",
        ));
    }
    Ok(text)
}

struct Reading<'a> {
    name: &'a str,
    reader: Reader<'a>,
    checked: Checked,
    n_read: u64,
    others: Vec<String>,
}

impl Reading<'_> {
    fn file(&mut self) -> Result<(), Fault> {
        if self.reader.take('[') {
            return self.grants();
        }
        if !self.reader.take('{') {
            return Err(self.reader.fault("no object"));
        }
        if self.reader.take('}') {
            return Ok(());
        }
        loop {
            let field = self.reader.name()?;
            if field == "grants" && self.reader.take('[') {
                self.grants()?;
            } else {
                self.reader.value(1)?;
                self.others.push(field);
            }
            if self.reader.take('}') {
                return Ok(());
            }
            if !self.reader.take(',') {
                return Err(self.reader.fault("no comma and no closing bracket"));
            }
        }
    }

    fn grants(&mut self) -> Result<(), Fault> {
        if self.reader.take(']') {
            return Ok(());
        }
        loop {
            let line = self.reader.line();
            let body = self.reader.value(2)?;
            if !matches!(body, Json::Object(_)) {
                return Err(self.reader.fault("something that is no grant"));
            }
            self.n_read += 1;
            let place = Where {
                name: self.name,
                line,
                columns: &HashMap::new(),
            };
            self.checked.take(&body, &place);
            if self.reader.take(']') {
                return Ok(());
            }
            if !self.reader.take(',') {
                return Err(self.reader.fault("no comma and no closing bracket"));
            }
        }
    }

    /// What stands in the file beside the grants is not kept, and that is said.
    fn others_said(&self) -> Option<Problem> {
        if self.others.is_empty() {
            return None;
        }
        let problem = whole(
            "beside-the-grants",
            self.name,
            &format!("also {}", self.others.join(", ")),
            "Only the grants themselves are kept in the plan.",
            "Keep the file, if you need the rest of it.",
        );
        Some(problem.severity(Severity::Note))
    }
}
