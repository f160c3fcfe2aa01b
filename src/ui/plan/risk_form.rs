//! A risk with every field of it, or a new one.

use egui::Ui;

use crate::domain::id::RiskId;
use crate::domain::plan::{Level, Movement, Risk, Scale};
use crate::domain::record::Edit;
use crate::ui::plan::field::{Forms, ask, refusals};
use crate::ui::plan::pane::{Objectives, Pane, after_last};
use crate::ui::plan::risks::Risks;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{combo, form_row, primary_button, section, text_field};

/// What a risk to no objective by name threatens.
const NONE: &str = "the programme as a whole";

/// A new risk as typed so far.
#[derive(Debug, Default)]
pub struct Draft {
    /// Whether its first field has had the keyboard.
    begun: bool,
    title: String,
    objective: usize,
    scale: usize,
    probability: usize,
    impact: usize,
    mitigation: String,
    owner: String,
}

impl Draft {
    fn scale(&self) -> Scale {
        Scale::ALL.get(self.scale).copied().unwrap_or_default()
    }

    fn level(&self, at: usize) -> Level {
        let levels = self.scale().levels();
        levels.get(at).copied().unwrap_or(Level::Low)
    }
}

/// The pane beside the list of risks.
pub struct Form<'a, 'b> {
    pub desk: Desk<'a>,
    pub asks: &'b mut Vec<Request>,
}

impl Form<'_, '_> {
    /// Draws what is picked, or the form for a new risk.
    pub fn ui(&mut self, ui: &mut Ui, part: &mut Risks) {
        match &mut part.pane {
            Pane::Closed => {
                ui.label(theme::muted(
                    ui,
                    "Pick a risk to see all of it and change it here, or add one.",
                ));
            }
            Pane::New(draft) => {
                let (added, cancelled) = new(ui, self.desk, draft);
                if added {
                    match self.add(draft) {
                        Ok(id) => part.select(id),
                        Err(why) => part.refused = Some(why),
                    }
                } else if cancelled {
                    part.pane = Pane::Closed;
                    part.refused = None;
                }
            }
            Pane::Held(id) => match self.desk.book().risks.get(*id).cloned() {
                Some(held) => self.held(ui, &held, part),
                None => drop(ui.label(theme::muted(ui, "This risk is no longer in the plan."))),
            },
        }
        refusals(ui, part.refused.as_deref());
    }

    fn add(&mut self, draft: &Draft) -> Result<RiskId, String> {
        let book = self.desk.book();
        let risk = Risk {
            objective: Objectives::of(book, NONE).get(draft.objective),
            title: draft.title.trim().to_owned(),
            probability: draft.level(draft.probability),
            impact: draft.level(draft.impact),
            mitigation: draft.mitigation.trim().to_owned(),
            owner: draft.owner.trim().to_owned(),
            position: after_last(book.risks.iter().map(|held| held.position)),
            ..Risk::new(RiskId(self.desk.session.new_key()))
        };
        let id = risk.id;
        ask(book, Edit::add(risk).into(), self.asks).map(|()| id)
    }

    fn held(&mut self, ui: &mut Ui, held: &Risk, part: &mut Risks) {
        section(ui, "Risk");
        ui.add_space(space::TINY);
        let book = self.desk.book();
        let mut form = Forms {
            desk: self.desk,
            asks: self.asks,
        };
        form.words(ui, held, "What could go wrong", &held.title, |now, text| {
            now.title = text
        });
        let objectives = Objectives::of(book, NONE);
        let at = objectives.at(held.objective);
        form.pick(
            ui,
            held,
            "Threatens",
            (at, &objectives.labels),
            |now, at| {
                now.objective = objectives.get(at);
                now.also.retain(|id| Some(*id) != now.objective);
            },
        );
        form.many(
            ui,
            held,
            "Other objectives it threatens",
            (&held.also, held.objective),
            |now, ids| now.also = ids,
        );
        graded(ui, &mut form, held);
        form.words(
            ui,
            held,
            "What is done about it",
            &held.mitigation,
            |now, text| now.mitigation = text,
        );
        form.text(ui, held, "Owner", &held.owner, |now, text| now.owner = text);
        form.day(ui, held, "Review", held.review, |now, day| {
            now.review = day;
        });
        form.text(ui, held, "Source", &held.source, |now, text| {
            now.source = text
        });
        if ui.button("Remove risk").clicked() {
            part.refused = ask(book, Edit::remove(held).into(), self.asks).err();
            if part.refused.is_none() {
                part.pane = Pane::Closed;
            }
        }
    }
}

/// The scale, both grades, and which way it has moved.
fn graded(ui: &mut Ui, form: &mut Forms<'_, '_>, held: &Risk) {
    let scale = held.probability.scale();
    let scales = Scale::ALL.map(|scale| scale.word().to_owned());
    form.pick(
        ui,
        held,
        "Graded by",
        (place_of(&Scale::ALL, scale), &scales),
        |now, at| {
            *now = regraded(now, Scale::ALL.get(at).copied().unwrap_or(scale));
        },
    );
    let levels = levels(scale);
    let level = |at: usize| scale.levels().get(at).copied();
    form.pick(
        ui,
        held,
        "Probability",
        (place_of(scale.levels(), held.probability), &levels),
        |now, at| now.probability = level(at).unwrap_or(now.probability),
    );
    form.pick(
        ui,
        held,
        "Impact",
        (place_of(scale.levels(), held.impact), &levels),
        |now, at| now.impact = level(at).unwrap_or(now.impact),
    );
    let words = format!(
        "Scores {} of {}: {}",
        held.score(),
        held.highest(),
        held.rating().word()
    );
    ui.label(theme::small(ui, words));
    ui.add_space(space::SMALL);
    let movements = Movement::ALL.map(|movement| movement.word().to_owned());
    form.pick(
        ui,
        held,
        "Movement",
        (place_of(&Movement::ALL, held.movement), &movements),
        |now, at| now.movement = Movement::ALL.get(at).copied().unwrap_or(now.movement),
    );
    let score = held.earlier.map(|score| score.to_string());
    form.read(
        ui,
        held,
        "Earlier score",
        &score.unwrap_or_default(),
        |now, text| read_score(text).map(|score| now.earlier = score),
    );
}

/// The risk on another scale, each grade by the nearest share of the top. An earlier score was on the old one and goes.
fn regraded(risk: &Risk, scale: Scale) -> Risk {
    if risk.probability.scale() == scale {
        return risk.clone();
    }
    let top = scale.levels().len();
    let nearest = |level: Level| {
        let of = level.scale().levels().len();
        // Rounded to the nearest, halves up, and never to none.
        let rank = ((2 * usize::from(level.rank()) * top + of) / (2 * of)).clamp(1, top);
        scale.levels().get(rank - 1).copied().unwrap_or(level)
    };
    Risk {
        probability: nearest(risk.probability),
        impact: nearest(risk.impact),
        earlier: None,
        ..risk.clone()
    }
}

/// Reads a score; blank is none.
fn read_score(text: &str) -> Result<Option<u8>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let read = text.parse().map(Some);
    read.map_err(|_| format!("“{text}” is not a score. Write probability times impact, such as 12, or leave it empty."))
}

fn levels(scale: Scale) -> Vec<String> {
    let words = scale.levels().iter().map(|level| level.word().to_owned());
    words.collect()
}

fn place_of<T: PartialEq>(all: &[T], held: T) -> usize {
    all.iter().position(|known| *known == held).unwrap_or(0)
}

/// The form for a new risk; whether it is to be added, and whether it was given up.
fn new(ui: &mut Ui, desk: Desk<'_>, draft: &mut Draft) -> (bool, bool) {
    section(ui, "New risk");
    ui.add_space(space::TINY);
    let field = form_row(ui, "What could go wrong", |ui| {
        text_field(
            ui,
            "new risk",
            "What could go wrong",
            &mut draft.title,
            "Money for training runs short",
        )
    });
    if !std::mem::replace(&mut draft.begun, true) {
        field.request_focus();
    }
    let objectives = Objectives::of(desk.book(), NONE);
    form_row(ui, "Threatens", |ui| {
        combo(
            ui,
            "new threatens",
            "Threatens",
            &mut draft.objective,
            &objectives.labels,
        )
    });
    let scales = Scale::ALL.map(Scale::word);
    let picked = form_row(ui, "Graded by", |ui| {
        combo(ui, "new scale", "Graded by", &mut draft.scale, &scales)
    });
    if picked.changed() {
        (draft.probability, draft.impact) = (0, 0);
    }
    let levels = levels(draft.scale());
    form_row(ui, "Probability", |ui| {
        combo(
            ui,
            "new probability",
            "Probability",
            &mut draft.probability,
            &levels,
        )
    });
    form_row(ui, "Impact", |ui| {
        combo(ui, "new impact", "Impact", &mut draft.impact, &levels)
    });
    form_row(ui, "What is done about it", |ui| {
        text_field(
            ui,
            "new mitigation",
            "What is done about it",
            &mut draft.mitigation,
            "Set aside from base budgets",
        )
    });
    form_row(ui, "Owner", |ui| {
        text_field(
            ui,
            "new owner",
            "Owner",
            &mut draft.owner,
            "Programme board",
        )
    });
    ui.horizontal(|ui| {
        let added = primary_button(ui, "Add this risk").clicked();
        (added, ui.button("Cancel").clicked())
    })
    .inner
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_risk_on_the_other_scale_has_the_nearest_grades() {
        use Level::{Five, Four, High, Low, Medium, One, Three, Two};
        #[track_caller]
        fn check(from: (Level, Level), want: (Level, Level)) {
            let risk = Risk {
                probability: from.0,
                impact: from.1,
                earlier: Some(4),
                ..Risk::new(RiskId(1))
            };
            let scale = want.0.scale();
            let now = regraded(&risk, scale);
            assert_eq!((now.probability, now.impact), want);
            assert_eq!(now.earlier, None);
            assert_eq!(regraded(&now, scale), now);
        }
        check((Low, Medium), (Two, Three));
        check((High, High), (Five, Five));
        check((One, Two), (Low, Low));
        check((Three, Four), (Medium, Medium));
        check((Five, Five), (High, High));
    }

    #[test]
    fn a_score_is_a_whole_number_or_nothing() {
        assert_eq!(read_score(" 12 "), Ok(Some(12)));
        assert_eq!(read_score(""), Ok(None));
        for bad in ["twelve", "-1", "300", "1.5"] {
            assert!(read_score(bad).is_err(), "{bad}");
        }
    }
}
