//! Counts of people beside the questions: what came in, and who came to meetings.
//!
//! They stand in the same document as the answers, so that a channel hidden there is hidden here.

use std::collections::HashMap;

use crate::domain::book::Book;
use crate::domain::consultation::across::By;
use crate::domain::consultation::released::printed;
use crate::domain::disclosure::{CellId, Mark, Print, Profile, Release, Released};
use crate::domain::id::{ChannelId, ConsultationId, EventId};
use crate::domain::problem::{Place, Problem};
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

/// The row of all of them.
const ALL: &str = "All channels";

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

struct LedgerCells {
    name: String,
    received: CellId,
    fates: [CellId; 6],
}

/// Where the counts are in the release.
#[derive(Default)]
pub(super) struct Cells {
    ledger: Vec<LedgerCells>,
    meetings: Vec<(EventId, CellId)>,
}

type Refused = Box<Problem>;

/// Tells what came in and who came to meetings, as far as it may be printed.
///
/// A channel whose people are hidden in any question's table is hidden here as well, since what it was analysed with is
/// about how many answered; and never one alone, which the others would give back.
pub(super) fn tell(
    told: &mut Told,
    book: &Book,
    id: ConsultationId,
    profile: Profile,
) -> Result<(), Refused> {
    let mut release = Release::new();
    let mut cells = Cells::default();
    add_ledger(&mut release, &mut cells, &received(book, id))?;
    for event in book.events.iter().filter(|held| held.consultation == id) {
        if let Ok(n) = u64::try_from(event.n_people) {
            let cell = release.cell(format!("People at {}", event.name), n, Print::Printed);
            cells.meetings.push((event.id, cell));
        }
    }
    let released = release.publish(profile).map_err(|problems| {
        let first = problems.into_iter().next();
        Box::new(first.unwrap_or_else(|| unproved(id)))
    })?;
    read(&cells, &released, told);
    hide_with_questions(told);
    Ok(())
}

fn unproved(id: ConsultationId) -> Problem {
    Problem::refusal(
        "release-not-proved",
        Place::Consultation(id),
        "Receipts",
        "what came in by each channel",
        "It could not be shown that small counts stay hidden.",
        "Choose a stricter rule, or join channels.",
    )
}

/// Hides the channels whose people a question's table hides.
fn hide_with_questions(told: &mut Told) {
    let by_channel = told.tables.iter().filter(|table| table.by == By::Channel);
    let parts = by_channel.flat_map(|table| &table.printed.parts);
    let hidden: Vec<String> = parts
        .filter(|part| part.base == Some(Mark::Suppressed))
        .map(|part| part.label.clone())
        .collect();
    let is_channel = |row: &&mut LedgerRow| row.name != ALL;
    let conceal = |row: &mut LedgerRow| {
        row.received = Some(Mark::Suppressed);
        row.fates = [Some(Mark::Suppressed); 6];
    };
    let mut n = 0;
    for row in told.ledger.iter_mut().filter(is_channel) {
        if hidden.contains(&row.name) {
            conceal(row);
        }
        n += usize::from(row.received == Some(Mark::Suppressed));
    }
    if n == 1 {
        // The smallest of the others goes with it.
        let others = told.ledger.iter_mut().filter(is_channel);
        let mut others = others.filter(|row| row.received != Some(Mark::Suppressed));
        let smallest = others
            .by_ref()
            .min_by_key(|row| row.received.and_then(printed));
        if let Some(row) = smallest {
            conceal(row);
        }
    }
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
        let all = ledger_row(release, ALL, sums)?;
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
}
