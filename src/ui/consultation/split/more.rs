//! Below the table: the test and the pairs, what the result hangs on, the places of a ranking, and what figures come to.

use egui::Ui;

use crate::domain::consultation::Leaning;
use crate::domain::consultation::across::SplitTable;
use crate::domain::consultation::crosstab::p_words;
use crate::domain::consultation::numbers::Numbers;
use crate::domain::consultation::pairs::{Adjust, Compared, pairs};
use crate::domain::consultation::ranking::Ranking;
use crate::domain::consultation::sensitivity::Sensitivity;
use crate::ui::consultation::lines::{Word, row, word};
use crate::ui::consultation::split::work::Work;
use crate::ui::consultation::split::{SplitDesk, card};
use crate::ui::theme::{self, space};
use crate::ui::widgets::{combo, form_row, section};

impl SplitDesk {
    /// Whether the parts differ, and which of them from which.
    pub(super) fn tests(&mut self, ui: &mut Ui, split: &SplitTable) {
        section(ui, "Do they differ?");
        ui.label(split.test.sentence());
        if split.overlaps || split.parts.len() < 2 {
            return;
        }
        let (what, words) = compared(split);
        self.compared = self.compared.min(what.len().saturating_sub(1));
        ui.add_space(space::SMALL);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::LARGE;
            form_row(ui, "Compare, pair by pair", |ui| {
                combo(
                    ui,
                    "compared",
                    "Compare, pair by pair",
                    &mut self.compared,
                    &words,
                );
            });
            let mut at = Adjust::ALL
                .iter()
                .position(|held| *held == self.adjust)
                .unwrap_or(0);
            form_row(ui, "Adjusted for their number by", |ui| {
                combo(
                    ui,
                    "adjust",
                    "Adjusted for their number by",
                    &mut at,
                    &Adjust::ALL.map(Adjust::word),
                );
            });
            self.adjust = Adjust::ALL.get(at).copied().unwrap_or_default();
        });
        let Some(which) = what.get(self.compared) else {
            return;
        };
        let found = pairs(split, *which, self.adjust);
        if found.is_empty() {
            ui.label(theme::muted(
                ui,
                "Fewer than two parts have people in them: there is nothing to compare.",
            ));
            return;
        }
        let lines = found.iter().map(|pair| {
            let label = |at: usize| split.parts[at].label.as_str();
            let interval = pair.interval.map_or_else(
                || "–".to_owned(),
                |held| format!("{:+.0} to {:+.0}", held.lower, held.upper),
            );
            [
                format!("{} – {}", label(pair.first), label(pair.second)),
                format!("{:+.0} points", pair.difference),
                interval,
                p_words(pair.p),
                if pair.differs() {
                    "more than chance"
                } else {
                    "may be chance"
                }
                .to_owned(),
            ]
        });
        let heads = ["Pair", "Difference", "95 % of the pair", "Adjusted", "Says"];
        small_table(ui, "pairs", &heads, &lines.collect::<Vec<_>>());
    }
}

/// What can be compared: each side of a question that has sides, and each answer.
fn compared(split: &SplitTable) -> (Vec<Compared>, Vec<String>) {
    let (mut what, mut words) = (Vec::new(), Vec::new());
    let sides = [
        (Leaning::Positive, "all positive answers"),
        (Leaning::Negative, "all negative answers"),
    ];
    for (side, said) in sides {
        if split.all.answers.iter().any(|held| held.leaning == side) && !split.several {
            what.push(Compared::Side(side));
            words.push(said.to_owned());
        }
    }
    for (at, answer) in split.all.answers.iter().enumerate() {
        what.push(Compared::Answer(at));
        words.push(answer.text.clone());
    }
    (what, words)
}

/// The cards that only some questions have.
pub fn cards(ui: &mut Ui, work: &Work) {
    if let Some(held) = &work.ranking {
        card(ui, |ui| places(ui, held));
    }
    if let Some(held) = &work.numbers {
        card(ui, |ui| figures(ui, held));
    }
    if let Some(held) = &work.sensitivity {
        card(ui, |ui| hangs_on(ui, held));
    }
}

fn places(ui: &mut Ui, held: &Ranking) {
    section(ui, "Places");
    ui.label(format!(
        "{} people ranked at least one answer. The mean place is of those who ranked it, 1 being the top.",
        held.answered
    ));
    let lines: Vec<[String; 4]> = held
        .answers
        .iter()
        .map(|held| {
            let mean = held
                .mean_place
                .map_or_else(|| "–".to_owned(), |place| format!("{place:.2}"));
            [
                held.text.clone(),
                mean,
                held.base.to_string(),
                held.first.to_string(),
            ]
        })
        .collect();
    small_table(
        ui,
        "places",
        &["Answer", "Mean place", "Ranked it (base)", "Put it first"],
        &lines,
    );
}

fn figures(ui: &mut Ui, held: &Numbers) {
    section(ui, "What the figures come to");
    let shown = |value: f64| {
        let text = format!("{value:.2}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    ui.label(format!(
        "{} people gave a figure: mean {}, middle {}, half of them between {} and {}; from {} to {}.",
        held.n,
        shown(held.mean),
        shown(held.median),
        shown(held.lower_quarter),
        shown(held.upper_quarter),
        shown(held.least),
        shown(held.most)
    ));
}

fn hangs_on(ui: &mut Ui, held: &Sensitivity) {
    section(ui, "What the result hangs on");
    ui.label(theme::strong(held.sentence()));
    let net = |net: Option<f64>| net.map_or_else(|| "–".to_owned(), |net| format!("{net:+.0}"));
    let mut lines = vec![[
        "as reported".to_owned(),
        net(held.reported),
        held.base.to_string(),
        String::new(),
    ]];
    lines.extend(held.without.iter().map(|held| {
        [
            held.label.clone(),
            net(held.net),
            held.base.to_string(),
            if held.turns { "changes sides" } else { "" }.to_owned(),
        ]
    }));
    small_table(ui, "hangs on", &["", "Net agreement", "Base", ""], &lines);
}

/// A table whose first column is words and whose others are figures.
pub fn small_table<const N: usize>(
    ui: &mut Ui,
    salt: &str,
    heads: &[&str; N],
    lines: &[[String; N]],
) {
    let others = (N.saturating_sub(1)) as f32;
    let name = (ui.available_width() - 128.0 * others).clamp(140.0, 420.0);
    let mut widths = vec![name];
    widths.extend(std::iter::repeat_n(128.0, N.saturating_sub(1)));
    egui::ScrollArea::horizontal().id_salt(salt).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        row(ui, (salt, "head"), &widths, |ui, at| {
            if !heads[at].is_empty() {
                word(ui, "", heads[at], Word::Head, at > 0);
            }
        });
        for (n, line) in lines.iter().enumerate() {
            row(ui, (salt, n), &widths, |ui, at| match at {
                0 => word(ui, "", &line[0], Word::Plain, false),
                at if line[at].is_empty() => {}
                at => {
                    let name = format!("{}, {}", line[0], heads[at]);
                    let name = name.trim_end_matches([',', ' ']);
                    word(ui, name, &line[at], Word::Plain, true);
                }
            });
        }
    });
}
