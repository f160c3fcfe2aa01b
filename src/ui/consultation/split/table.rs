//! The answers side by side as a table: counts with their percentages, bases below, and how to read them.

use egui::{ScrollArea, Ui};

use crate::domain::consultation::across::{By, SplitTable};
use crate::domain::consultation::chart::percent_shown;
use crate::domain::consultation::results::{AnswerCount, Breakdown, SMALL_BASE};
use crate::domain::consultation::{Question, QuestionKind};
use crate::domain::statistics::grouped;
use crate::ui::consultation::lines::{Word, row, word};
use crate::ui::consultation::split::work::Work;
use crate::ui::theme::{self, space};
use crate::ui::widgets::section;

/// How far the question got, in six numbers.
pub fn reach(ui: &mut Ui, work: &Work) {
    let Some(held) = work.reach else {
        return;
    };
    section(ui, "How far the question got");
    let n = |people: i64| grouped(people.unsigned_abs());
    let outside = if held.outside > 0 {
        format!(" · {} answered what it does not offer", n(held.outside))
    } else {
        String::new()
    };
    ui.label(format!(
        "Individual responses: {} received · {} valid · {} asked · {} answered · {} not answered · {} not asked{outside}",
        n(held.received), n(held.valid), n(held.asked), n(held.answered), n(held.not_answered), n(held.not_asked)
    ));
    ui.add_space(space::SMALL);
}

/// The table, everyone at the right.
pub fn table(ui: &mut Ui, question: &Question, split: &SplitTable) {
    section(ui, &question.text);
    let parts: Vec<&Breakdown> = split.printed().collect();
    let n = parts.len() as f32;
    let name = (ui.available_width() * 0.3).clamp(160.0, 320.0);
    let each = ((ui.available_width() - name) / n).clamp(96.0, 170.0);
    let mut widths = vec![name];
    widths.extend(parts.iter().map(|_| each));
    ScrollArea::horizontal()
        .id_salt("split table")
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            row(ui, "split head", &widths, |ui, at| match at {
                0 => word(ui, "", "Answer", Word::Head, false),
                at => word(ui, "", &parts[at - 1].label, Word::Head, true),
            });
            for (line, answer) in split.all.answers.iter().enumerate() {
                row(ui, ("split", line), &widths, |ui, at| match at {
                    0 => word(ui, "", &answer.text, Word::Plain, false),
                    at => {
                        let part = parts[at - 1];
                        let shown = part
                            .answers
                            .get(line)
                            .and_then(|held| shown(held, part.base));
                        let look = look(shown.is_some(), at == parts.len());
                        let name = format!("{}, {}", answer.text, part.label);
                        word(ui, &name, shown.as_deref().unwrap_or("–"), look, true);
                    }
                });
            }
            bases(ui, &widths, &parts);
        });
}

/// Who answered, part by part; and where both stand together, how many of them are responses and how many were counted.
fn bases(ui: &mut Ui, widths: &[f32], parts: &[&Breakdown]) {
    let both = parts
        .iter()
        .any(|part| part.of_people.is_some() && part.of_counts.is_some());
    let mut line = |name: &str, strong: bool, of: &dyn Fn(&Breakdown) -> Option<i64>| {
        row(ui, ("split base", name), widths, |ui, at| match at {
            0 => word(
                ui,
                "",
                name,
                if strong { Word::Strong } else { Word::Muted },
                false,
            ),
            at => {
                let n = of(parts[at - 1]);
                let text = n.map_or_else(|| "–".to_owned(), |n| n.to_string());
                let cell = format!("{name}, {}", parts[at - 1].label);
                word(ui, &cell, &text, look(n.is_some(), strong), true);
            }
        });
    };
    line("Answered (base)", true, &|part| part.base);
    if both {
        line("of them individual responses", false, &|part| {
            part.of_people
        });
        line("of them counted at meetings or on paper", false, &|part| {
            part.of_counts
        });
    }
}

fn look(is_there: bool, strong: bool) -> Word {
    match (is_there, strong) {
        (false, _) => Word::Muted,
        (true, true) => Word::Strong,
        (true, false) => Word::Plain,
    }
}

/// `22 · 24%`, or “7 of 12” on a small base.
fn shown(answer: &AnswerCount, base: Option<i64>) -> Option<String> {
    let count = answer.count?;
    let Some((base, percent)) = base.zip(answer.percent) else {
        return Some(count.to_string());
    };
    let percent = percent_shown(count, base, percent);
    Some(if base < SMALL_BASE {
        percent
    } else {
        format!("{count} · {percent}")
    })
}

/// How to read the table, a sentence each.
pub fn notes(ui: &mut Ui, question: &Question, split: &SplitTable) {
    let mut notes: Vec<String> = Vec::new();
    let all = &split.all;
    if let (Some(people), Some(counts)) = (all.of_people, all.of_counts) {
        notes.push(format!(
            "Two bases stand together: {people} individual responses and {counts} people who were counted at meetings or on paper. The counts do not say who gave two answers."
        ));
    }
    if question.kind == QuestionKind::Multiple {
        notes.push("People may tick several answers: each percentage is of the people who answered, and together they may pass 100.".into());
    }
    if question.kind == QuestionKind::Ranking {
        notes.push(
            "Of a ranking the answers put first are counted here; places stand below.".into(),
        );
    }
    if split.overlaps {
        notes.push("One person may stand in several columns, so columns do not sum to all.".into());
    }
    if matches!(split.by, By::Question(_)) {
        notes.push(format!(
            "Individual responses only. {} answered this question and not the one that the columns are of.",
            split.elsewhere
        ));
    }
    if split.printed().any(|part| {
        part.base
            .is_some_and(|base| (1..SMALL_BASE).contains(&base))
    }) {
        notes.push(format!(
            "Bases under {SMALL_BASE} are shown as counts, such as “7 of 12”."
        ));
    }
    if split.printed().any(|part| part.base.is_none()) {
        notes.push("– nobody was asked there, or no count is entered.".into());
    }
    for note in notes {
        ui.label(theme::small(ui, note));
    }
}
