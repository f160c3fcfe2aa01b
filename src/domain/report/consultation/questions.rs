//! Each question: everyone's answers with their intervals, the drawing, by channel and by group, and whether the balance
//! hangs on one of them.
//!
//! The balance without a part is worked out from printed counts alone. Where some are hidden it is not given, since it
//! would say what is hidden.

use crate::domain::chart::Chart;
use crate::domain::consultation::across::By;
use crate::domain::consultation::chart::{answers, sentence};
use crate::domain::consultation::released::{PrintedPart, printed};
use crate::domain::consultation::results::{Breakdown, SMALL_BASE};
use crate::domain::consultation::{Consultation, Leaning, Question, QuestionKind};
use crate::domain::disclosure::{Mark, Profile};
use crate::domain::document::{Cell, Column, Document, Row, Table as Printed};
use crate::domain::report::cells::{head, hidden, missing, people, percent, set, table};
use crate::domain::report::consultation::{add, drawn, title};
use crate::domain::report::maker::Maker;
use crate::domain::report::voices::{Table, Told, asked, is_hiding, signed, whole};
use crate::domain::statistics::grouped;

/// Writes the questions of a consultation.
pub(super) fn write(maker: &Maker<'_>, document: &mut Document, held: &Consultation, told: &Told) {
    let questions: Vec<&Question> = (maker.book.questions.iter())
        .filter(|question| question.consultation == held.id)
        .collect();
    document.heading(2, "Questions");
    if questions.is_empty() {
        document.say("No questions have been entered.");
        return;
    }
    for question in questions {
        document.heading(3, title(question));
        if !question.note.trim().is_empty() {
            document.say(question.note.clone());
        }
        of_one(maker, document, question, told);
    }
}

fn of_one(maker: &Maker<'_>, document: &mut Document, question: &Question, told: &Told) {
    if !question.kind.is_counted() {
        document.say(if question.kind == QuestionKind::Text {
            "Answered in people’s own words: see what people wrote."
        } else {
            "Answered with a figure; such answers are not printed one by one."
        });
        return;
    }
    let all = told.table(question.id, By::All);
    let all = all.filter(|held| held.printed.parts.iter().any(|part| part.base.is_some()));
    let Some(all) = all else {
        document.say("No counts have been entered for this question, or none may be shown.");
        return;
    };
    let everyone = all.shown.last();
    if let Some(everyone) = everyone {
        document.say(if all.hides {
            hidden_words(everyone)
        } else {
            sentence(everyone)
        });
    }
    add(document, everyone_table(question, all));
    if let Some(chart) = chart(told, question) {
        document.add(drawn(chart));
    }
    for (by, what) in [(By::Channel, "channel"), (By::Group, "group")] {
        if let Some(held) = told
            .table(question.id, by)
            .filter(|held| held.parts().len() > 1)
        {
            add(document, split_table(question, held, what));
            if !held.test.is_empty() {
                document.say(format!("By {what}: {}.", held.test.trim_end_matches('.')));
            }
        }
    }
    sensitivity(maker, document, question, told);
}

fn hidden_words(all: &Breakdown) -> String {
    let base = all.base.map_or_else(
        || "How many answered is not shown.".to_owned(),
        |base| format!("{} people answered.", whole(base)),
    );
    format!("{base} Some counts are not shown, to protect people, so no balance is given.")
}

/// Why a percentage is not printed.
fn no_percent(part: &PrintedPart) -> &'static str {
    match part.base.and_then(printed) {
        Some(base) if i64::try_from(base).is_ok_and(|base| base < SMALL_BASE) => {
            "fewer than 30 people answered: counts only"
        }
        _ => "no percentage without its count and base",
    }
}

fn is_small(part: &PrintedPart) -> bool {
    let base = part.base.and_then(printed);
    base.is_none_or(|base| i64::try_from(base).is_ok_and(|base| base < SMALL_BASE))
}

fn share(part: &PrintedPart, value: Option<f64>, count: Option<Mark>) -> Cell {
    if count == Some(Mark::Suppressed) || part.base == Some(Mark::Suppressed) {
        return hidden();
    }
    let value = value.filter(|_| !is_small(part));
    percent(value, 0, no_percent(part))
}

fn everyone_table(question: &Question, held: &Table) -> Printed {
    let columns = vec![
        Column::words("Answer", 5),
        Column::figures("People"),
        Column::figures("Of those who answered"),
        Column::figures("At least"),
        Column::figures("At most"),
    ];
    let caption = format!("{}: everyone", title(question));
    let mut table = table("Answers", caption, columns);
    let Some(part) = held.printed.parts.last() else {
        return table;
    };
    for answer in &part.answers {
        let lower = answer.interval.map(|held| held.lower);
        let upper = answer.interval.map(|held| held.upper);
        table.rows.push(Row::body(vec![
            head(answer.text.clone()),
            people(answer.count),
            share(part, answer.percent, answer.count),
            share(part, lower, answer.count),
            share(part, upper, answer.count),
        ]));
    }
    table.rows.push(base_row("People who answered", part, 3));
    table.notes = notes(question, part);
    table
}

fn base_row(name: &str, part: &PrintedPart, empty: usize) -> Row {
    let mut cells = vec![head(name), people(part.base)];
    cells.resize(2 + empty, Cell::Empty);
    Row::total(cells)
}

/// What must be said under the table: of how many, and where they come from.
fn notes(question: &Question, part: &PrintedPart) -> Vec<String> {
    let mut notes = Vec::new();
    if let (Some(Mark::Shown(people)), Some(Mark::Shown(counts))) = (part.of_people, part.of_counts)
    {
        notes.push(format!(
            "Of those who answered, {} are individual responses and {} come from counts, as of meetings and paper.",
            grouped(people),
            grouped(counts)
        ));
    }
    match question.kind {
        QuestionKind::Multiple => notes.push(
            "People could choose several answers, so percentages add up to more than 100.".into(),
        ),
        QuestionKind::Ranking => notes.push("Counted is the answer that was put first.".into()),
        _ => {}
    }
    notes.push("At least and at most: Wilson’s 95 % interval.".into());
    notes
}

fn split_table(question: &Question, held: &Table, what: &str) -> Printed {
    let columns = vec![
        Column::words("Answer", 5),
        Column::figures("People"),
        Column::figures("Of those who answered"),
    ];
    let caption = format!("{}: by {what}", title(question));
    let mut table = table(&format!("By {what}"), caption, columns);
    for (part, _) in held.parts() {
        table.rows.push(Row::heading(part.label.clone()));
        for answer in &part.answers {
            table.rows.push(Row::body(vec![
                head(answer.text.clone()),
                people(answer.count),
                share(part, answer.percent, answer.count),
            ]));
        }
        table.rows.push(base_row("People who answered", part, 1));
    }
    let silent = held.silent();
    if !silent.is_empty() {
        table
            .notes
            .push(format!("Nothing was entered from: {}.", silent.join(", ")));
    }
    table
}

/// The drawing of everyone's answers and, where they are split, each group's or else each channel's.
pub(super) fn chart(told: &Told, question: &Question) -> Option<Chart> {
    let all = told.table(question.id, By::All)?;
    let mut rows = vec![all.shown.last()?.clone()];
    let mut hides = vec![all.hides];
    let split = |by| {
        told.table(question.id, by)
            .filter(|held| held.parts().len() > 1)
    };
    if let Some(held) = split(By::Group).or_else(|| split(By::Channel)) {
        for (part, shown) in held.parts() {
            rows.push(shown.clone());
            hides.push(is_hiding(part));
        }
    }
    let is_drawn = |held: &Breakdown| held.answers.iter().any(|answer| answer.percent.is_some());
    if !rows.iter().any(is_drawn) {
        return None;
    }
    let mut asked_alone = question.clone();
    asked_alone.text = asked(question);
    if asked_alone.text.trim().is_empty() {
        asked_alone.text = title(question);
    }
    let mut chart = answers(&asked_alone, &rows);
    say_hidden(&mut chart, &hides);
    Some(chart)
}

/// Says in the drawing where counts are hidden, in place of that none were entered.
fn say_hidden(chart: &mut Chart, hides: &[bool]) {
    match chart {
        Chart::Diverging(drawn) => {
            for (row, hides) in drawn.rows.iter_mut().zip(hides) {
                if *hides {
                    row.note = Some("[c] some counts are not shown".into());
                }
            }
        }
        Chart::Bars(drawn) if hides.contains(&true) => {
            for bar in drawn.bars.iter_mut().filter(|bar| bar.value.is_none()) {
                bar.missing = Some("[c]".into());
                bar.shown = String::new();
            }
        }
        _ => {}
    }
}

/// The balance without each channel and group, where every count that it takes is printed as it is.
fn sensitivity(maker: &Maker<'_>, document: &mut Document, question: &Question, told: &Told) {
    if maker.options.profile == Profile::Ons10And5 {
        return;
    }
    let Some(all) = told.everyone(question.id) else {
        return;
    };
    let Some(reported) = all.net() else {
        return;
    };
    let columns = vec![
        Column::words("Left out", 5),
        Column::figures("People left"),
        Column::figures("Net agreement"),
        Column::words("Changes sides", 3),
    ];
    let caption = format!("{}: the balance with a part left out", title(question));
    let mut table = table("Sensitivity", caption, columns);
    let mut turns = Vec::new();
    for by in [By::Channel, By::Group] {
        let Some(held) = told.table(question.id, by).filter(|held| !held.hides) else {
            continue;
        };
        for (_, part) in held.parts() {
            let Some((base, net)) = without(all, part) else {
                continue;
            };
            let turned = reported * net < 0.0;
            if turned {
                turns.push(part.label.clone());
            }
            table.rows.push(Row::body(vec![
                head(part.label.clone()),
                Cell::count(base.unsigned_abs()),
                if base < SMALL_BASE {
                    missing("fewer than 30 people are left")
                } else {
                    Cell::text(signed(net))
                },
                Cell::text(if turned { "yes" } else { "no" }),
            ]));
        }
    }
    if table.rows.is_empty() {
        return;
    }
    document.say(if turns.is_empty() {
        "The balance stays on its side whichever part is left out.".to_owned()
    } else {
        format!(
            "The balance changes sides without {}.",
            turns.join(", and without ")
        )
    });
    document.add(set(table));
}

/// How many are left without a part, and their net agreement; none where nobody is left or a count is not printed.
fn without(all: &Breakdown, part: &Breakdown) -> Option<(i64, f64)> {
    let own = part.base.filter(|own| *own > 0)?;
    let base = all.base?.checked_sub(own).filter(|base| *base > 0)?;
    let side = |held: &Breakdown, leaning| -> Option<i64> {
        let mut sum = 0_i64;
        for answer in held.answers.iter().filter(|held| held.leaning == leaning) {
            sum = sum.checked_add(answer.count?)?;
        }
        Some(sum)
    };
    let rest = |leaning| side(all, leaning)?.checked_sub(side(part, leaning)?);
    let net = rest(Leaning::Positive)?.checked_sub(rest(Leaning::Negative)?)?;
    Some((base, net as f64 * 100.0 / base as f64))
}
