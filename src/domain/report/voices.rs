//! What people said, as it may leave the office: every count of a consultation in one release, whichever document prints it.
//!
//! Two papers about one consultation are read side by side. If each hid its own small counts, one could give back what
//! the other hides. So all that any document prints of a consultation (questions, of everyone, by channel and by group;
//! receipts; meetings; themes) is one [release](crate::domain::consultation::released), worked out once.
//!
//! Edges: where the release cannot be kept with the parts, it is tried without groups and channels; where that cannot be
//! kept either, no count is printed at all, and the document says so. How many left a question open follows from what
//! is printed and is not hidden: it is nobody's answer. With the rule "none" everything is printed.

mod counts;

use std::collections::HashMap;

use crate::domain::book::Book;
use crate::domain::consultation::across::{By, SplitTable, split_table};
use crate::domain::consultation::released::{
    PrintedPart, PrintedTable, PrintedTheme, printed, publish_each, publish_themes,
};
use crate::domain::consultation::results::{AnswerCount, Breakdown, SMALL_BASE};
use crate::domain::consultation::sheet::Sheet;
use crate::domain::consultation::themes::{ThemeTable, theme_table};
use crate::domain::consultation::{Leaning, Question};
use crate::domain::disclosure::Mark;
use crate::domain::id::{ConsultationId, EventId, QuestionId, ThemeId};
use crate::domain::live;
use crate::domain::report::maker::Maker;
use crate::domain::statistics::{grouped, half_up};
use crate::domain::thread::Voice;

pub(super) use counts::{FATES, LedgerRow};

/// A question's table as it is printed, and what it was made from.
#[derive(Debug)]
pub(super) struct Table {
    /// What stands side by side.
    pub(super) by: By,
    /// The counts as they are printed.
    pub(super) printed: PrintedTable,
    /// The parts with only what is printed, for charts and sums: a hidden count is none.
    pub(super) shown: Vec<Breakdown>,
    /// Whether a count is hidden.
    pub(super) hides: bool,
    /// Whether the parts differ, in a sentence; empty where it would say something of a hidden count.
    pub(super) test: String,
}

/// Everything that is printed of a consultation.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// The tables, question by question.
    pub(super) tables: Vec<Table>,
    /// What came in by each channel; the last is their sum, where there are several.
    pub(super) ledger: Vec<LedgerRow>,
    /// People at meetings.
    pub(super) meetings: HashMap<EventId, Option<Mark>>,
    /// People who wrote of each theme.
    pub(super) themes: HashMap<ThemeId, PrintedTheme>,
    /// People who wrote anything: the base of themes.
    pub(super) wrote: Option<Mark>,
    /// The theme table that the marks are of.
    pub(super) theme_table: Option<ThemeTable>,
    /// What stands below the tables.
    pub(super) legend: Vec<String>,
    /// What could not be printed, and why; empty where everything is as it should be.
    pub(super) refused: String,
}

impl Told {
    /// Works out the release of a consultation.
    pub(super) fn of(maker: &Maker<'_>, id: ConsultationId) -> Self {
        let book = maker.book;
        let sheet = maker.gathered.sheets.get(&id).map(|held| &**held);
        let splits: [&[By]; 2] = [&[By::All, By::Channel, By::Group], &[By::All]];
        let mut refused = String::new();
        for splits in splits {
            let tables = tables(book, sheet, id, splits);
            match released(maker, id, sheet, &tables, splits) {
                Ok(told) => return Self { refused, ..told },
                Err(kind) if splits.len() > 1 => {
                    refused = format!(
                        "Answers by channel and by group are not printed: it could not be shown that small counts stay hidden in them ({kind})."
                    );
                }
                Err(kind) => {
                    refused = format!(
                        "No counts are printed: it could not be shown that small counts stay hidden ({kind}). Choose a stricter rule, or join groups or channels."
                    );
                }
            }
        }
        Self {
            refused,
            ..Self::default()
        }
    }

    /// A question's table.
    pub(super) fn table(&self, question: QuestionId, by: By) -> Option<&Table> {
        let is_it = |held: &&Table| held.printed.question == question && held.by == by;
        self.tables.iter().find(is_it)
    }

    /// Everyone's answers to a question with the marks that they are printed from, for figures among the words.
    pub(super) fn printed_of(&self, question: QuestionId) -> Option<live::Everyone<'_>> {
        let table = self.table(question, By::All)?;
        Some(live::Everyone {
            shown: table.shown.last()?,
            marks: table.printed.parts.last()?,
        })
    }

    /// Everyone's answers to a question.
    pub(super) fn everyone(&self, question: QuestionId) -> Option<&Breakdown> {
        self.table(question, By::All)?.shown.last()
    }
}

fn tables(
    book: &Book,
    sheet: Option<&Sheet>,
    id: ConsultationId,
    splits: &[By],
) -> Vec<SplitTable> {
    let asked = book.questions.iter();
    let asked = asked.filter(|held| held.consultation == id && held.kind.is_counted());
    let mut tables = Vec::new();
    for question in asked {
        for by in splits {
            let table = split_table(book, sheet, question.id, *by);
            // One part is everyone: it would be printed twice.
            let table = table
                .ok()
                .filter(|held| *by == By::All || held.parts.len() > 1);
            tables.extend(table);
        }
    }
    tables
}

fn released(
    maker: &Maker<'_>,
    id: ConsultationId,
    sheet: Option<&Sheet>,
    tables: &[SplitTable],
    splits: &[By],
) -> Result<Told, &'static str> {
    let book = maker.book;
    let profile = maker.options.profile;
    let mut told = Told::default();
    let mut asked: Vec<QuestionId> = tables.iter().map(|held| held.question).collect();
    asked.dedup();
    let made = publish_each(book, sheet, &asked, splits, profile);
    let made = made.map_err(|problems| problems.first().map_or("refused", |held| held.kind))?;
    for (by, publication) in splits.iter().zip(made) {
        for line in publication.legend {
            if !told.legend.contains(&line) {
                told.legend.push(line);
            }
        }
        let held: Vec<&SplitTable> = tables.iter().filter(|held| held.by == *by).collect();
        told.tables
            .extend(printed_tables(&held, publication.tables));
    }
    counts::tell(&mut told, book, id, profile).map_err(|problem| problem.kind)?;
    if let Some(table) = sheet.map(|sheet| theme_table(book, sheet, id, None)) {
        if table.coded > 0 {
            let themes =
                publish_themes(book, id, &table, profile).map_err(|problem| problem.kind)?;
            told.wrote = Some(themes.answered);
            told.themes = themes
                .rows
                .into_iter()
                .map(|row| (row.theme, row))
                .collect();
        }
        told.theme_table = Some(table);
    }
    Ok(told)
}

fn printed_tables(tables: &[&SplitTable], printed: Vec<PrintedTable>) -> Vec<Table> {
    let pairs = printed.into_iter().filter_map(|printed| {
        let held = tables
            .iter()
            .find(|held| held.question == printed.question)?;
        Some((held, printed))
    });
    pairs
        .map(|(held, printed)| {
            let hides = printed.parts.iter().any(is_hiding);
            let parts = held.printed().zip(&printed.parts);
            let test = (!hides && !held.parts.is_empty()).then(|| held.test.sentence());
            Table {
                by: held.by,
                shown: parts.map(|(held, part)| shown(held, part)).collect(),
                hides,
                test: test.unwrap_or_default(),
                printed,
            }
        })
        .collect()
}

/// A breakdown with nothing in it that is not printed.
fn shown(held: &Breakdown, part: &PrintedPart) -> Breakdown {
    let whole = |mark: Option<Mark>| {
        let n = mark.and_then(printed)?;
        i64::try_from(n).ok()
    };
    let answers = held.answers.iter().zip(&part.answers);
    Breakdown {
        label: held.label.clone(),
        base: whole(part.base),
        of_people: whole(part.of_people),
        of_counts: whole(part.of_counts),
        other: 0,
        answers: answers
            .map(|(held, printed)| AnswerCount {
                count: whole(printed.count),
                base: whole(printed.base),
                percent: printed.percent,
                interval: printed.interval,
                ..held.clone()
            })
            .collect(),
    }
}

impl Table {
    /// The parts of which any count was entered, with what of it is printed; everyone is not among them.
    pub(super) fn parts(&self) -> Vec<(&PrintedPart, &Breakdown)> {
        let n = self.shown.len().saturating_sub(1);
        let pairs = self.printed.parts.iter().zip(&self.shown).take(n);
        pairs.filter(|(part, _)| is_entered(part)).collect()
    }

    /// The names of the parts of which nothing was entered.
    pub(super) fn silent(&self) -> Vec<String> {
        let n = self.shown.len().saturating_sub(1);
        let parts = self.printed.parts.iter().take(n);
        parts
            .filter(|part| !is_entered(part))
            .map(|part| part.label.clone())
            .collect()
    }
}

fn is_entered(part: &PrintedPart) -> bool {
    part.base.is_some() || part.answers.iter().any(|held| held.count.is_some())
}

/// Whether a part hides any of its counts.
pub(super) fn is_hiding(part: &PrintedPart) -> bool {
    let is_hidden = |mark: Option<Mark>| mark == Some(Mark::Suppressed);
    is_hidden(part.base) || part.answers.iter().any(|held| is_hidden(held.count))
}

/// How people stand to an objective, in the figures that are printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Said {
    /// Nobody was asked.
    NotAsked,
    /// Nothing with two sides was counted.
    NoCounts,
    /// The counts may not be shown.
    Hidden,
    /// Too few for a percentage.
    Few {
        /// How many are for it.
        agree: i64,
        /// How many are against it.
        against: i64,
        /// How many answered.
        base: i64,
    },
    /// Percentages, and how many answered.
    Sides {
        /// For it.
        agree: f64,
        /// Against it.
        against: f64,
        /// How many answered.
        base: i64,
    },
    /// What a report printed: percentage for less percentage against, of an unknown number.
    Published(f64),
}

/// What people said towards an objective in the figures that are printed, with the question that the thread shows.
pub(super) fn towards(maker: &Maker<'_>, voice: Voice) -> (Said, Option<QuestionId>) {
    match voice {
        Voice::NotAsked => (Said::NotAsked, None),
        Voice::NoCounts(_) => (Said::NoCounts, None),
        Voice::Published { asked, net } => (Said::Published(net), Some(asked.question)),
        Voice::Net { asked, .. } | Voice::Few { asked, .. } => {
            let told = maker.told(asked.consultation);
            let said = told.map_or(Said::Hidden, |told| said(told, asked.question));
            (said, Some(asked.question))
        }
    }
}

/// How people answered a question, in the figures that are printed.
pub(super) fn said(told: &Told, question: QuestionId) -> Said {
    let table = told.table(question, By::All);
    let Some((table, all)) = table.and_then(|held| Some((held, held.shown.last()?))) else {
        // Without a table nothing was counted, or nothing may be printed.
        return if told.refused.is_empty() {
            Said::NoCounts
        } else {
            Said::Hidden
        };
    };
    if table.hides {
        return Said::Hidden;
    }
    let (Some(base), Some(_)) = (all.base, all.net()) else {
        return Said::NoCounts;
    };
    let side = |leaning| -> i64 {
        let held = all.answers.iter().filter(|held| held.leaning == leaning);
        held.filter_map(|held| held.count)
            .fold(0, i64::saturating_add)
    };
    if base < SMALL_BASE {
        return Said::Few {
            agree: side(Leaning::Positive),
            against: side(Leaning::Negative),
            base,
        };
    }
    match (all.side(Leaning::Positive), all.side(Leaning::Negative)) {
        (Some(agree), Some(against)) => Said::Sides {
            agree,
            against,
            base,
        },
        _ => Said::NoCounts,
    }
}

impl Said {
    /// The cell of a table: `+25 of 91`, `7 for, 3 against of 12`.
    pub(super) fn short(self) -> String {
        match self {
            Self::NotAsked => "not asked".into(),
            Self::NoCounts => "no counts yet".into(),
            Self::Hidden => "[c]".into(),
            Self::Few {
                agree,
                against,
                base,
            } => format!("{agree} for, {against} against, of {base}"),
            Self::Sides {
                agree,
                against,
                base,
            } => format!("net {} of {} people", signed(agree - against), whole(base)),
            Self::Published(net) => format!("net {} as published", signed(net)),
        }
    }
}

/// A difference of percentages with its sign: `+25`, `−8`, `0`.
pub(super) fn signed(net: f64) -> String {
    let net = half_up(net, 0);
    if net > 0.0 {
        format!("+{net:.0}")
    } else if net < 0.0 {
        format!("−{:.0}", -net)
    } else {
        "0".into()
    }
}

/// A number of people as tables print it: `2,955`.
pub(super) fn whole(n: i64) -> String {
    grouped(n.unsigned_abs())
}

/// What was asked, with the stem of a grid before its row.
pub(super) fn asked(question: &Question) -> String {
    if question.stem.trim().is_empty() {
        question.text.clone()
    } else {
        format!("{}: {}", question.stem, question.text)
    }
}
