//! Tables on their way into a release: what was decided of each question, and the marks that its table has by that.
//!
//! A question is decided once, of everyone, by channel and by group together, however many of its tables are printed; a
//! table by another question is decided beside that.

use std::collections::HashMap;

use crate::domain::book::Book;
use crate::domain::consultation::across::{By, SplitTable, split_table};
use crate::domain::consultation::crosstab::OTHER;
use crate::domain::consultation::released::asked::{Decision, decide};
use crate::domain::consultation::released::board::{
    self, Board, Column, Marks, Rows, Side, has_other,
};
use crate::domain::consultation::released::crossed::{Crossing, Edge, Pair};
use crate::domain::consultation::released::{Publication, legend, print};
use crate::domain::consultation::results::{Breakdown, Split, results};
use crate::domain::consultation::sheet::Sheet;
use crate::domain::consultation::{Question, QuestionKind};
use crate::domain::disclosure::{Mark, Profile};
use crate::domain::id::{ConsultationId, QuestionId};
use crate::domain::problem::Problem;

/// What the row of a question that is answered with a figure is called.
const FIGURE: &str = "A figure";

/// What is printed so far.
pub(super) struct Printing<'a> {
    book: &'a Book,
    sheet: Option<&'a Sheet>,
    by: By,
    people: HashMap<ConsultationId, People>,
    /// What was decided of each question: of everyone, by channel and by group.
    decided: HashMap<QuestionId, Decided>,
    /// The question of the columns.
    across: Option<(Board, Decision)>,
    found: Publication,
}

/// The marks of a question: by channel and by group, part by part, and of everyone.
struct Decided {
    sides: [Vec<Marks>; 2],
    all: Marks,
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
    pub(super) fn new(book: &'a Book, sheet: Option<&'a Sheet>, by: By, profile: Profile) -> Self {
        Self {
            book,
            sheet,
            by,
            people: HashMap::new(),
            decided: HashMap::new(),
            across: None,
            found: Publication::empty(profile),
        }
    }

    /// Goes on with tables that stand side by side otherwise; gives those printed until now.
    pub(super) fn turn(&mut self, by: By) -> Publication {
        let next = Publication::empty(self.found.profile);
        (self.by, self.across) = (by, None);
        let mut found = std::mem::replace(&mut self.found, next);
        found.legend = legend(found.profile, &found.tables);
        found
    }

    /// Prints a question's table.
    pub(super) fn question(&mut self, id: QuestionId) -> Result<(), Box<Problem>> {
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

    /// Of everyone, by channel or by group: decided for all three, once.
    fn of_counts(&mut self, asked: &Question) -> Result<Vec<Marks>, Box<Problem>> {
        if !self.decided.contains_key(&asked.id) {
            let board = self.board(asked);
            let decision = decide(&board, self.found.profile)?;
            self.found.hidden.extend(decision.hidden);
            self.found.cost = self.found.cost.saturating_add(decision.cost);
            self.found.is_least &= decision.is_least;
            let sides = <[Vec<Marks>; 2]>::try_from(decision.sides).unwrap_or_default();
            let all = decision.all;
            self.decided.insert(asked.id, Decided { sides, all });
        }
        let Some(Decided { sides, all }) = self.decided.get(&asked.id) else {
            return Ok(Vec::new());
        };
        let [channels, groups] = sides;
        let mut marks = match self.by {
            By::Channel => channels.clone(),
            By::Group => groups.clone(),
            _ => Vec::new(),
        };
        marks.push(all.clone());
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
pub(super) fn row_names(held: &Breakdown, has_other: bool, is_number: bool) -> Vec<String> {
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
