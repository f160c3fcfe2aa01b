//! One respondent who answered by two channels: online and then on paper, perhaps the same opinion twice.
//!
//! Where the file gives each respondent a number, the number shows it. The second response under a number is set aside
//! unless the officer keeps it; that it came by another channel makes it more than a form sent twice, so it is said with
//! both lines.
//!
//! Edges: a number in one channel only is a plain duplicate, counted among the rows set aside and not told here. Names of
//! channels that differ in capitals are one channel.

use std::collections::HashMap;

use crate::domain::problem::{Problem, Severity};
use crate::domain::responses::export::Export;
use crate::domain::responses::propose::Proposal;
use crate::domain::responses::role::Role;
use crate::domain::responses::words::folded;

/// How many are told one by one; the rest are counted.
const SHOWN: usize = 10;

/// Respondents whose number stands in two channels.
pub(super) fn in_two(export: &Export, proposal: &Proposal) -> Vec<Problem> {
    let one_of = |role: &Role| {
        let at = proposal.of_role(|held| held == role).next()?;
        export.columns.get(at).map(|column| (at, column))
    };
    let (Some((at, ids)), Some((_, channels))) =
        (one_of(&Role::RespondentId), one_of(&Role::Channel))
    else {
        return Vec::new();
    };
    let spelt: Vec<String> = channels.values.iter().map(|name| folded(name)).collect();
    let channel = |row: usize| {
        let code = channels.cells.get(row).copied().unwrap_or(0) as usize;
        (code, spelt.get(code))
    };
    let mut first: HashMap<u32, usize> = HashMap::new();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (row, code) in ids.cells.iter().enumerate().filter(|(_, code)| **code != 0) {
        let before = *first.entry(*code).or_insert(row);
        let (one, other) = (channel(before), channel(row));
        if one.0 != 0 && other.0 != 0 && one.1 != other.1 {
            found.push((before, row));
        }
    }
    let mut problems: Vec<Problem> = found
        .iter()
        .take(SHOWN)
        .map(|(before, row)| {
            let line = |row: usize| export.lines.get(row).copied().unwrap_or(0);
            let what = format!(
                "one respondent's number in line {} ({}) and in line {} ({})",
                line(*before),
                channels.text(*before),
                line(*row),
                channels.text(*row),
            );
            let location = format!("{}, line {}", export.name, line(*row));
            said(export, proposal, (*row, at), location, what)
        })
        .collect();
    if let Some(more) = found.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        let what = format!("{more} more respondents' numbers in two channels");
        let (_, row) = found[SHOWN];
        problems.push(said(export, proposal, (row, at), export.name.clone(), what));
    }
    problems
}

fn said(
    export: &Export,
    proposal: &Proposal,
    (row, column): (usize, usize),
    location: String,
    what: String,
) -> Problem {
    let remedy = if proposal.keep.duplicates {
        "Both are kept, as you said. Set one aside if it is the same opinion."
    } else {
        "The later one is set aside as a duplicate number. Keep duplicates if they are two people."
    };
    let place = export.place(row, column);
    let why = "Whoever answers by two channels would count twice.";
    Problem::refusal("two-channels", place, location, what, why, remedy).severity(Severity::Warning)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::responses::export::sample;
    use crate::domain::responses::rows::Keep;

    const HEAD: &str = "Respondent ID|Channel|Do you agree?";

    #[track_caller]
    fn check(rows: &[&str], want: &[&str]) -> Vec<Problem> {
        let rows: Vec<&str> = [HEAD].into_iter().chain(rows.iter().copied()).collect();
        let export = sample(&rows);
        let proposal = Proposal::new(&export);
        let problems: Vec<Problem> = proposal
            .problems
            .into_iter()
            .filter(|held| held.kind == "two-channels")
            .collect();
        let found: Vec<&str> = problems.iter().map(|held| held.what.as_str()).collect();
        assert_eq!(found, want);
        problems
    }

    #[test]
    fn both_lines_are_told() {
        let want = "one respondent's number in line 2 (Online) and in line 4 (Paper)";
        check(
            &["7|Online|Yes", "8|Online|No", "7|Paper|Yes", "9|Paper|No"],
            &[want],
        );
        // The same channel twice is a plain duplicate; so is one that is spelt otherwise.
        check(&["7|Online|Yes", "8|Paper|No", "7|online|Yes"], &[]);
        check(&["7|Online|Yes", "8|Paper|No", "7||Yes"], &[]);
        check(&["|Online|Yes", "8|Paper|No", "|Paper|Yes"], &[]);
    }

    #[test]
    fn many_are_counted() {
        let rows: Vec<String> = (0..24)
            .map(|n| {
                let channel = if n < 12 { "Online" } else { "Paper" };
                format!("{}|{channel}|Yes", n % 12)
            })
            .collect();
        let mut rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        rows.insert(0, HEAD);
        let export = sample(&rows);
        let proposal = Proposal::new(&export);
        let told = proposal
            .problems
            .iter()
            .filter(|held| held.kind == "two-channels");
        assert_eq!(told.count(), SHOWN + 1);
        assert_eq!(proposal.accounting.n_kept, 12, "the later are set aside");
    }

    #[test]
    fn who_keeps_them_is_told_so() {
        let export = sample(&[HEAD, "7|Online|Yes", "8|Online|No", "7|Paper|Yes"]);
        let mut proposal = Proposal::new(&export);
        let said = |proposal: &Proposal, words: &str| {
            proposal
                .problems
                .iter()
                .any(|held| held.kind == "two-channels" && held.remedy.contains(words))
        };
        assert_eq!(proposal.accounting.n_kept, 2);
        assert!(said(&proposal, "set aside as a duplicate number"));
        let keep = Keep {
            duplicates: true,
            ..Keep::default()
        };
        proposal.set_keep(&export, keep);
        assert_eq!(proposal.accounting.n_kept, 3);
        assert!(said(&proposal, "Both are kept"));
    }
}
