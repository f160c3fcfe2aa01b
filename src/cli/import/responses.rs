//! `import responses`: a survey's export, looked at column by column and taken in.
//!
//! The preview says what each column is taken for and what is dropped, so that a script's log shows what was kept of
//! people. What is printed as a heading can be copied into a file of roles for `--map`.

use crate::cli::Outcome;
use crate::cli::import::{Arguments, Shown, agreed, is_error, outcome, refused};
use crate::cli::table::Table;
use crate::cli::tally;
use crate::domain::responses::entering::{Into, KIND};
use crate::domain::responses::propose::Proposed;
use crate::domain::responses::role::Role;
use crate::session::Session;
use crate::session::responses::{ResponsesArrived, ResponsesMap, ResponsesOrder, read_with};

const HEADINGS: &[&str] = &["what", "heading", "role", "rows", "first_line", "detail"];

/// Reads the export, prints what it holds, asks, and takes it in.
pub(super) fn run(
    arguments: &Arguments,
    mut session: Session,
    map: Option<&str>,
) -> anyhow::Result<Outcome> {
    let into = into(arguments, &session)?;
    let map = match map {
        Some(text) => {
            let name = arguments.map.as_ref().map_or_else(
                || "--map".to_owned(),
                |path| {
                    let name = path.file_name().unwrap_or(path.as_os_str());
                    name.to_string_lossy().into_owned()
                },
            );
            Some(ResponsesMap::read(&name, text).map_err(|problem| refused(&[problem]))?)
        }
        None => None,
    };
    let order = ResponsesOrder {
        path: arguments.input.clone(),
        sheet: arguments.sheet.clone(),
    };
    let mut shown = Shown::new("Reading");
    let remembered = session.remembered(KIND);
    let arrived = read_with(&order, map.as_ref(), &remembered, &mut |at| shown.at(at));
    shown.end();
    let arrived = arrived.map_err(|problems| refused(&problems))?;
    preview(&arrived).print(arguments.format)?;
    let name = &arrived.name;
    eprintln!("{name}: {}", how(&arrived));
    match &into {
        Into::Held(id) => {
            let held = session.book().consultations.get(*id);
            let title = held.map_or("", |held| held.title.as_str());
            eprintln!("{name}: responses to “{title}”, which the plan has");
        }
        Into::New(title) => eprintln!("{name}: responses to a new consultation, “{title}”"),
    }
    let mut problems = arrived.problems(session.book());
    problems.extend(arrived.outside());
    if let Into::Held(id) = &into {
        problems.extend(session.again(&arrived, *id)?);
    }
    for problem in &problems {
        eprintln!("{}: {problem}", problem.severity.word());
    }
    if problems.iter().any(is_error) {
        anyhow::bail!("{name}: nothing was written");
    }
    if arguments.dry_run {
        return Ok(outcome(&problems));
    }
    if !arguments.yes && !agreed(name)? {
        anyhow::bail!("{name}: not taken in; nothing was written");
    }
    let channel = arguments.channel.as_deref().unwrap_or("Online");
    let mut shown = Shown::new("Writing");
    let taken = session.take_in_responses(&arrived, &into, channel, &mut |at| shown.at(at));
    shown.end();
    taken?;
    Ok(outcome(&problems))
}

/// The consultation that is named: one of the plan, by its title or a part of it, else a new one.
fn into(arguments: &Arguments, session: &Session) -> anyhow::Result<Into> {
    let Some(name) = arguments.consultation.as_deref().map(str::trim) else {
        anyhow::bail!(
            "--consultation is missing: give the title of one that the plan has, or of a new one"
        );
    };
    if name.is_empty() {
        anyhow::bail!("--consultation is empty: give a title");
    }
    let part = name.to_lowercase();
    let mut held = session.book().consultations.iter();
    let is_held = held.any(|held| held.title.to_lowercase().contains(&part));
    match is_held {
        true => Ok(Into::Held(tally::find(session, name)?.id)),
        false => Ok(Into::New(name.to_owned())),
    }
}

/// As what it was read, and why.
fn how(arrived: &ResponsesArrived) -> String {
    let recognised = &arrived.proposal.recognised;
    let mut words = format!("read as {}", recognised.layout.name());
    if arrived.is_remembered {
        words.push_str("; its columns as you said the last time a file had these headings");
    } else if !recognised.reasons.is_empty() {
        words.push_str(": ");
        words.push_str(&recognised.reasons.join(" "));
    }
    if let Some(sheet) = arrived.sheet.filter(|_| arrived.sheets.len() > 1) {
        let name = arrived.sheets.get(sheet).map_or("", String::as_str);
        let all = arrived.sheets.join(", ");
        words.push_str(&format!(
            "; the sheet “{name}” of {all} (--sheet reads another)"
        ));
    }
    words
}

/// What an export holds, as rows: every row read is kept or set aside, and every column has a role.
fn preview(arrived: &ResponsesArrived) -> Table {
    let mut table = Table::new(HEADINGS);
    let accounting = &arrived.proposal.accounting;
    let mut row = |what: &str, n: u64, line: Option<u64>| {
        let line = line.map(|line| line.to_string()).unwrap_or_default();
        let none = String::new;
        table.row(vec![
            what.to_owned(),
            none(),
            none(),
            n.to_string(),
            line,
            none(),
        ]);
    };
    row("read", accounting.n_read, None);
    row("kept", accounting.n_kept, None);
    for held in &accounting.set_aside {
        row(
            &format!("set aside: {}", held.reason),
            held.n,
            Some(held.line),
        );
    }
    for (at, held) in arrived.proposal.columns.iter().enumerate() {
        let column = arrived.export.columns.get(at);
        let n = column.map_or(0, |column| {
            column.cells.iter().filter(|code| **code != 0).count()
        });
        table.row(vec![
            format!("column {}", at + 1),
            held.title.whole.clone(),
            held.role.word().to_owned(),
            n.to_string(),
            String::new(),
            detail(held),
        ]);
    }
    table
}

/// What is dropped, what parts several answers, the answers that are offered.
fn detail(held: &Proposed) -> String {
    let options: Vec<&str> = held.options.iter().map(|one| one.text.as_str()).collect();
    let options = options.join(" | ");
    match &held.role {
        Role::Drop(personal) => format!("dropped: {}", personal.word()),
        Role::MultiCell { separator } => format!("parted by {}: {options}", separator.word()),
        Role::RankCell { separator } => {
            format!("in order, parted by {}: {options}", separator.word())
        }
        Role::RankPlace { stem, place } => format!("{stem}: {place}: {options}"),
        Role::MultiColumns { stem, option } => format!("{stem}: {option}"),
        Role::Rank { stem, item } => format!("{stem}: {item}"),
        Role::GridRow { stem, row } => format!("{stem}: {row}: {options}"),
        _ if options.is_empty() => held.why.clone(),
        _ => options,
    }
}
