//! What may be printed: the tables under a disclosure rule, which counts are hidden, and what a reader could still say.
//!
//! Edges: it is worked out when asked for and not with every keystroke, and beside the window, since a large release takes
//! a moment; any change of the plan or the choice takes it away, so that what is copied is always what stands there.

use std::rc::Rc;

use egui::{RichText, ScrollArea, Ui};

use crate::domain::book::Book;
use crate::domain::consultation::across::By;
use crate::domain::consultation::printed::{HEADINGS, csv, rows, tsv};
use crate::domain::consultation::released::{Publication, publish};
use crate::domain::consultation::sheet::Sheet;
use crate::domain::consultation::{Consultation, Question, QuestionKind};
use crate::domain::disclosure::Profile;
use crate::domain::id::{ConsultationId, QuestionId};
use crate::domain::problem::Problem;
use crate::session::import::Progress;
use crate::session::job::{Answer, Job};
use crate::ui::consultation::lines::{Word, row, word};
use crate::ui::consultation::rule::rule_for_small_counts;
use crate::ui::data::figures::work::LOOK_AGAIN;
use crate::ui::data::snapshots::keep_a_copy;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::{Attention, attention, combo, form_row, primary_button, section};

/// How many rows are shown; the copy has all.
const N_ROWS: usize = 60;
/// How many hidden counts are listed.
const N_HIDDEN: usize = 12;

/// What a release was worked out from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Basis {
    revision: u64,
    question: QuestionId,
    by: By,
    profile: Profile,
    is_whole: bool,
}

/// Tables as they may be printed, with their rows; or why they may not.
type Outcome = Result<(Publication, Vec<Vec<String>>), Vec<Problem>>;

/// What this card remembers between frames.
#[derive(Default)]
pub struct ReleasePart {
    profile: Profile,
    /// Every question of the consultation, or the one in view.
    is_whole: bool,
    /// Whether the plan keeps what is saved.
    keep: bool,
    worked: Option<(Basis, Rc<Outcome>)>,
    job: Option<(Basis, Job<Outcome>)>,
    /// Why it could not be worked out at all.
    trouble: String,
}

impl ReleasePart {
    /// Draws the card's inside.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        held: &Consultation,
        question: &Question,
        by: By,
        asks: &mut Vec<Request>,
    ) {
        section(ui, "What may be released");
        ui.label(theme::muted(
            ui,
            "Small counts are hidden, and others that would give them back. All tables of the plan are one release: whichever you print, and in whatever order, none gives back what another hides.",
        ));
        ui.add_space(space::TINY);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::LARGE;
            rule_for_small_counts(ui, &mut self.profile);
            let mut whole = usize::from(self.is_whole);
            form_row(ui, "Released together", |ui| {
                combo(
                    ui,
                    "scope",
                    "Released together",
                    &mut whole,
                    &["this question", "every question"],
                );
            });
            self.is_whole = whole == 1;
        });
        let basis = Basis {
            revision: desk.session.revision(),
            question: question.id,
            by,
            profile: self.profile,
            is_whole: self.is_whole,
        };
        if self.worked.as_ref().is_some_and(|held| held.0 != basis) {
            self.worked = None;
        }
        self.poll(ui, basis);
        let Some((_, found)) = self.worked.clone() else {
            self.ask(ui, desk, held, basis);
            return;
        };
        match found.as_ref() {
            Ok((found, rows)) => released(ui, desk, held, found, rows, &mut self.keep, asks),
            Err(problems) => {
                for problem in problems {
                    attention(
                        ui,
                        &Attention {
                            tone: Tone::Error,
                            title: &format!("{}: {}.", problem.location, problem.what),
                            detail: &format!("{} {}", problem.why, problem.remedy),
                            links: &[],
                        },
                    );
                }
            }
        }
    }

    /// Takes in what the thread worked out; an answer to what is no longer asked is dropped.
    fn poll(&mut self, ui: &Ui, basis: Basis) {
        let Some((of, job)) = &self.job else { return };
        if *of != basis {
            self.job = None;
            return;
        }
        match job.answer() {
            Answer::Waiting => ui.ctx().request_repaint_after(LOOK_AGAIN),
            Answer::Done(found) => {
                self.worked = Some((basis, Rc::new(found)));
                self.job = None;
            }
            Answer::Gone => {
                self.trouble =
                    "The release could not be worked out. Ask for it again, or for fewer questions."
                        .into();
                self.job = None;
            }
        }
    }

    /// The button that begins it, or how it is going.
    fn ask(&mut self, ui: &mut Ui, desk: Desk<'_>, held: &Consultation, basis: Basis) {
        if let Some((_, job)) = &self.job {
            let Progress { done, of } = job.progress();
            let cancelled = ui.horizontal(|ui| {
                ui.spinner().accessible_name("In progress");
                ui.label(format!("Working out the release: {done} of {of} questions"));
                ui.button("Cancel").clicked()
            });
            if cancelled.inner {
                self.job = None;
            }
            return;
        }
        if primary_button(ui, "Work out the release").clicked() {
            let (book, sheet) = (desk.book().clone(), desk.session.sheet(held.id));
            let consultation = held.id;
            let job = Job::start("release", move |tick| {
                outcome(&book, sheet.as_deref(), consultation, basis, tick)
            });
            self.trouble.clear();
            match job {
                Ok(job) => self.job = Some((basis, job)),
                Err(error) => self.trouble = error.to_string(),
            }
            ui.ctx().request_repaint_after(LOOK_AGAIN);
        }
        if !self.trouble.is_empty() {
            let ink = theme::palette(ui).error.text;
            ui.label(RichText::new(format!("✗ {}", self.trouble)).color(ink));
        }
    }
}

/// The release, worked out on a thread. Stopped, it holds the tables that were done, and nobody asks for it.
fn outcome(
    book: &Book,
    sheet: Option<&Sheet>,
    consultation: ConsultationId,
    basis: Basis,
    tick: &mut dyn FnMut(Progress) -> bool,
) -> Outcome {
    let asked = book.questions.iter().filter(|question| {
        question.consultation == consultation
            && question.kind != QuestionKind::Text
            && (basis.is_whole || question.id == basis.question)
            && basis.by != By::Question(question.id)
    });
    let asked: Vec<QuestionId> = asked.map(|question| question.id).collect();
    let of = asked.len() as u64;
    let found = publish(book, sheet, &asked, basis.by, basis.profile, &mut |done| {
        let done = done as u64;
        tick(Progress { done, of })
    })?;
    let rows = rows(book, &found);
    Ok((found, rows))
}

fn released(
    ui: &mut Ui,
    desk: Desk<'_>,
    held: &Consultation,
    found: &Publication,
    rows: &[Vec<String>],
    keep: &mut bool,
    asks: &mut Vec<Request>,
) {
    audit(ui, found);
    ui.horizontal_wrapped(|ui| {
        if ui.button("Copy the release").clicked() {
            asks.push(Request::Copy {
                text: tsv(desk.book(), found),
                what: "the release".into(),
            });
        }
        if ui.button("Save as CSV…").clicked() {
            asks.push(Request::Save {
                name: format!("{}.csv", held.title.replace(['/', '\\', ':'], " ")),
                bytes: csv(desk.book(), found).into_bytes(),
                keep: keep.then(|| format!("Tables released of {}", held.title)),
            });
        }
        if !desk.session.is_read_only() {
            keep_a_copy(ui, keep);
        }
    });
    ui.add_space(space::TINY);
    for problem in &found.left_out {
        ui.label(theme::small(
            ui,
            format!("{}: {}.", problem.location, problem.what),
        ));
    }
    // The first seven say it; the copy has all columns.
    let shown = [0, 2, 1, 3, 4, 5, 8];
    let wide = [70.0, 190.0, 220.0, 70.0, 70.0, 80.0, 220.0];
    ScrollArea::horizontal().id_salt("release").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        row(ui, "release head", &wide, |ui, at| {
            word(
                ui,
                "",
                HEADINGS[shown[at]],
                Word::Head,
                (3..6).contains(&at),
            );
        });
        for (n, cells) in rows.iter().take(N_ROWS).enumerate() {
            row(ui, ("release", n), &wide, |ui, at| {
                let text = cells.get(shown[at]).map_or("", String::as_str);
                if text.is_empty() {
                    return;
                }
                let text = match (at, text.parse::<f64>()) {
                    (5, Ok(percent)) => format!("{percent:.1}"),
                    _ => text.to_owned(),
                };
                let name = if at < 3 {
                    String::new()
                } else {
                    format!(
                        "Released, {}, {}, {}",
                        cells[1], cells[2], HEADINGS[shown[at]]
                    )
                };
                word(ui, &name, &text, Word::Plain, (3..6).contains(&at));
            });
        }
    });
    if rows.len() > N_ROWS {
        ui.label(theme::small(
            ui,
            format!(
                "The first {N_ROWS} of {} rows; the copy has all.",
                rows.len()
            ),
        ));
    }
    for line in &found.legend {
        ui.label(theme::small(ui, line));
    }
}

/// What is hidden, at what cost, and what could still be said of it.
fn audit(ui: &mut Ui, found: &Publication) {
    let n_small = found.hidden.iter().filter(|held| held.is_small).count();
    let n_others = found.hidden.len() - n_small;
    let title = match (found.profile, found.hidden.len()) {
        (Profile::None, _) => {
            "Every count is printed: for working papers that do not leave the office.".to_owned()
        }
        (_, 0) => "No count is small: nothing needs to be hidden.".to_owned(),
        _ => format!(
            "{n_small} small counts are hidden, and {n_others} others so that they stay hidden."
        ),
    };
    let least = if found.is_least {
        "the least that does it"
    } else {
        "not proved to be the least"
    };
    let narrowed = found.hidden.iter().filter(|held| held.is_narrowed).count();
    let detail = if found.hidden.is_empty() {
        String::new()
    } else {
        format!(
            "The others are {} people together, {least}. Attacked as a reader would who knows the rule, no hidden count can be said; of {narrowed} fewer values are left than the rule itself leaves.",
            found.cost
        )
    };
    let tone = if found.profile == Profile::None {
        Tone::Warn
    } else {
        Tone::Ok
    };
    attention(
        ui,
        &Attention {
            tone,
            title: &title,
            detail: &detail,
            links: &[],
        },
    );
    for held in found.hidden.iter().take(N_HIDDEN) {
        let most = held
            .most
            .map_or_else(|| "or more".to_owned(), |most| format!("to {most}"));
        let why = if held.is_small {
            "small"
        } else {
            "for another’s sake"
        };
        let narrowed = if held.is_narrowed { ", narrowed" } else { "" };
        ui.label(theme::small(
            ui,
            format!(
                "[c] {} ({why}{narrowed}): could be {} {most}",
                held.name, held.least
            ),
        ));
    }
    if found.hidden.len() > N_HIDDEN {
        ui.label(theme::small(
            ui,
            format!("and {} more", found.hidden.len() - N_HIDDEN),
        ));
    }
}
