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
mod themed;

use std::collections::HashMap;

use crate::domain::book::Book;
use crate::domain::consultation::across::{By, SplitTable, split_table};
use crate::domain::consultation::crosstab::OTHER;
use crate::domain::consultation::numbers::Numbers;
use crate::domain::consultation::released::asked::{Decision, decide};
use crate::domain::consultation::released::board::{Board, Column, Marks, Rows, Side, has_other};
use crate::domain::consultation::released::crossed::{Crossing, Edge, Pair};
use crate::domain::consultation::results::{Breakdown, Split, results};
use crate::domain::consultation::sheet::Sheet;
use crate::domain::consultation::{Question, QuestionKind};
use crate::domain::disclosure::{CellId, Mark, Profile, Release, Released};
use crate::domain::id::{ConsultationId, QuestionId};
use crate::domain::problem::Problem;
use crate::domain::statistics::{self, Interval};

pub use themed::{PrintedTheme, PrintedThemes, publish_themes};

/// What the row of a question that is answered with a figure is called.
const FIGURE: &str = "A figure";

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
    printing.found.legend = legend(profile, &printing.found.tables);
    Ok(printing.found)
}

/// What is printed so far.
struct Printing<'a> {
    book: &'a Book,
    sheet: Option<&'a Sheet>,
    by: By,
    people: HashMap<ConsultationId, People>,
    /// The question of the columns.
    across: Option<(Board, Decision)>,
    found: Publication,
}

/// How many people each part has, whatever they were asked: of channels, and of groups.
pub(in crate::domain::consultation) type People = [HashMap<String, u64>; 2];

/// The splits that are decided together.
const SPLITS: [Split; 2] = [Split::Channel, Split::Group];

/// How many people each channel and group has: the most who answered any question.
pub(in crate::domain::consultation) fn people(book: &Book, consultation: ConsultationId) -> People {
    let mut people = People::default();
    let asked = book.questions.iter();
    for question in asked.filter(|held| held.consultation == consultation) {
        for (people, split) in people.iter_mut().zip(SPLITS) {
            for part in results(book, question.id, split, None) {
                let most = people.entry(part.label).or_default();
                *most = board::whole(part.base).max(*most);
            }
        }
    }
    people
}

impl<'a> Printing<'a> {
    fn new(book: &'a Book, sheet: Option<&'a Sheet>, by: By, profile: Profile) -> Self {
        Self {
            book,
            sheet,
            by,
            people: HashMap::new(),
            across: None,
            found: Publication {
                profile,
                tables: Vec::new(),
                left_out: Vec::new(),
                legend: Vec::new(),
                hidden: Vec::new(),
                cost: 0,
                is_least: true,
            },
        }
    }

    fn question(&mut self, id: QuestionId) -> Result<(), Box<Problem>> {
        let table = match split_table(self.book, self.sheet, id, self.by) {
            Ok(table) => table,
            Err(problem) => {
                self.found.left_out.push(*problem);
                return Ok(());
            }
        };
        let asked = self.book.questions.get(id);
        let is_number = asked.is_some_and(|held| held.kind == QuestionKind::Number);
        let profile = self.found.profile;
        let marks = match (asked, self.by) {
            (Some(asked), By::All | By::Channel | By::Group) if profile != Profile::None => {
                self.of_counts(asked)?
            }
            (Some(asked), By::Question(other)) if profile != Profile::None => {
                self.of_pair(asked, other, &table)?
            }
            _ => {
                let has_other = has_other(&table);
                let column = |held| Column::of(held, has_other, is_number);
                let marks = table.printed().map(|held| column(held).shown(profile));
                marks.collect()
            }
        };
        let table = print(&table, is_number, &marks, profile);
        self.found.tables.push(table);
        Ok(())
    }

    fn board(&mut self, asked: &Question) -> Board {
        let consultation = asked.consultation;
        let book = self.book;
        let people = self
            .people
            .entry(consultation)
            .or_insert_with(|| people(book, consultation));
        let all = results(book, asked.id, Split::All, None);
        let sides = SPLITS.map(|split| results(book, asked.id, split, None));
        board(asked, &all, &sides, people)
    }

    /// Of everyone, by channel or by group: decided for all three.
    fn of_counts(&mut self, asked: &Question) -> Result<Vec<Marks>, Box<Problem>> {
        let board = self.board(asked);
        let decision = decide(&board, self.found.profile)?;
        self.found.hidden.extend(decision.hidden);
        self.found.cost = self.found.cost.saturating_add(decision.cost);
        self.found.is_least &= decision.is_least;
        let [channels, groups] = <[Vec<Marks>; 2]>::try_from(decision.sides).unwrap_or_default();
        let mut marks = match self.by {
            By::Channel => channels,
            By::Group => groups,
            _ => Vec::new(),
        };
        marks.push(decision.all);
        Ok(marks)
    }

    fn of_pair(
        &mut self,
        asked: &Question,
        other: QuestionId,
        table: &SplitTable,
    ) -> Result<Vec<Marks>, Box<Problem>> {
        let profile = self.found.profile;
        let rows = self.board(asked);
        let decided = decide(&rows, profile)?;
        if self.across.is_none()
            && let Some(other) = self.book.questions.get(other)
        {
            let board = self.board(other);
            let decision = decide(&board, profile)?;
            self.across = Some((board, decision));
        }
        let Some((columns, across)) = &self.across else {
            return Ok(table
                .printed()
                .map(|held| hidden_part(held, &rows))
                .collect());
        };
        let turned = split_table(self.book, self.sheet, other, By::Question(asked.id)).ok();
        let (first, second) = (Edge::of(&rows, &decided), Edge::of(columns, across));
        let (pair, places) = pair([first, second], [&rows, columns], table, turned.as_ref());
        // Decided the same way whichever of the two stands in the rows.
        let is_turned = turned.is_some() && other.0 < asked.id.0;
        let crossing = if is_turned {
            pair.turned().decide(profile)?.turned()
        } else {
            pair.decide(profile)?
        };
        let marks = marks_of_pair(table, &rows, &places, &crossing, profile);
        self.found.hidden.extend(pair.told(&crossing, profile));
        self.found.hidden.extend(crossing.hidden);
        self.found.cost = self.found.cost.saturating_add(crossing.cost);
        self.found.is_least &= crossing.is_least;
        Ok(marks)
    }
}

fn hidden_part(held: &Breakdown, rows: &Board) -> Marks {
    let has_other = rows.row_names.len() > held.answers.len();
    Column::of(held, has_other, held.answers.is_empty()).hidden()
}

/// The rows' words.
fn row_names(held: &Breakdown, has_other: bool, is_number: bool) -> Vec<String> {
    let answers = held.answers.iter().map(|answer| answer.text.clone());
    let figure = is_number.then(|| FIGURE.to_owned());
    let other = has_other.then(|| OTHER.to_owned());
    figure.into_iter().chain(answers).chain(other).collect()
}

fn board(asked: &Question, all: &[Breakdown], sides: &[Vec<Breakdown>], people: &People) -> Board {
    let is_number = asked.kind == QuestionKind::Number;
    let has_other = all.iter().any(|held| held.other > 0);
    let column = |held: &Breakdown| Column::of(held, has_other, is_number);
    let nobody = Breakdown {
        label: "All".to_owned(),
        base: None,
        of_people: None,
        of_counts: None,
        other: 0,
        answers: Vec::new(),
    };
    let all = all.first().unwrap_or(&nobody);
    let side = |(parts, people): (&Vec<Breakdown>, &HashMap<String, u64>)| {
        let columns: Vec<Column> = parts.iter().map(column).collect();
        let known = |held: &Column| people.get(&held.label).copied().unwrap_or(0);
        Side {
            people: columns
                .iter()
                .map(|held| known(held).max(held.base))
                .collect(),
            columns,
        }
    };
    Board {
        name: format!("Question {}", asked.number),
        rows: match asked.kind {
            QuestionKind::Multiple => Rows::Several,
            QuestionKind::Ranking => Rows::Ranked,
            _ => Rows::One,
        },
        row_names: row_names(all, has_other, is_number),
        within: Vec::new(),
        all: column(all),
        sides: sides.iter().zip(people).map(side).collect(),
    }
}

/// Which answer to the question of the columns each part of a table is.
fn places(names: &[String], table: &SplitTable) -> Vec<usize> {
    let mut from = 0;
    let parts = table.parts.iter();
    parts
        .map(|part| {
            let rest = names.iter().enumerate().skip(from);
            let found = rest
                .filter(|(_, name)| **name == part.label)
                .map(|(at, _)| at);
            let found = found.min().unwrap_or(names.len());
            from = (found + 1).min(names.len());
            found
        })
        .collect()
}

/// A pair of questions from its table and, where there is one, the table turned round.
fn pair(
    [mut first, mut second]: [Edge; 2],
    [rows, columns]: [&Board; 2],
    table: &SplitTable,
    turned: Option<&SplitTable>,
) -> (Pair, Vec<usize>) {
    let (n, m) = (first.names.len(), second.names.len());
    let column = |held: &Breakdown, of: &Board| {
        let is_number = held.answers.is_empty();
        let has_other = of.row_names.len() > held.answers.len() + usize::from(is_number);
        Column::of(held, has_other, is_number)
    };
    let places = places(&second.names, table);
    let mut counts = vec![vec![0; m]; n];
    second.met = vec![0; m];
    for (part, at) in table.parts.iter().zip(&places) {
        let held = column(part, rows);
        if *at < m {
            second.met[*at] = held.base;
            for (row, count) in counts.iter_mut().zip(&held.counts) {
                row[*at] = *count;
            }
        }
    }
    let all = column(&table.all, rows);
    first.placed = all.counts;
    first.placed.resize(n, 0);
    let mut bases = [all.base, all.base];
    match turned {
        Some(turned) => {
            first.met = vec![0; n];
            let at = self::places(&first.names, turned);
            for (part, at) in turned.parts.iter().zip(at).filter(|held| held.1 < n) {
                first.met[at] = board::whole(part.base);
            }
            let all = column(&turned.all, columns);
            bases[1] = all.base;
            second.placed = all.counts;
            second.placed.resize(m, 0);
        }
        None => {
            first.met.clone_from(&first.placed);
            second.placed.clone_from(&second.met);
        }
    }
    for (edge, board) in [(&mut first, rows), (&mut second, columns)] {
        // Counts of meetings stand with everyone and are in no pair: nothing follows from the difference.
        edge.given = if board.all.of_counts.is_some() {
            edge.met.clone()
        } else {
            board.all.counts.clone()
        };
        edge.given.resize(edge.names.len(), 0);
    }
    let pair = Pair {
        first,
        second,
        counts,
        bases,
    };
    (pair, places)
}

fn marks_of_pair(
    table: &SplitTable,
    rows: &Board,
    places: &[usize],
    crossing: &Crossing,
    profile: Profile,
) -> Vec<Marks> {
    let is_number = table.all.answers.is_empty();
    let has_other = rows.row_names.len() > table.all.answers.len() + usize::from(is_number);
    let [row_hidden, column_hidden] = &crossing.whole;
    let marks = |held: &Breakdown, mark: &dyn Fn(usize) -> Mark| {
        let column = Column::of(held, has_other, is_number);
        let mut marks = column.shown(profile);
        for (row, held) in marks.counts.iter_mut().enumerate() {
            if row_hidden.get(row) != Some(&false) || mark(row) == Mark::Suppressed {
                *held = Mark::Suppressed;
            }
        }
        for (row, held) in marks.ranked.iter_mut().enumerate() {
            let is_all = column.ranked.get(row) == Some(&column.base);
            if !is_all || marks.counts.get(row) == Some(&Mark::Suppressed) {
                *held = Mark::Suppressed;
            }
        }
        marks
    };
    let parts = table.parts.iter().zip(places);
    let parts = parts.map(|(part, at)| {
        if crossing.is_closed || column_hidden.get(*at) != Some(&false) {
            return Column::of(part, has_other, is_number).hidden();
        }
        marks(part, &|row| {
            let held = crossing.marks.get(row).and_then(|row| row.get(*at));
            held.copied().unwrap_or(Mark::Suppressed)
        })
    });
    let mut found: Vec<Marks> = parts.collect();
    found.push(if crossing.is_closed {
        Column::of(&table.all, has_other, is_number).hidden()
    } else {
        marks(&table.all, &|_| Mark::Shown(0))
    });
    found
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
