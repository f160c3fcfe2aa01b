//! What typed percentages come to: sets of whole people for each base, or the bases that could be.

use egui::Ui;

use crate::domain::consultation::CountOf;
use crate::domain::could_be::{Claim, Of, Percent, Rounding, Verdict, read_base, read_together};
use crate::domain::problem::Problem;
use crate::ui::consultation::lines::{Word, row, word};
use crate::ui::request::Request;
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::{Attention, attention, section};

/// How many sets are listed of a base.
const N_SETS: usize = 12;
/// How many bases are listed.
const N_BASES: usize = 40;
/// The largest base that is tried.
const UP_TO: u64 = 10_000;

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The percentages.
    pub percents: String,
    /// The base, or nothing.
    pub base: String,
    /// Figures printed together, or nothing.
    pub together: String,
    /// How halves were rounded.
    pub rounding: Rounding,
    /// Whether the counts need not sum to the base.
    pub is_apart: bool,
}

impl Entry {
    /// Why the percentages cannot be read; none while nothing is typed.
    pub fn why_percents(&self) -> Option<String> {
        if self.percents.trim().is_empty() {
            return None;
        }
        Percent::read_list(&self.percents)
            .err()
            .map(|problem| said(&problem))
    }

    /// Why the base cannot be read.
    pub fn why_base(&self) -> Option<String> {
        if self.base.trim().is_empty() {
            return None;
        }
        read_base(&self.base).err().map(|problem| said(&problem))
    }

    /// Why what was printed together cannot be read, or does not go with the percentages.
    pub fn why_together(&self) -> Option<String> {
        if let Err(problem) = read_together(&self.together) {
            return Some(said(&problem));
        }
        if self.percents.trim().is_empty() || self.why_percents().is_some() {
            return None;
        }
        self.claim().err().map(|problem| said(&problem))
    }

    fn claim(&self) -> Result<Claim, Box<Problem>> {
        let percents = Percent::read_list(&self.percents)?;
        let of = if self.is_apart || percents.len() == 1 {
            Of::Apart
        } else {
            Of::Question
        };
        let mut claim = Claim::new(percents, of, self.rounding)?;
        for (run, percent) in read_together(&self.together)? {
            claim = claim.with_together(run, percent)?;
        }
        Ok(claim)
    }
}

fn said(problem: &Problem) -> String {
    format!("{}. {} {}", problem.what, problem.why, problem.remedy)
}

/// What it comes to.
pub enum Found {
    /// Nothing is typed, or it cannot be read.
    Nothing,
    /// A base each, with its sets; then the bases that could be, where none was typed.
    Answers {
        /// The percentages as printed.
        percents: Vec<String>,
        /// Base by base.
        bases: Vec<AtBase>,
        /// Which others could be.
        others: Option<Others>,
    },
}

/// The sets of one base.
pub struct AtBase {
    title: String,
    sentence: String,
    is_possible: bool,
    sets: Vec<Vec<u64>>,
}

/// The bases that could be.
pub struct Others {
    shown: Vec<u64>,
    n: usize,
}

/// Works an entry out; with no base typed, of the bases that the report printed.
pub fn found(entry: &Entry, printed: &[(CountOf, u64)]) -> Found {
    let Ok(claim) = entry.claim() else {
        return Found::Nothing;
    };
    let typed = read_base(&entry.base).ok();
    if typed.is_none() && !entry.base.trim().is_empty() {
        return Found::Nothing;
    }
    let bases = match typed {
        Some(base) => vec![(format!("Base {base}"), base)],
        None => printed
            .iter()
            .map(|(of, base)| (format!("Printed base {base} ({})", of.word()), *base))
            .collect(),
    };
    let bases = bases.into_iter().filter_map(|(title, base)| {
        let verdict = claim.at(base).ok()?;
        Some(at_base(title, base, &verdict))
    });
    Found::Answers {
        bases: bases.collect(),
        others: typed.is_none().then(|| {
            let mut all = claim.bases(UP_TO);
            let shown: Vec<u64> = all.by_ref().take(N_BASES).collect();
            Others {
                n: shown.len() + all.count(),
                shown,
            }
        }),
        percents: claim.percents().iter().map(ToString::to_string).collect(),
    }
}

fn at_base(title: String, base: u64, verdict: &Verdict) -> AtBase {
    let ways = verdict.ways();
    let sentence = match (verdict.why_not(), ways) {
        (Some(why), _) => why,
        (None, 1) => format!("One set of whole people out of {base} gives these percentages."),
        (None, u128::MAX) => format!("More sets out of {base} than can be counted."),
        (None, n) => format!("{n} sets of whole people out of {base} give these percentages."),
    };
    AtBase {
        title,
        sentence,
        is_possible: verdict.is_possible(),
        sets: verdict.sets().take(N_SETS).collect(),
    }
}

impl Found {
    /// Draws the answers. `names` are the answers' words, where they are known.
    pub fn ui(&self, ui: &mut Ui, names: &[String], asks: &mut Vec<Request>) {
        let Self::Answers {
            percents,
            bases,
            others,
        } = self
        else {
            section(ui, "Nothing to check yet");
            ui.label(theme::muted(
                ui,
                "Percentages are parted by commas or blanks. Each keeps its decimals: 35 and 35.0 are different claims.",
            ));
            return;
        };
        for held in bases {
            held.ui(ui, percents, names);
            ui.add_space(space::MEDIUM);
        }
        if let Some(others) = others {
            others.ui(ui);
        }
        ui.add_space(space::SMALL);
        if bases.iter().any(|held| !held.sets.is_empty()) && ui.button("Copy the sets").clicked() {
            asks.push(Request::Copy {
                text: copied(percents, bases),
                what: "the sets of whole people".into(),
            });
        }
    }
}

fn copied(percents: &[String], bases: &[AtBase]) -> String {
    let mut lines = vec![format!("base\t{}", percents.join("\t"))];
    for held in bases {
        for set in &held.sets {
            let counts: Vec<String> = set.iter().map(u64::to_string).collect();
            lines.push(format!("{}\t{}", held.title, counts.join("\t")));
        }
    }
    lines.join("\n")
}

impl AtBase {
    fn ui(&self, ui: &mut Ui, percents: &[String], names: &[String]) {
        section(ui, &self.title);
        attention(
            ui,
            &Attention {
                tone: if self.is_possible {
                    Tone::Ok
                } else {
                    Tone::Error
                },
                title: &self.sentence,
                detail: "",
                links: &[],
            },
        );
        if self.sets.is_empty() {
            return;
        }
        let each =
            ((ui.available_width() - 60.0) / percents.len().max(1) as f32).clamp(64.0, 150.0);
        let mut widths = vec![60.0];
        widths.extend(percents.iter().map(|_| each));
        egui::ScrollArea::horizontal()
            .id_salt(("sets", &self.title))
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                row(ui, ("sets head", &self.title), &widths, |ui, at| match at {
                    0 => word(ui, "", "Set", Word::Head, false),
                    at => {
                        let percent = format!("{} %", percents[at - 1]);
                        let name = names
                            .get(at - 1)
                            .map_or(percent.clone(), |name| format!("{name}, {percent}"));
                        word(ui, "", &name, Word::Head, true);
                    }
                });
                for (n, set) in self.sets.iter().enumerate() {
                    row(ui, ("set", &self.title, n), &widths, |ui, at| match at {
                        0 => word(ui, "", &(n + 1).to_string(), Word::Muted, false),
                        at => {
                            let count = set.get(at - 1).map_or_else(String::new, u64::to_string);
                            let name =
                                format!("{}, set {}, {} %", self.title, n + 1, percents[at - 1]);
                            word(ui, &name, &count, Word::Plain, true);
                        }
                    });
                }
            });
        if self.sets.len() == N_SETS {
            ui.label(theme::small(ui, format!("The first {N_SETS} are listed.")));
        }
    }
}

impl Others {
    fn ui(&self, ui: &mut Ui) {
        section(ui, "Bases that could be");
        if self.n == 0 {
            let title = format!("No base up to {UP_TO} gives these percentages.");
            let detail =
                "They pass or miss 100 by more than rounding can explain, or a figure is a slip.";
            attention(
                ui,
                &Attention {
                    tone: Tone::Error,
                    title: &title,
                    detail,
                    links: &[],
                },
            );
            return;
        }
        let shown: Vec<String> = self.shown.iter().map(u64::to_string).collect();
        let more = if self.n > self.shown.len() {
            ", …"
        } else {
            ""
        };
        ui.label(format!(
            "{} of the bases up to {UP_TO} could be; the smallest is {}.",
            self.n, shown[0]
        ));
        ui.label(theme::muted(ui, format!("{}{more}", shown.join(", "))));
    }
}
