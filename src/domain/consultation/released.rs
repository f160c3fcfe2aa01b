//! Tables of answers as they may leave the office: small counts hidden, and nothing printed that gives them back.
//!
//! All tables of a plan are one release, whichever of them are printed and in however many runs: a question's counts of
//! everyone, by channel and by group are decided together (`asked`), parts of few people are hidden whole in every
//! question (`parts`), and a table by another question is decided so that it may stand beside all of these and beside
//! the tables by any other (`crossed`). So a reader who lays every table side by side, and knows the rule and how many
//! people there are, is left with more than one number for each hidden count.
//!
//! Where people may tick several answers, those who did not tick one follow from the base, and are protected like those
//! who did.
//!
//! Edges: a percentage is printed only where its count and its base both are, since two of the three give the third; of
//! rounded counts it is a percentage of those. A count that nobody entered is missing, not nought. The attack is by sums
//! and differences of tables; a reader who knows one of the people knows more than any table. When the plan changes
//! between two releases, their difference is the people who came in between: release again only what has grown by many.

mod asked;
mod board;
mod crossed;
mod parts;
mod printing;
mod themed;

use crate::domain::book::Book;
use crate::domain::consultation::across::{By, SplitTable};
use crate::domain::consultation::numbers::Numbers;
use crate::domain::consultation::released::board::{Marks, has_other};
use crate::domain::consultation::released::printing::{Printing, row_names};
use crate::domain::consultation::results::Breakdown;
use crate::domain::consultation::sheet::Sheet;
use crate::domain::disclosure::{CellId, Mark, Profile, Release, Released};
use crate::domain::id::QuestionId;
use crate::domain::problem::Problem;
use crate::domain::statistics::{self, Interval};

pub(in crate::domain::consultation) use printing::people;
pub use themed::{PrintedTheme, PrintedThemes, publish_themes};

/// Tables as they are printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Publication {
    /// The rule for small counts.
    pub profile: Profile,
    /// The tables, in the order in which they were asked for.
    pub tables: Vec<PrintedTable>,
    /// Why a question has no table.
    pub left_out: Vec<Problem>,
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
    /// Each answer, in the question's order, and last those who answered otherwise than offered, where there are any.
    pub answers: Vec<PrintedAnswer>,
    /// What the figures come to, where the question asks for one and they may be printed.
    pub figures: Option<Numbers>,
}

/// An answer as it is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintedAnswer {
    /// Its words.
    pub text: String,
    /// How many people.
    pub count: Option<Mark>,
    /// Of how many: those who answered or, of a ranking, those who ranked it.
    pub base: Option<Mark>,
    /// Of a hundred of those; none where the count or the base is hidden.
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

/// Tables of questions as they may be printed, side by side as asked for. `go_on` is told how many questions are done and
/// says whether to go on; stopped, the publication has those that were done.
///
/// # Errors
/// When a question's counts do not sum to its bases, so that nothing can be said of what they give away.
pub fn publish(
    book: &Book,
    sheet: Option<&Sheet>,
    asked: &[QuestionId],
    by: By,
    profile: Profile,
    go_on: &mut dyn FnMut(usize) -> bool,
) -> Result<Publication, Vec<Problem>> {
    let mut printing = Printing::new(book, sheet, by, profile);
    for (at, id) in asked.iter().enumerate() {
        if !go_on(at) {
            break;
        }
        if by != By::Question(*id) {
            printing.question(*id).map_err(|problem| vec![*problem])?;
        }
    }
    Ok(printing.turn(by))
}

/// The same questions side by side in several ways, each question decided once. What is hidden, and at what cost, is said
/// by the first of them.
///
/// # Errors
/// As [`publish`].
pub fn publish_each(
    book: &Book,
    sheet: Option<&Sheet>,
    asked: &[QuestionId],
    splits: &[By],
    profile: Profile,
) -> Result<Vec<Publication>, Vec<Problem>> {
    let mut found = Vec::new();
    let mut printing = Printing::new(book, sheet, By::All, profile);
    for by in splits {
        printing.turn(*by);
        for id in asked.iter().filter(|id| *by != By::Question(**id)) {
            printing.question(*id).map_err(|problem| vec![*problem])?;
        }
        found.push(printing.turn(*by));
    }
    Ok(found)
}

impl Publication {
    fn empty(profile: Profile) -> Self {
        Self {
            profile,
            tables: Vec::new(),
            left_out: Vec::new(),
            legend: Vec::new(),
            hidden: Vec::new(),
            cost: 0,
            is_least: true,
        }
    }
}

/// A table with its marks, in the order of [`SplitTable::printed`].
fn print(table: &SplitTable, is_number: bool, marks: &[Marks], profile: Profile) -> PrintedTable {
    let has_other = has_other(table);
    let parts = table.printed().zip(marks).enumerate();
    PrintedTable {
        question: table.question,
        parts: parts
            .map(|(at, (held, marks))| {
                let names = row_names(held, has_other, is_number);
                let figures = table.figures.get(at).copied().flatten();
                part(held, names, marks, (table.ranked, profile), figures)
            })
            .collect(),
    }
}

fn part(
    held: &Breakdown,
    names: Vec<String>,
    marks: &Marks,
    (is_ranked, profile): (bool, Profile),
    figures: Option<Numbers>,
) -> PrintedPart {
    // A part that is hidden whole does not say either what nobody entered.
    let mark = |is_held: bool, mark: Mark| (is_held || marks.is_whole).then_some(mark);
    let base = mark(held.base.is_some(), marks.base);
    let n_answers = held.answers.len();
    let answers = names.into_iter().zip(&marks.counts).enumerate();
    let answers = answers.map(|(at, (text, count))| {
        let is_held = match held.answers.get(at).filter(|_| n_answers > 0) {
            Some(answer) => answer.count.is_some(),
            None => held.base.is_some(),
        };
        let count = mark(is_held, *count);
        let own = marks.ranked.get(at).filter(|_| is_ranked);
        let base = own.map_or(base, |own| mark(held.base.is_some(), *own));
        let both = count.and_then(printed).zip(base.and_then(printed));
        let both = both.filter(|(count, base)| *base > 0 && count <= base);
        let interval = both.and_then(|(count, base)| statistics::wilson(count, base));
        PrintedAnswer {
            text,
            count,
            base,
            percent: both.and_then(|(count, base)| statistics::percent(count, base)),
            interval: interval.map(|held| Interval {
                lower: held.lower * 100.0,
                upper: held.upper * 100.0,
            }),
        }
    });
    let answers: Vec<PrintedAnswer> = answers.collect();
    let is_shown = answers
        .first()
        .is_some_and(|held| held.count.and_then(printed).is_some());
    let is_many = |held: &Numbers| !profile.hides(held.n as u64);
    PrintedPart {
        label: held.label.clone(),
        base,
        of_people: marks.of_people,
        of_counts: marks.of_counts,
        answers,
        figures: figures.filter(|held| is_shown && is_many(held)),
    }
}

/// What stands below tables, a line each.
pub(in crate::domain::consultation) fn legend(
    profile: Profile,
    tables: &[PrintedTable],
) -> Vec<String> {
    let parts = || tables.iter().flat_map(|table| &table.parts);
    let marks = parts().flat_map(|part| {
        let own = part.answers.iter().flat_map(|held| [held.count, held.base]);
        own.chain([part.base, part.of_people, part.of_counts])
    });
    let is_hidden = marks.flatten().any(|mark| mark == Mark::Suppressed);
    let mut lines = profile.legend(is_hidden);
    if parts().any(|part| part.base == Some(Mark::Suppressed)) {
        lines.push(
            "A part of few people is hidden whole, noughts as well, and another part with it, in every table."
                .to_owned(),
        );
    }
    lines
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
mod attacked;
#[cfg(test)]
mod tests;
