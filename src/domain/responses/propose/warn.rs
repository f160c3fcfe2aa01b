//! What the officer should look at before a proposal is taken.

mod channels;

use crate::domain::consultation::Leaning;
use crate::domain::problem::{Problem, Severity};
use crate::domain::responses::export::Export;
use crate::domain::responses::personal::{holds_email, holds_phone};
use crate::domain::responses::propose::{Proposal, Proposed};
use crate::domain::responses::role::Role;

/// Everything in a proposal that wants a look, column by column.
pub(super) fn problems(export: &Export, proposal: &Proposal) -> Vec<Problem> {
    let mut problems = export.warnings.clone();
    for (at, held) in proposal.columns.iter().enumerate() {
        problems.extend(too_different(export, at, held));
        problems.extend(unnamed(export, at, held));
        problems.extend(addresses(export, at, held));
    }
    problems.extend(twice(export, proposal));
    problems.extend(channels::in_two(export, proposal));
    if !proposal.columns.iter().any(|held| held.role.is_question()) {
        let place = export.place_of_column(0);
        problems.push(Problem::refusal(
            "no-question",
            place,
            &export.name,
            "no column holds answers",
            "There is nothing to count.",
            "Give at least one column the role of a question.",
        ));
    }
    if proposal.accounting.n_kept == 0 {
        problems.push(Problem::refusal(
            "no-responses",
            export.place_of_column(0),
            &export.name,
            format!("{} rows read, none kept", proposal.accounting.n_read),
            "Every row was set aside.",
            "Look at the reasons, and keep incomplete responses if they are wanted.",
        ));
    }
    problems
}

/// Roles that one column has and no other: with two, one of them would be read and the other lost in silence.
fn twice(export: &Export, proposal: &Proposal) -> Vec<Problem> {
    let once = [
        Role::RespondentId,
        Role::SubmittedAt,
        Role::Channel,
        Role::Group,
    ];
    let mut problems = Vec::new();
    for role in once {
        let held: Vec<usize> = proposal.of_role(|held| *held == role).collect();
        let (Some(first), Some(second)) = (held.first(), held.get(1)) else {
            continue;
        };
        let Some(column) = proposal.columns.get(*second) else {
            continue;
        };
        problems.push(Problem::refusal(
            "role-twice",
            export.place_of_column(*second),
            location(export, *second, column),
            format!(
                "{} columns are “{}”; the first is column {}",
                held.len(),
                role.word(),
                first + 1
            ),
            "Only one of them can be read, and the others would be lost in silence.",
            "Leave the role to one column and ignore the others, or make them attributes.",
        ));
    }
    problems
}

fn location(export: &Export, at: usize, held: &Proposed) -> String {
    let heading: String = held.title.whole.chars().take(60).collect();
    format!("{}, column {} ({heading})", export.name, at + 1)
}

/// A closed column whose answers are more than a fifth different.
fn too_different(export: &Export, at: usize, held: &Proposed) -> Option<Problem> {
    let is_scale = held.options.iter().any(|one| one.leaning != Leaning::None);
    if !held.role.is_closed() || is_scale || matches!(held.role, Role::GridRow { .. }) {
        return None;
    }
    let column = export.columns.get(at)?;
    let n = column.cells.iter().filter(|code| **code != 0).count();
    let different = column.n_distinct();
    (different > 3 && different * 5 > n).then(|| {
        Problem::refusal(
            "many-different",
            export.place_of_column(at),
            location(export, at, held),
            format!("{different} different answers among {n}"),
            "Where people choose from a list, at most a fifth of the answers differ.",
            "If people wrote their own words here, make it a text.",
        )
        .severity(Severity::Warning)
    })
}

/// Answers over which no heading stands, as where a row has more cells than the headings: said with the first of them. As
/// a question they are refused, since it would have no words.
fn unnamed(export: &Export, at: usize, held: &Proposed) -> Option<Problem> {
    let column = export.columns.get(at)?;
    let row = column.cells.iter().position(|code| *code != 0)?;
    if !held.title.whole.is_empty() || held.role.stem().is_some_and(|stem| !stem.is_empty()) {
        return None;
    }
    let n = column.cells.iter().filter(|code| **code != 0).count();
    let line = export.lines.get(row).copied().unwrap_or(0);
    let is_asked = held.role.is_question() && held.role != Role::Group;
    let (severity, why) = match is_asked {
        true => (Severity::Error, "A question without words cannot be kept."),
        false => (
            Severity::Warning,
            "Nobody can tell what was asked, so they are not taken in.",
        ),
    };
    let problem = Problem::refusal(
        "no-heading",
        export.place(row, at),
        format!("{}, line {line}, column {}", export.name, at + 1),
        format!("answers without a heading: {n}, the first here"),
        why,
        "Write a heading over the column, or look whether this line has a separator too many.",
    );
    Some(problem.severity(severity))
}

/// Comments that name an e-mail address or a telephone number.
fn addresses(export: &Export, at: usize, held: &Proposed) -> Option<Problem> {
    let column = export.columns.get(at).filter(|_| held.role == Role::Text)?;
    let holds: Vec<bool> = column
        .values
        .iter()
        .map(|value| holds_email(value) || holds_phone(value))
        .collect();
    let is_one = |code: &u32| holds.get(*code as usize).copied().unwrap_or(false);
    let row = column.cells.iter().position(is_one)?;
    let n = column.cells.iter().filter(|code| is_one(code)).count();
    let problem = Problem::refusal(
        "address-in-comment",
        export.place(row, at),
        format!(
            "{}, line {}",
            location(export, at, held),
            export.lines.get(row).copied().unwrap_or(0)
        ),
        match n {
            1 => "a comment with an e-mail address or a telephone number in it".to_owned(),
            n => format!(
                "{n} comments with an e-mail address or a telephone number in them, the first here"
            ),
        },
        "It tells who the person is.",
        "Redact it before a comment is quoted.",
    );
    Some(problem.severity(Severity::Warning))
}
