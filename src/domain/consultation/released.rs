//! Tables of answers as they may leave the office: small counts hidden, and nothing printed that gives them back.
//!
//! Everything that is printed together is one release: every question, its answers part by part and of everyone, the
//! people who answered, and how many of them are individual responses or come from meetings. What sums to what is said
//! here, so that no count can be worked out from its neighbours, its total, or the other table.
//!
//! Where people may tick several answers, those who did not tick one follow from the base, and are protected like those
//! who did. The same holds for people who stand in no part, and for all others where parts overlap.
//!
//! Edges: a percentage is printed only where its count and its base both are, since two of the three give the third; of
//! rounded counts it is a percentage of those. A count that nobody entered is missing, not nought, and is in no sum.

use crate::domain::book::Book;
use crate::domain::consultation::across::{By, SplitTable};
use crate::domain::consultation::results::Breakdown;
use crate::domain::disclosure::{CellId, Mark, Print, Profile, Release, Released};
use crate::domain::id::QuestionId;
use crate::domain::key_map::KeyMap;
use crate::domain::problem::Problem;
use crate::domain::statistics::{self, Interval};

/// Tables as they are printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Publication {
    /// The rule for small counts.
    pub profile: Profile,
    /// The tables, as they were given.
    pub tables: Vec<PrintedTable>,
    /// What stands below them, a line each.
    pub legend: Vec<String>,
    /// Hidden counts, and what a reader who knows the rule can still say of them.
    pub hidden: Vec<Hidden>,
    /// The sum of the counts hidden for others' sake, in people.
    pub cost: u64,
    /// Whether that is proved to be the least possible.
    pub is_least: bool,
}

/// A count that is not printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// Which: `Question 1, Agree, Online`.
    pub name: String,
    /// Whether it is small itself, and not hidden for another's sake.
    pub is_small: bool,
    /// It can be as little as this.
    pub least: u64,
    /// It can be as much as this; none where nothing bounds it.
    pub most: Option<u64>,
    /// Whether a reader can say more of it than the rule itself says.
    pub is_narrowed: bool,
}

/// A question's table as it is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintedTable {
    /// The question.
    pub question: QuestionId,
    /// The parts and then everyone.
    pub parts: Vec<PrintedPart>,
}

/// A part of a table as it is printed. None is a count that nobody entered.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintedPart {
    /// Its name.
    pub label: String,
    /// People who answered.
    pub base: Option<Mark>,
    /// Those of them who are individual responses.
    pub of_people: Option<Mark>,
    /// Those of them who come from counts.
    pub of_counts: Option<Mark>,
    /// Each answer, in the question's order.
    pub answers: Vec<PrintedAnswer>,
}

/// An answer as it is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintedAnswer {
    /// Its words.
    pub text: String,
    /// How many people.
    pub count: Option<Mark>,
    /// Of a hundred who answered; none where the count or the base is hidden.
    pub percent: Option<f64>,
    /// Wilson 95 % interval of the percentage, as percentages.
    pub interval: Option<Interval>,
}

/// A figure that is printed.
#[must_use]
pub fn printed(mark: Mark) -> Option<u64> {
    match mark {
        Mark::Shown(n) | Mark::Rounded(n) => Some(n),
        Mark::Suppressed => None,
    }
}

/// Hides what must be hidden in tables that are printed together.
///
/// # Errors
/// A problem for each small count that cannot be shown to stay hidden; then nothing may be printed.
pub fn publish(
    book: &Book,
    tables: &[SplitTable],
    profile: Profile,
) -> Result<Publication, Vec<Problem>> {
    publish_with(book, tables, profile, |_| Ok(())).map(|(found, ..)| found)
}

/// As [`publish`], with further counts that leave in the same document: `besides` adds them to the release and keeps
/// where they are, so that their marks can be asked of it.
///
/// Everyone's answers to a question are the same people in every table of it: hidden in one, they are hidden in all.
///
/// # Errors
/// As [`publish`]; and what is wrong with the further counts.
pub fn publish_with<T>(
    book: &Book,
    tables: &[SplitTable],
    profile: Profile,
    besides: impl FnOnce(&mut Release) -> Result<T, Box<Problem>>,
) -> Result<(Publication, Released, T), Vec<Problem>> {
    let mut release = Release::new();
    let mut cells: Vec<Vec<Cells>> = Vec::new();
    let mut first: KeyMap<QuestionId, usize> = KeyMap::default();
    for (at, table) in tables.iter().enumerate() {
        let number = book.questions.get(table.question);
        let name = number.map_or_else(
            || "Question".to_owned(),
            |held| format!("Question {}", held.number),
        );
        let found = add(&mut release, &name, table, profile).map_err(|problem| vec![*problem])?;
        if !matches!(table.by, By::Question(_)) {
            let before = *first.entry(table.question).or_insert(at);
            if let Some(before) = cells.get(before) {
                agree(&mut release, before, &found).map_err(|problem| vec![*problem])?;
            }
        }
        cells.push(found);
    }
    let kept = besides(&mut release).map_err(|problem| vec![*problem])?;
    let released = release.publish(profile)?;
    let printed = tables
        .iter()
        .zip(&cells)
        .map(|(table, parts)| PrintedTable {
            question: table.question,
            parts: table
                .printed()
                .zip(parts)
                .map(|(held, cells)| part(held, cells, &released))
                .collect(),
        });
    let publication = Publication {
        profile,
        tables: printed.collect(),
        legend: released.legend(),
        hidden: hidden(&release, &released),
        cost: released.cost,
        is_least: released.least,
    };
    Ok((publication, released, kept))
}

/// Says that everyone's counts, the last of each, are the same in two tables of a question.
fn agree(release: &mut Release, one: &[Cells], other: &[Cells]) -> Result<(), Refused> {
    let (Some(one), Some(other)) = (one.last(), other.last()) else {
        return Ok(());
    };
    for (one, other) in one.places().zip(other.places()) {
        if let (Some(one), Some(other)) = (one, other)
            && value(release, one) == value(release, other)
        {
            release.same(one, other)?;
        }
    }
    Ok(())
}

/// Where a part's counts are in the release.
struct Cells {
    base: Option<CellId>,
    of_people: Option<CellId>,
    of_counts: Option<CellId>,
    answers: Vec<Option<CellId>>,
}

impl Cells {
    fn places(&self) -> impl Iterator<Item = Option<CellId>> {
        let bases = [self.base, self.of_people, self.of_counts];
        bases.into_iter().chain(self.answers.iter().copied())
    }
}

type Refused = Box<Problem>;

/// Adds a table with everything that sums in it; its cells are in the order of [`SplitTable::printed`].
fn add(
    release: &mut Release,
    name: &str,
    table: &SplitTable,
    profile: Profile,
) -> Result<Vec<Cells>, Refused> {
    let mut found = Vec::new();
    for held in table.printed() {
        let cells = cells(release, name, held);
        // Where nothing is hidden, nothing needs to be known of sums.
        if profile != Profile::None {
            within(release, held, &cells, table.several)?;
        }
        found.push(cells);
    }
    if profile == Profile::None {
        return Ok(found);
    }
    if let Some((all, parts)) = found.split_last()
        && !parts.is_empty()
    {
        for (at, total) in all.places().enumerate() {
            let Some(total) = total else { continue };
            let parts: Vec<CellId> = parts
                .iter()
                .filter_map(|part| part.places().nth(at).flatten())
                .collect();
            join(release, &parts, total, table.overlaps)?;
        }
    }
    Ok(found)
}

/// A count as the release holds it; a slip below nought is in no release.
fn whole(n: Option<i64>) -> Option<u64> {
    n.and_then(|n| u64::try_from(n).ok())
}

fn cells(release: &mut Release, name: &str, held: &Breakdown) -> Cells {
    let label = &held.label;
    let mut cell = |what: &str, n: Option<i64>| {
        whole(n).map(|n| release.cell(format!("{name}, {what}, {label}"), n, Print::Printed))
    };
    Cells {
        base: cell("answered", held.base),
        of_people: cell("individual responses", held.of_people),
        of_counts: cell("from counts", held.of_counts),
        answers: held
            .answers
            .iter()
            .map(|answer| cell(&answer.text, answer.count))
            .collect(),
    }
}

/// Says what sums within a part.
fn within(
    release: &mut Release,
    held: &Breakdown,
    cells: &Cells,
    several: bool,
) -> Result<(), Refused> {
    let Some(base) = cells.base else {
        return Ok(());
    };
    match (cells.of_people, cells.of_counts) {
        (Some(people), Some(counts)) => join(release, &[people, counts], base, false)?,
        (Some(one), None) | (None, Some(one)) if value(release, one) == value(release, base) => {
            release.same(base, one)?;
        }
        _ => {}
    }
    let given: Vec<CellId> = cells.answers.iter().flatten().copied().collect();
    debug_assert_eq!(held.answers.len(), cells.answers.len());
    join(release, &given, base, several)
}

/// Says how parts stand to their total: together they make it up or, where one person may be in several, each with
/// everybody else.
fn join(
    release: &mut Release,
    parts: &[CellId],
    total: CellId,
    overlap: bool,
) -> Result<(), Refused> {
    if !overlap {
        return sum(release, parts, total, false);
    }
    parts
        .iter()
        .try_for_each(|part| sum(release, &[*part], total, true))
}

/// Says that parts sum to a total, with whatever is left of it as a count that is not printed but follows; also when that
/// is nobody, where `may_leave` says that it need not have been. Parts that pass their total are a slip, which the checks
/// tell of; nothing can be said of such a sum.
fn sum(
    release: &mut Release,
    parts: &[CellId],
    total: CellId,
    may_leave: bool,
) -> Result<(), Refused> {
    let of_parts = parts
        .iter()
        .fold(0_u64, |sum, part| sum.saturating_add(value(release, *part)));
    let Some(rest) = value(release, total).checked_sub(of_parts) else {
        return Ok(());
    };
    if parts.is_empty() {
        return Ok(());
    }
    let mut parts = parts.to_vec();
    if rest > 0 || may_leave {
        let first = parts.first().and_then(|part| release.name(*part));
        let name = format!("Everybody but {}", first.unwrap_or("these"));
        parts.push(release.cell(name, rest, Print::Never));
    }
    release.sum(&parts, total)
}

/// The true count of a cell that is printed.
fn value(release: &Release, cell: CellId) -> u64 {
    release.bare(cell).and_then(printed).unwrap_or(0)
}

fn part(held: &Breakdown, cells: &Cells, released: &Released) -> PrintedPart {
    let mark = |cell: Option<CellId>| cell.and_then(|cell| released.mark(cell));
    let base = mark(cells.base);
    PrintedPart {
        label: held.label.clone(),
        base,
        of_people: mark(cells.of_people),
        of_counts: mark(cells.of_counts),
        answers: held
            .answers
            .iter()
            .zip(&cells.answers)
            .map(|(answer, cell)| {
                let count = mark(*cell);
                let both = count.and_then(printed).zip(base.and_then(printed));
                let both = both.filter(|(count, base)| *base > 0 && count <= base);
                let interval = both.and_then(|(count, base)| statistics::wilson(count, base));
                PrintedAnswer {
                    text: answer.text.clone(),
                    count,
                    percent: both.and_then(|(count, base)| statistics::percent(count, base)),
                    interval: interval.map(|held| Interval {
                        lower: held.lower * 100.0,
                        upper: held.upper * 100.0,
                    }),
                }
            })
            .collect(),
    }
}

fn hidden(release: &Release, released: &Released) -> Vec<Hidden> {
    let narrowed: Vec<CellId> = released.narrowed().map(|found| found.cell).collect();
    let found = released
        .audit
        .iter()
        .filter(|found| released.mark(found.cell) == Some(Mark::Suppressed));
    found
        .map(|found| Hidden {
            name: release.name(found.cell).unwrap_or("?").to_owned(),
            is_small: released.primary.contains(&found.cell),
            least: found.least,
            most: found.most,
            is_narrowed: narrowed.contains(&found.cell),
        })
        .collect()
}

#[cfg(test)]
mod tests;
