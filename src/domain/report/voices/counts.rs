//! Counts of people beside the questions: what came in, who came to meetings, who wrote of which theme.
//!
//! They stand in the same document as the answers and so in the same release. A theme's parts are part of it, so those
//! who wrote of the theme and not of the part follow, and are protected.

use std::collections::HashMap;

use crate::domain::book::Book;
use crate::domain::consultation::themes::{ThemeCount, ThemeTable};
use crate::domain::disclosure::{CellId, Mark, Print, Profile, Release, Released};
use crate::domain::id::{ChannelId, ConsultationId, EventId, ThemeId};
use crate::domain::problem::Problem;
use crate::domain::report::voices::Told;

/// What may become of what came in, in the order of a ledger's columns; the last is what is analysed.
pub(in crate::domain::report) const FATES: [&str; 6] = [
    "Invalid",
    "Blank",
    "Duplicate",
    "Withdrawn",
    "Counted apart",
    "Analysed",
];

/// A channel's row of the ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::domain::report) struct LedgerRow {
    /// The channel's name, or `All channels`.
    pub(in crate::domain::report) name: String,
    /// What came in.
    pub(in crate::domain::report) received: Option<Mark>,
    /// What became of it, as [`FATES`] has it.
    pub(in crate::domain::report) fates: [Option<Mark>; 6],
}

/// People who wrote of a theme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::domain::report) struct ThemeMarks {
    /// Everyone.
    pub(in crate::domain::report) people: Option<Mark>,
    /// By group, as the theme table has them.
    pub(in crate::domain::report) by_group: Vec<Option<Mark>>,
    /// By channel, as the theme table has them.
    pub(in crate::domain::report) by_channel: Vec<Option<Mark>>,
}

struct LedgerCells {
    name: String,
    received: CellId,
    fates: [CellId; 6],
}

struct ThemeCells {
    theme: ThemeId,
    people: CellId,
    by_group: Vec<CellId>,
    by_channel: Vec<CellId>,
}

/// Where the counts are in the release.
#[derive(Default)]
pub(super) struct Cells {
    ledger: Vec<LedgerCells>,
    meetings: Vec<(EventId, CellId)>,
    wrote: Option<CellId>,
    themes: Vec<ThemeCells>,
}

type Refused = Box<Problem>;

/// Adds the counts, and what sums to what.
pub(super) fn add(
    release: &mut Release,
    book: &Book,
    id: ConsultationId,
    themes: Option<&ThemeTable>,
    profile: Profile,
) -> Result<Cells, Refused> {
    let mut cells = Cells::default();
    add_ledger(release, &mut cells, &received(book, id))?;
    for event in book.events.iter().filter(|held| held.consultation == id) {
        if let Ok(n) = u64::try_from(event.n_people) {
            let cell = release.cell(format!("People at {}", event.name), n, Print::Printed);
            cells.meetings.push((event.id, cell));
        }
    }
    if let Some(table) = themes.filter(|held| held.coded > 0) {
        add_themes(release, &mut cells, book, table, profile != Profile::None)?;
    }
    Ok(cells)
}

/// What came in by each channel and what became of it, as [`FATES`] has it. Where individual responses were taken in, they
/// say it; else the receipt that was entered. Figures that do not agree with each other are left to the checks.
fn received(book: &Book, id: ConsultationId) -> Vec<(String, [u64; 6])> {
    let mut held: HashMap<ChannelId, [i64; 6]> = HashMap::new();
    for receipt in &book.receipts {
        let (invalid, blank) = (receipt.invalid, receipt.blank);
        let (duplicate, withdrawn) = (receipt.duplicate, receipt.withdrawn);
        let fates = [invalid, blank, duplicate, withdrawn, 0, receipt.analysed()];
        held.insert(receipt.channel, fates);
    }
    for row in book.heard.get(&id).map_or(&[][..], |held| &held.ledger) {
        let fates = [
            row.invalid,
            row.blank,
            row.duplicate,
            row.withdrawn,
            row.apart,
            row.analysed,
        ];
        held.insert(row.channel, fates);
    }
    let channels = book
        .channels
        .iter()
        .filter(|channel| channel.consultation == id);
    channels
        .filter_map(|channel| {
            let mut whole = [0; 6];
            for (to, n) in whole.iter_mut().zip(held.get(&channel.id)?) {
                *to = u64::try_from(*n).ok()?;
            }
            Some((channel.name.clone(), whole))
        })
        .collect()
}

fn add_ledger(
    release: &mut Release,
    cells: &mut Cells,
    rows: &[(String, [u64; 6])],
) -> Result<(), Refused> {
    for (name, fates) in rows {
        let row = ledger_row(release, name, *fates)?;
        cells.ledger.push(row);
    }
    if rows.len() > 1 {
        let mut sums = [0_u64; 6];
        for (_, fates) in rows {
            for (sum, n) in sums.iter_mut().zip(fates) {
                *sum = sum.saturating_add(*n);
            }
        }
        let all = ledger_row(release, "All channels", sums)?;
        for (at, total) in all.fates.iter().enumerate() {
            let parts: Vec<CellId> = cells.ledger.iter().map(|row| row.fates[at]).collect();
            release.sum(&parts, *total)?;
        }
        let parts: Vec<CellId> = cells.ledger.iter().map(|row| row.received).collect();
        release.sum(&parts, all.received)?;
        cells.ledger.push(all);
    }
    Ok(())
}

fn ledger_row(release: &mut Release, name: &str, fates: [u64; 6]) -> Result<LedgerCells, Refused> {
    let all = fates.iter().fold(0, |sum: u64, n| sum.saturating_add(*n));
    let received = release.cell(format!("Received, {name}"), all, Print::Printed);
    let mut at = 0;
    let fates = fates.map(|n| {
        let cell = release.cell(format!("{}, {name}", FATES[at]), n, Print::Printed);
        at += 1;
        cell
    });
    release.sum(&fates, received)?;
    Ok(LedgerCells {
        name: name.to_owned(),
        received,
        fates,
    })
}

/// Themes: each with everybody who did not write of it, its groups and channels, and the theme that it is part of.
fn add_themes(
    release: &mut Release,
    cells: &mut Cells,
    book: &Book,
    table: &ThemeTable,
    is_ruled: bool,
) -> Result<(), Refused> {
    let whole = |n: i64| u64::try_from(n).unwrap_or(0);
    let wrote = release.cell("People who wrote", whole(table.answered), Print::Printed);
    cells.wrote = Some(wrote);
    for row in &table.rows {
        let title = book.themes.get(row.theme).map_or("?", |held| &held.title);
        let mut cell =
            |part: &str, n: i64| release.cell(format!("{title}, {part}"), whole(n), Print::Printed);
        let people = cell("everyone", row.people);
        let by_group: Vec<CellId> = row.by_group.iter().map(|n| cell("a group", *n)).collect();
        let by_channel: Vec<CellId> = row
            .by_channel
            .iter()
            .map(|n| cell("a channel", *n))
            .collect();
        if is_ruled {
            rest(
                release,
                people,
                whole(row.people),
                wrote,
                whole(table.answered),
            )?;
            parted(release, (&by_group, &row.by_group), people, row)?;
            parted(release, (&by_channel, &row.by_channel), people, row)?;
        }
        cells.themes.push(ThemeCells {
            theme: row.theme,
            people,
            by_group,
            by_channel,
        });
    }
    if is_ruled {
        add_tree(release, cells, book, table)?;
    }
    Ok(())
}

/// Joins a part to its whole by everybody else, who is not printed.
fn rest(
    release: &mut Release,
    part: CellId,
    n: u64,
    whole: CellId,
    of: u64,
) -> Result<(), Refused> {
    let Some(left) = of.checked_sub(n) else {
        return Ok(());
    };
    let others = release.cell("Everybody else", left, Print::Never);
    release.sum(&[part, others], whole)
}

/// Says that groups or channels make up a theme's people, where they do.
fn parted(
    release: &mut Release,
    (cells, counts): (&[CellId], &[i64]),
    people: CellId,
    row: &ThemeCount,
) -> Result<(), Refused> {
    if cells.is_empty() || counts.iter().sum::<i64>() != row.people {
        return Ok(());
    }
    release.sum(cells, people)
}

fn add_tree(
    release: &mut Release,
    cells: &Cells,
    book: &Book,
    table: &ThemeTable,
) -> Result<(), Refused> {
    let people = |id: ThemeId| u64::try_from(table.people(id)).unwrap_or(0);
    let cell = |id: ThemeId| cells.themes.iter().find(|held| held.theme == id);
    for held in &cells.themes {
        let parent = book.themes.get(held.theme).and_then(|theme| theme.parent);
        if let Some(parent) = parent.and_then(cell) {
            let (n, of) = (people(held.theme), people(parent.theme));
            rest(release, held.people, n, parent.people, of)?;
        }
    }
    Ok(())
}

/// Reads the marks of the counts.
pub(super) fn read(cells: &Cells, released: &Released, told: &mut Told) {
    let mark = |cell: &CellId| released.mark(*cell);
    told.ledger = (cells.ledger.iter())
        .map(|row| LedgerRow {
            name: row.name.clone(),
            received: mark(&row.received),
            fates: row.fates.map(|cell| mark(&cell)),
        })
        .collect();
    told.meetings = (cells.meetings.iter())
        .map(|(event, cell)| (*event, mark(cell)))
        .collect();
    told.wrote = cells.wrote.as_ref().and_then(mark);
    told.themes = (cells.themes.iter())
        .map(|held| {
            let marks = ThemeMarks {
                people: mark(&held.people),
                by_group: held.by_group.iter().map(mark).collect(),
                by_channel: held.by_channel.iter().map(mark).collect(),
            };
            (held.theme, marks)
        })
        .collect();
}
