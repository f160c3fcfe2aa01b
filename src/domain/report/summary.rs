//! A few pages for members: the thread, what needs attention, the money, what people said.
//!
//! A member has ten minutes. It begins with the whole plan in one table; the rest says what lies behind its worst and its
//! dearest rows, with two drawings at most, and the figures are those of the table. Each part follows the one before
//! without a new page, titles are cut to fit their cells, and the sources are named in brief: about four pages.
//!
//! Edges: of a long list the first are printed and the number of the others is said.

mod table;

use crate::domain::benchmark::Direction;
use crate::domain::chart::Chart;
use crate::domain::check::words::several;
use crate::domain::document::{Block, Document};
use crate::domain::grant::chart::allocation;
use crate::domain::grant::position::total;
use crate::domain::id::{ConsultationId, IndicatorId};
use crate::domain::money::Pence;
use crate::domain::plan::Level;
use crate::domain::report::Report;
use crate::domain::report::cells::{capital, list, note};
use crate::domain::report::maker::{Maker, bars, picture};
use crate::domain::report::sources::{self, Used};
use crate::domain::report::titles::in_short;
use crate::domain::report::voices::{Said, Told, asked, said, signed, whole};
use crate::domain::report::{consultation, outcomes, plan};
use crate::domain::statistics::{grouped, half_up};
use crate::domain::thread::{Thread, Watch};

/// The most that the list of what needs attention holds.
const MOST: usize = 10;
/// The most that a shorter list holds.
const FEW: usize = 4;
/// Consultations that are told of.
const CONSULTATIONS: usize = 2;
/// Bars of the money's drawing.
const BARS: usize = 6;
/// Letters of a title in a sentence.
const SENTENCE: usize = 110;

/// Writes the summary.
pub(super) fn write(maker: &Maker<'_>, document: &mut Document) {
    let thread = maker.thread();
    document.heading(1, "From pounds to outcomes to what people said");
    if maker.book.objectives.is_empty() {
        document.add(note(
            "The plan has no objectives yet. They join its money, its measures and what people said.",
        ));
    } else {
        document.say(opening(maker));
        document.add(table::thread_table(maker, &thread));
    }
    attention(maker, document);
    behind(maker, document, &thread);
    pounds(maker, document, &thread);
    outcomes::of_plan(maker, document, 2);
    voices(maker, document);
    sources::brief(maker, document, &Used::of(maker, Report::Summary));
}

fn opening(maker: &Maker<'_>) -> String {
    let given = if maker.year.is_some() {
        format!("what it is given in {}, ", maker.year_words())
    } else {
        String::new()
    };
    format!(
        "One row for each of {}: {given}how its measures stand, what people said, what is being done, and what could go wrong.",
        several(maker.book.objectives.len(), "objective"),
    )
}

/// What needs attention, worst first: the list of the first screen.
fn attention(maker: &Maker<'_>, document: &mut Document) {
    document.heading(1, "What needs attention");
    let all = &maker.gathered.attention;
    if all.is_empty() {
        document.say("Nothing: every check passes, nothing is late and nothing is due.");
        return;
    }
    let items = all.iter().map(|held| {
        let severity = capital(held.problem.severity.word());
        format!("{severity}. {}", held.printed())
    });
    document.add(list(items.take(MOST)));
    if all.len() > MOST {
        document.say(format!(
            "And {} more, which the Thread room lists in this order.",
            grouped_len(all.len() - MOST)
        ));
    }
}

/// Measures that fall behind and risks that are high: no finding of a check, and still to be looked at.
fn behind(maker: &Maker<'_>, document: &mut Document, thread: &Thread) {
    let mut seen: Vec<IndicatorId> = Vec::new();
    let mut found: Vec<String> = Vec::new();
    for row in &thread.rows {
        let watched = row.measures.watch.as_ref();
        if let Some(held) = watched.filter(|held| held.needs_a_look())
            && !seen.contains(&held.indicator)
        {
            seen.push(held.indicator);
            found.extend(behind_words(maker, held));
        }
    }
    let risks = maker.book.risks.iter();
    let risks = risks.filter(|risk| risk.rating() == Level::High);
    let risks = risks.map(|risk| risk.title.clone());
    for (heading, all) in [
        ("Measures that fall behind", found),
        ("High risks", risks.collect()),
    ] {
        some_of(document, heading, all);
    }
}

fn some_of(document: &mut Document, heading: &str, mut all: Vec<String>) {
    let n = all.len();
    if n == 0 {
        return;
    }
    document.heading(2, heading);
    all.truncate(FEW);
    document.add(list(all));
    if n > FEW {
        document.say(format!("And {} more.", grouped_len(n - FEW)));
    }
}

fn grouped_len(n: usize) -> String {
    grouped(u64::try_from(n).unwrap_or(u64::MAX))
}

fn behind_words(maker: &Maker<'_>, held: &Watch) -> Option<String> {
    let indicator = maker.book.indicators.get(held.indicator)?;
    let mut said = Vec::new();
    if held.better_than_neighbours == Some(false) {
        said.push("not as good as statistical neighbours");
    }
    if held.direction == Some(Direction::Worse) {
        said.push("worse than before");
    }
    Some(format!(
        "{}: {} in {}, {}.",
        in_short(&indicator.title, SENTENCE),
        indicator.show(held.value, held.decimals),
        held.period,
        said.join(" and ")
    ))
}

/// What people said: the question that tells most of each consultation, and what was done.
fn voices(maker: &Maker<'_>, document: &mut Document) {
    document.heading(1, "What people said");
    if maker.book.consultations.is_empty() {
        document.say("Nobody has been asked yet.");
        return;
    }
    let mut is_drawn = false;
    for held in maker.book.consultations.iter().take(CONSULTATIONS) {
        document.heading(2, held.title.clone());
        let Some(told) = maker.told(held.id) else {
            continue;
        };
        if !told.refused.is_empty() {
            document.add(note(told.refused.clone()));
        }
        is_drawn |= answers(maker, document, held.id, told, !is_drawn);
        let done: Vec<String> = (maker.book.themes.iter())
            .filter(|theme| theme.consultation == held.id && !theme.we_did.trim().is_empty())
            .map(|theme| format!("You said: {}. We did: {}", theme.title, theme.we_did))
            .collect();
        if !done.is_empty() {
            document.add(list(done.into_iter().take(FEW)));
        }
    }
    let n = maker.book.consultations.len();
    if n > CONSULTATIONS {
        document.say(format!(
            "{} are in the consultation report.",
            capital(&several(n - CONSULTATIONS, "further consultation"))
        ));
    }
}

/// How people answered the first question with two sides that may be shown; whether it is drawn.
fn answers(
    maker: &Maker<'_>,
    document: &mut Document,
    held: ConsultationId,
    told: &Told,
    draw: bool,
) -> bool {
    let questions = maker.book.questions.iter();
    let sided = questions
        .filter(|question| question.consultation == held)
        .find_map(|question| match said(told, question.id) {
            Said::Sides {
                agree,
                against,
                base,
            } => Some((question, agree, against, base)),
            _ => None,
        });
    let Some((question, agree, against, base)) = sided else {
        document.say("No question with two sides has counts that can be shown.");
        return false;
    };
    document.say(format!(
        "{} {:.0}% for, {:.0}% against, net {}, of {} people who chose to answer.",
        asked(question),
        half_up(agree, 0),
        half_up(against, 0),
        signed(agree - against),
        whole(base),
    ));
    let chart = consultation::chart(told, question).filter(|_| draw);
    let is_drawn = chart.is_some();
    document.blocks.extend(chart.map(consultation::drawn));
    is_drawn
}

/// The year's money: what was granted, allocated and left, what others put in, and the largest amounts.
fn pounds(maker: &Maker<'_>, document: &mut Document, thread: &Thread) {
    document.heading(1, "The money");
    plan::sums(maker, document);
    let others = total(thread.rows.iter().map(|row| row.money.others));
    if others != Pence::ZERO {
        document.say(format!(
            "Other funders put in {others} beside it; that is not in the sums above."
        ));
    }
    dearest(maker, document);
}

/// The largest amounts of the year, drawn small.
fn dearest(maker: &Maker<'_>, document: &mut Document) {
    let Chart::Bars(mut chart) = allocation(maker.book, &maker.position) else {
        return;
    };
    let n = chart.bars.len();
    if n == 0 {
        return;
    }
    if n > BARS {
        let size = |value: Option<f64>| value.unwrap_or(0.0);
        chart
            .bars
            .sort_by(|a, b| size(b.value).total_cmp(&size(a.value)));
        chart.bars.truncate(BARS);
        chart.subtitle = format!("the {BARS} largest of {}", several(n, "priority area"));
    }
    let rows = u32::try_from(chart.bars.len()).unwrap_or(0);
    document.add(picture(Chart::Bars(chart), 90 + 20 * rows));
}

/// The year's money to each priority area, unless there is none.
pub(super) fn money_chart(maker: &Maker<'_>) -> Option<Block> {
    let chart = allocation(maker.book, &maker.position);
    let has_any = matches!(&chart, Chart::Bars(held) if !held.bars.is_empty());
    has_any.then(|| bars(chart))
}
