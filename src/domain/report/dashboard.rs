//! The dashboard for scrutiny: the overview in sentences with their counts, then each outcome's measures in one table.
//!
//! The columns are those that committees know: performance, direction, trend, rating, national quartile, neighbours,
//! target. What a published dashboard printed is printed as it was; a number is set as a number wherever the printed cell
//! is nothing else, so that a workbook can sort it.
//!
//! Edges: a quarter without figures says so. A count that was published otherwise is noted beside the sentence.

use crate::domain::benchmark::Direction;
use crate::domain::check::words::{list as several_words, several};
use crate::domain::dashboard::{Beside, Dashboard, Row as Measure};
use crate::domain::document::{Block, Cell, Column, Document, Row};
use crate::domain::indicator::Indicator;
use crate::domain::rating::Rag;
use crate::domain::report::Report;
use crate::domain::report::cells::{capital, head, missing, note, rating, set, table, words};
use crate::domain::report::maker::Maker;
use crate::domain::report::plan::below;
use crate::domain::report::sources::{self, Used};
use crate::domain::target::Verdict;
use crate::domain::thread::watch;

/// Writes the dashboard.
pub(super) fn write(maker: &Maker<'_>, document: &mut Document) {
    document.heading(1, "Overview");
    let held = maker.gathered.dashboard.as_ref();
    match held.filter(|held| !held.rows.is_empty()) {
        Some(held) => {
            overview(document, held);
            outcomes(maker, document, held);
        }
        None => {
            document.add(note(match maker.options.period {
                Some(period) => format!(
                    "The plan holds no dashboard and no new figure of {period}, so there is nothing to show. Choose another quarter, or enter or import its figures first."
                ),
                None => "The plan holds no dashboard and no quarter’s figures yet, so there is nothing to show. Enter or import a quarter’s figures first.".to_owned(),
            }));
        }
    }
    sources::write(maker, document, &Used::of(maker, Report::Dashboard));
}

fn overview(document: &mut Document, held: &Dashboard) {
    document.say(format!(
        "{} of {}. {}",
        several(held.rows.len(), "measure").replacen("one ", "One ", 1),
        held.period,
        if held.is_published {
            "The cells are as the dashboard was published; the counts are worked out from them."
        } else {
            "No dashboard of this quarter was published; it is made from the plan’s own figures."
        }
    ));
    for sentence in &held.sentences {
        document.say(sentence.text.clone());
        if !sentence.dispute.is_empty() {
            document.add(note(sentence.dispute.clone()));
        }
    }
    document.heading(2, "The counts behind the sentences");
    let mut columns = vec![Column::words("Statement", 5), Column::figures("Count")];
    // What a covering report printed is there only where a report was.
    if held.is_published {
        columns.extend([Column::figures("Published"), Column::words("Could be", 2)]);
    }
    let mut table = table("Counts", format!("Counts of {}", held.period), columns);
    for count in &held.counts {
        let (least, most) = count.bounds;
        let mut cells = vec![
            head(capital(count.statement.words())),
            Cell::count(count.n() as u64),
        ];
        let printed = [
            count.published.map_or_else(
                || missing("nothing was published"),
                |n| Cell::count(n.into()),
            ),
            if least == most {
                Cell::text(least.to_string())
            } else {
                Cell::text(format!("{least} to {most}"))
            },
        ];
        cells.extend(printed.into_iter().take(table.columns.len() - 2));
        table.rows.push(Row::body(cells));
    }
    table.notes = held
        .sentences
        .iter()
        .map(|sentence| sentence.rule.clone())
        .collect();
    document.add(set(table));
}

/// Each outcome: what was written, its ratings in a sentence, its measures.
fn outcomes(maker: &Maker<'_>, document: &mut Document, held: &Dashboard) {
    let mut at = 0;
    while let Some(first) = held.rows.get(at) {
        let same = |row: &&Measure| row.objective == first.objective;
        let rows: Vec<&Measure> = held.rows[at..].iter().take_while(same).collect();
        at += rows.len();
        let title = if first.outcome.trim().is_empty() {
            "Measures under no outcome"
        } else {
            &first.outcome
        };
        document.heading(1, title);
        let sections = first.objective.map(|id| maker.text().of_objective(id));
        for section in sections.into_iter().flatten() {
            document.heading(2, section.heading.clone());
            document.blocks.extend(below(&section.blocks, 2));
        }
        document.say(in_words(&rows));
        document.add(measures(maker, title, &rows));
    }
}

/// `Of 12 measures three are rated red, two amber and seven green; four are better than neighbours.`
fn in_words(rows: &[&Measure]) -> String {
    let rated = |rag| rows.iter().filter(|row| row.rag == Some(rag)).count();
    let parts: Vec<String> = [
        (Rag::Red, "red"),
        (Rag::Amber, "amber"),
        (Rag::Green, "green"),
    ]
    .into_iter()
    .map(|(rag, word)| (rated(rag), word))
    .filter(|(n, _)| *n > 0)
    .map(|(n, word)| format!("{n} {word}"))
    .collect();
    let beside = |wanted| rows.iter().filter(|row| row.beside == wanted).count();
    let (better, similar, worse) = (
        beside(Beside::Better),
        beside(Beside::Similar),
        beside(Beside::Below),
    );
    let ratings = if parts.is_empty() {
        "none is rated".to_owned()
    } else {
        format!("rated {}", several_words(&parts))
    };
    let compared = better + similar + worse;
    let neighbours = if compared == 0 {
        "None can be set beside statistical neighbours.".to_owned()
    } else {
        format!(
            "Of {compared} that can be set beside statistical neighbours, {better} are better, {similar} similar and {worse} below."
        )
    };
    let measures = match rows.len() {
        1 => "1 measure".to_owned(),
        n => format!("{n} measures"),
    };
    format!("{measures}: {ratings}. {neighbours}")
}

fn measures(maker: &Maker<'_>, outcome: &str, rows: &[&Measure]) -> Block {
    let columns = vec![
        Column::words("Measure", 6),
        Column::figures("Performance"),
        Column::words("As of", 2),
        Column::words("Direction", 2),
        Column::words("Trend", 3),
        Column::words("Rating", 2),
        Column::figures("National quartile"),
        Column::figures("Neighbours"),
        Column::figures("Target"),
        Column::words("Target met", 2),
    ];
    let mut table = table("Measures", format!("Measures: {outcome}"), columns);
    for row in rows {
        table.rows.push(measure(maker, row));
    }
    let reasons: Vec<String> = rows
        .iter()
        .filter(|row| row.beside == Beside::LeftOut)
        .map(|row| format!("{}: {}", row.title, row.beside_why))
        .collect();
    table.notes.extend(reasons);
    set(table)
}

fn measure(maker: &Maker<'_>, row: &Measure) -> Row {
    let indicator = maker.book.indicators.get(row.indicator);
    let printed = &row.printed;
    let new = if row.updated { "" } else { " (no new figure)" };
    Row::body(vec![
        head(format!("{}{new}", row.title)),
        figure(indicator, row.value, &printed.performance),
        words(&printed.latest_update),
        direction(row),
        trend(maker, row),
        rating(row.rag),
        match row.quartile.and_then(|held| held.number()) {
            Some(n) => Cell::count(n.into()),
            None => words(&printed.quartile),
        },
        figure(indicator, row.benchmark, &printed.neighbours),
        words(&printed.target),
        match row.target.verdict {
            Verdict::NoTarget => missing("there is no target"),
            verdict => Cell::text(capital(verdict.word())),
        },
    ])
}

/// A printed cell: as a number where it is one and no more, else word for word.
fn figure(indicator: Option<&Indicator>, value: Option<f64>, printed: &str) -> Cell {
    let (Some(indicator), Some(value)) = (indicator, value) else {
        return words(printed);
    };
    let decimals = printed.split_once('.').map_or(0, |(_, after)| {
        after.chars().take_while(char::is_ascii_digit).count()
    });
    let decimals = u8::try_from(decimals).unwrap_or(0);
    let suffix = if printed.ends_with('%') { "%" } else { "" };
    if indicator.show(value, decimals) == printed
        || format!("{value:.*}{suffix}", usize::from(decimals)) == printed
    {
        return Cell::Number {
            value,
            decimals,
            suffix: suffix.into(),
        };
    }
    words(printed)
}

/// The printed direction, and ours where it is another.
fn direction(row: &Measure) -> Cell {
    let ours = row.worked_out.map(Direction::word).unwrap_or_default();
    let printed = row.printed.direction.trim();
    if printed.is_empty() {
        return words(&capital(ours));
    }
    if ours.is_empty() || printed.eq_ignore_ascii_case(ours) || row.moved.is_none() {
        return Cell::text(printed);
    }
    Cell::text(format!("{printed} (by the plan’s figures: {ours})"))
}

/// The measure's own figures as a small line, where there are two or more.
fn trend(maker: &Maker<'_>, row: &Measure) -> Cell {
    let indicator = maker.book.indicators.get(row.indicator);
    let held = maker.comparisons(row.indicator);
    let found = indicator.and_then(|held_indicator| {
        let found = watch(held_indicator, held, maker.options.average)?;
        Some((held_indicator, found))
    });
    let Some((indicator, found)) = found else {
        return missing("no earlier figures in the plan");
    };
    spark(indicator, found.points)
}

/// A small line of figures with its words; of fewer than two there is no line.
pub(super) fn spark(indicator: &Indicator, points: Vec<Option<f64>>) -> Cell {
    let mut known = points.iter().flatten();
    let (first, last) = (known.next(), known.next_back());
    let (Some(first), Some(last)) = (first, last) else {
        return missing("no earlier figures in the plan");
    };
    let n = points.iter().flatten().count();
    let shown = |value: f64| indicator.show(value, indicator.decimals);
    let words = format!("{n} figures, from {} to {}", shown(*first), shown(*last));
    Cell::Spark {
        values: points,
        words,
    }
}
