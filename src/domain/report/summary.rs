//! Four pages for members: the thread, what needs attention, the money, what people said.
//!
//! A member has ten minutes. The first page is the whole plan in one table; the other three say what lies behind its
//! worst and its dearest rows, with at most a few drawings, and the figures are those of the table.
//!
//! Edges: of a long list the first are printed and the number of the others is said.

use crate::domain::chart::Chart;
use crate::domain::check::late_actions;
use crate::domain::check::words::several;
use crate::domain::document::{Block, Cell, Column, Document, Row};
use crate::domain::grant::chart::allocation;
use crate::domain::id::IndicatorId;
use crate::domain::objective::Objective;
use crate::domain::plan::Level;
use crate::domain::problem::Severity;
use crate::domain::report::Report;
use crate::domain::report::cells::{
    capital, head, list, missing, money, note, percent, set, table,
};
use crate::domain::report::dashboard::spark;
use crate::domain::report::maker::{Maker, bars, picture};
use crate::domain::report::sources::{self, Used};
use crate::domain::report::voices::{Said, asked, said, signed, towards};
use crate::domain::report::{consultation, plan};
use crate::domain::thread::{Measures, Thread, ThreadRow};

/// The most that a list on these pages holds.
const MOST: usize = 10;
/// The most trends that are drawn.
const TRENDS: usize = 2;

/// Writes the summary.
pub(super) fn write(maker: &Maker<'_>, document: &mut Document) {
    let thread = maker.thread();
    document.heading(1, "From pounds to outcomes to what people said");
    if maker.book.objectives.is_empty() {
        document.add(note(
            "The plan has no objectives yet. They join its money, its measures and what people said.",
        ));
    } else {
        document.say(format!(
            "One row for each of {}: what it is given in {}, how its measures stand, what people said, what is being done, and what could go wrong.",
            several(maker.book.objectives.len(), "objective"),
            maker.year_words()
        ));
        document.add(thread_table(maker, &thread));
    }
    document.add(Block::NewPage);
    attention(maker, document, &thread);
    document.add(Block::NewPage);
    plan::statement(maker, document, &thread);
    document.add(Block::NewPage);
    voices(maker, document);
    sources::write(maker, document, &Used::of(maker, Report::Summary));
}

fn thread_table(maker: &Maker<'_>, thread: &Thread) -> Block {
    let columns = vec![
        Column::words("Objective", 5),
        Column::figures("Money"),
        Column::figures("Share"),
        Column::words("Measures", 4),
        Column::words("The one to watch", 5),
        Column::words("Its trend", 3),
        Column::words("Voice", 4),
        Column::words("Actions", 3),
        Column::words("Gravest risk", 4),
    ];
    let caption = format!("The thread, {}", maker.year_words());
    let mut table = table("Thread", caption, columns);
    for row in &thread.rows {
        table.rows.push(thread_row(maker, row));
    }
    table.notes.push(format!(
        "Money is what the year’s grants pay for the objective’s priority areas; the share is of the year’s {}.",
        thread.totals.whole_is()
    ));
    table.notes.push(
        "Voice is the percentage for less the percentage against, of those who chose to answer."
            .into(),
    );
    set(table)
}

fn thread_row(maker: &Maker<'_>, row: &ThreadRow) -> Row {
    let book = maker.book;
    let objective = book.objectives.get(row.objective);
    let watched = row.measures.watch.as_ref();
    let indicator = watched.and_then(|held| book.indicators.get(held.indicator));
    let (what, trend) = match (watched, indicator) {
        (Some(held), Some(indicator)) => (
            Cell::text(format!(
                "{}: {} in {}",
                indicator.title,
                indicator.show(held.value, held.decimals),
                held.period
            )),
            spark(indicator, held.points.clone()),
        ),
        _ => (missing("no figures yet"), missing("no figures yet")),
    };
    let voice = towards(maker, row.voice).0;
    Row::body(vec![
        head(objective.map_or_else(|| "?".into(), Objective::label)),
        money(row.money.amount),
        percent(row.money.share, 0, "the year has no money"),
        Cell::text(measures(&row.measures)),
        what,
        trend,
        voice_cell(voice),
        Cell::text(actions(maker, row)),
        risk(maker, row),
    ])
}

fn voice_cell(voice: Said) -> Cell {
    match voice {
        Said::Hidden => crate::domain::report::cells::hidden(),
        Said::NotAsked => missing("nobody was asked"),
        held => Cell::text(held.short()),
    }
}

/// `2 of 3 better than neighbours, 1 of 2 better than before`.
fn measures(held: &Measures) -> String {
    let mut parts = Vec::new();
    if held.neighbours.of > 0 {
        parts.push(format!("{} better than neighbours", held.neighbours));
    }
    if held.previous.of > 0 {
        parts.push(format!("{} better than before", held.previous));
    }
    if held.indicators == 0 {
        return "none".into();
    }
    if parts.is_empty() {
        return format!("{}, none to compare", several(held.indicators, "indicator"));
    }
    parts.join(", ")
}

fn actions(maker: &Maker<'_>, row: &ThreadRow) -> String {
    let held = row.actions;
    if held.of == 0 {
        return "none".into();
    }
    let first = held.first.and_then(|id| maker.book.actions.get(id));
    let first = first.map_or_else(String::new, |action| {
        format!(", first {}", action.status.word())
    });
    format!("{} of {} open{first}", held.open, held.of)
}

fn risk(maker: &Maker<'_>, row: &ThreadRow) -> Cell {
    let held = row.risk.and_then(|id| maker.book.risks.get(id));
    held.map_or_else(
        || missing("no risk is recorded"),
        |held| Cell::text(format!("{} ({})", held.title, held.rating().word())),
    )
}

/// What needs attention, worst first, and the trends of the measures that need it most.
fn attention(maker: &Maker<'_>, document: &mut Document, thread: &Thread) {
    document.heading(1, "What needs attention");
    let mut items: Vec<String> = Vec::new();
    let is_money = |kind: &crate::domain::problem::Place| {
        !matches!(
            kind,
            crate::domain::problem::Place::Consultation(_)
                | crate::domain::problem::Place::Question(_)
        )
    };
    let errors = maker.gathered.problems.iter();
    items.extend(
        errors
            .filter(|held| held.severity == Severity::Error && is_money(&held.place))
            .map(|held| format!("{}: {}. {}", held.location, held.what, held.remedy)),
    );
    if let Some(today) = maker.today() {
        let late = late_actions(maker.book, today);
        items.extend(
            late.iter()
                .map(|held| format!("{}: {}.", held.location, held.what)),
        );
    }
    let behind = behind(thread);
    items.extend(
        behind
            .iter()
            .filter_map(|(id, row)| measure_words(maker, *id, row)),
    );
    items.extend(grave(maker));
    if items.is_empty() {
        document.say("Nothing: no check fails, no action is late, no measure falls behind, and no risk is high.");
        return;
    }
    let n = items.len();
    items.truncate(MOST);
    if n > MOST {
        items.push(format!("And {} more.", n - MOST));
    }
    document.add(list(items));
    let trends = behind
        .iter()
        .filter_map(|(id, _)| maker.gathered.trends.get(id));
    for chart in trends.take(TRENDS) {
        document.add(picture(chart.clone(), 240));
    }
}

/// The measures to watch that stand below neighbours or fall back, each once.
fn behind(thread: &Thread) -> Vec<(IndicatorId, &ThreadRow)> {
    let mut found: Vec<(IndicatorId, &ThreadRow)> = Vec::new();
    for row in &thread.rows {
        if let Some(held) = row
            .measures
            .watch
            .as_ref()
            .filter(|held| held.needs_a_look())
            && !found.iter().any(|(id, _)| *id == held.indicator)
        {
            found.push((held.indicator, row));
        }
    }
    found
}

fn measure_words(maker: &Maker<'_>, id: IndicatorId, row: &ThreadRow) -> Option<String> {
    let indicator = maker.book.indicators.get(id)?;
    let held = row.measures.watch.as_ref()?;
    let mut said = Vec::new();
    if held.better_than_neighbours == Some(false) {
        said.push("not as good as statistical neighbours");
    }
    if held.direction == Some(crate::domain::benchmark::Direction::Worse) {
        said.push("worse than before");
    }
    Some(format!(
        "{}: {} in {}, {}.",
        indicator.title,
        indicator.show(held.value, held.decimals),
        held.period,
        said.join(" and ")
    ))
}

fn grave(maker: &Maker<'_>) -> Vec<String> {
    let held = maker.book.risks.iter();
    held.filter(|risk| risk.rating() == Level::High)
        .map(|risk| format!("{} risk: {}", capital(Level::High.word()), risk.title))
        .collect()
}

/// What people said: the question that tells most of each consultation, and what was done.
fn voices(maker: &Maker<'_>, document: &mut Document) {
    document.heading(1, "What people said");
    if maker.book.consultations.is_empty() {
        document.say("Nobody has been asked yet.");
        return;
    }
    for held in maker.book.consultations.iter().take(3) {
        document.heading(2, held.title.clone());
        let Some(told) = maker.told(held.id) else {
            continue;
        };
        if !told.refused.is_empty() {
            document.add(note(told.refused.clone()));
        }
        let questions = maker.book.questions.iter();
        let sided = questions
            .filter(|question| question.consultation == held.id)
            .find_map(|question| match said(told, question.id) {
                Said::Sides {
                    agree,
                    against,
                    base,
                } => Some((question, agree, against, base)),
                _ => None,
            });
        match sided {
            Some((question, agree, against, base)) => {
                document.say(format!(
                    "{} {agree:.0}% for, {against:.0}% against, net {}, of {base} people who chose to answer.",
                    asked(question),
                    signed(agree - against),
                    agree = crate::domain::statistics::half_up(agree, 0),
                    against = crate::domain::statistics::half_up(against, 0),
                ));
                if let Some(chart) = consultation::chart(told, question) {
                    document.add(bars(chart));
                }
            }
            None => {
                document.say("No question with two sides has counts that can be shown.");
            }
        }
        let done: Vec<String> = (maker.book.themes.iter())
            .filter(|theme| theme.consultation == held.id && !theme.we_did.trim().is_empty())
            .map(|theme| format!("You said: {}. We did: {}", theme.title, theme.we_did))
            .collect();
        if !done.is_empty() {
            document.add(list(done.into_iter().take(5)));
        }
    }
    let n = maker.book.consultations.len();
    if n > 3 {
        document.say(format!(
            "{} are in the consultation report.",
            several(n - 3, "further consultation")
        ));
    }
}

/// The year's money to each priority area, unless there is none.
pub(super) fn money_chart(maker: &Maker<'_>) -> Option<Block> {
    let chart = allocation(maker.book, &maker.position);
    let has_any = matches!(&chart, Chart::Bars(held) if !held.bars.is_empty());
    has_any.then(|| bars(chart))
}
