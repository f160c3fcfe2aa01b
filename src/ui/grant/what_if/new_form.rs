//! A new what-if: its name, and what is supposed, in words; what comes of it stands below while one types.

use std::collections::{BTreeMap, BTreeSet};

use egui::{ScrollArea, Ui, vec2};

use crate::domain::apportion::{Number, Unit};
use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::id::{GrantId, PriorityAreaId, ScenarioId};
use crate::domain::record::{Edit, Record as _};
use crate::domain::scenario::Scenario;
use crate::domain::scenario::suppose::Supposing;
use crate::ui::grant::change::told;
use crate::ui::grant::fields::{pick, trouble, words};
use crate::ui::room::Desk;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{primary_button, section, text_field};

/// What the lines of a what-if begin with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// The plan.
    #[default]
    AsItIs,
    /// A grant changes, and its lines in proportion.
    Proportion,
    /// The same, with some lines kept.
    Keeping,
    /// All that grants are worth, by need.
    Need,
}

impl Way {
    const ALL: [Self; 4] = [Self::AsItIs, Self::Proportion, Self::Keeping, Self::Need];

    fn words(self) -> &'static str {
        match self {
            Self::AsItIs => "the plan as it is",
            Self::Proportion => "a grant changes, its lines in proportion",
            Self::Keeping => "a grant changes, some lines protected",
            Self::Need => "all lines by need",
        }
    }
}

/// What is typed.
#[derive(Clone, Debug, PartialEq)]
pub struct NewForm {
    id: ScenarioId,
    name: String,
    about: String,
    way: Way,
    grant: Option<GrantId>,
    change: String,
    unit: Unit,
    keep: BTreeSet<PriorityAreaId>,
    weights: BTreeMap<PriorityAreaId, String>,
}

/// What would come of it: the what-if, and grant by grant in words.
pub type Made = Result<(Scenario, Vec<String>), String>;

/// What came of the form in a frame.
pub enum Out {
    /// It stays open.
    Stay,
    /// It is done with, and this is asked for.
    Done(Option<Box<Command>>),
}

impl NewForm {
    /// An empty form.
    pub fn new(desk: Desk<'_>) -> Self {
        Self {
            id: ScenarioId(desk.session.new_key()),
            name: String::new(),
            about: String::new(),
            way: Way::Proportion,
            grant: None,
            change: "-5".to_owned(),
            unit: Unit::POUND,
            keep: BTreeSet::new(),
            weights: BTreeMap::new(),
        }
    }

    /// The key that the what-if will have.
    pub fn id(&self) -> ScenarioId {
        self.id
    }

    /// The name that it has until another is typed.
    fn usual_name(&self, book: &Book) -> String {
        let grant = self.grant.and_then(|id| book.grants.get(id));
        let grant = grant.map_or("All grants", |held| &held.short);
        let change = self.change.trim().trim_end_matches('%').trim();
        let change = change.replace('-', "−");
        let change = if change.starts_with(['−', '+']) || change == "0" {
            change
        } else {
            format!("+{change}")
        };
        match self.way {
            Way::AsItIs => "As the plan".to_owned(),
            Way::Proportion => format!("{grant} {change} %"),
            Way::Keeping => format!("{grant} {change} %, some lines protected"),
            Way::Need => "By need".to_owned(),
        }
    }

    /// What would come of it.
    pub fn made(&self, desk: Desk<'_>) -> Made {
        let book = desk.book();
        let name = match self.name.trim() {
            "" => self.usual_name(book),
            name => name.to_owned(),
        };
        let mut scenario = Scenario::copy_of(book, desk.year, self.id, &name);
        scenario.about = self.about.trim().to_owned();
        let mut said = Vec::new();
        if self.way != Way::AsItIs {
            let need = self.need(book)?;
            let supposing = Supposing {
                grants: &self.grants(book, desk.year),
                change: self.change()?,
                keep: &self.kept(),
                need: need.as_ref(),
                unit: self.unit,
            };
            let (made, outcomes) = scenario
                .suppose(book, &supposing)
                .map_err(|problem| told(&problem))?;
            scenario = made;
            said = outcomes.iter().map(|outcome| outcome.words(book)).collect();
        }
        match scenario.problems(book).first() {
            Some(problem) => Err(told(problem)),
            None => Ok((scenario, said)),
        }
    }

    fn grants(&self, book: &Book, year: i16) -> BTreeSet<GrantId> {
        let of_year = book.grants.iter().filter(|held| held.fiscal_year == year);
        of_year
            .map(|held| held.id)
            .filter(|id| self.grant.is_none_or(|grant| grant == *id))
            .collect()
    }

    fn kept(&self) -> BTreeSet<PriorityAreaId> {
        match self.way {
            Way::Keeping | Way::Need => self.keep.clone(),
            _ => BTreeSet::new(),
        }
    }

    fn change(&self) -> Result<Number, String> {
        let text = self.change.trim().trim_end_matches('%');
        match Number::read(text) {
            Ok(Some(number)) => Ok(number),
            Ok(None) => Err("Write by how many per cent the grant changes, such as −5.".to_owned()),
            Err(error) => Err(error.to_string()),
        }
    }

    fn need(&self, book: &Book) -> Result<Option<BTreeMap<PriorityAreaId, Number>>, String> {
        if self.way != Way::Need {
            return Ok(None);
        }
        let mut need = BTreeMap::new();
        for (area, text) in &self.weights {
            let name = || {
                let held = book.priority_areas.get(*area);
                held.map_or_else(String::new, |held| held.name.clone())
            };
            match Number::read(text) {
                Ok(Some(weight)) if weight.is_negative() => {
                    return Err(format!("{}: {weight}. A weight is nought or more.", name()));
                }
                Ok(weight) => need.extend(weight.map(|weight| (*area, weight))),
                Err(error) => return Err(format!("{}: {error}", name())),
            }
        }
        if need.values().all(|weight| weight.is_nought()) {
            return Err(
                "No line has a weight. Write each line’s need, such as its number of children."
                    .to_owned(),
            );
        }
        Ok(Some(need))
    }

    /// Draws the form.
    pub fn show(&mut self, ui: &mut Ui, desk: Desk<'_>, made: &Made) -> Out {
        let book = desk.book();
        section(ui, "New what-if");
        pick(ui, "Begin with", &mut self.way, &Way::ALL, |way| {
            way.words().to_owned()
        });
        if self.way != Way::AsItIs {
            self.suppositions(ui, desk);
        }
        let usual = self.usual_name(book);
        words(ui, "Name of the what-if", &mut self.name, &usual, None);
        words(
            ui,
            "What it supposes",
            &mut self.about,
            "The settlement is lower",
            None,
        );
        let mut out = Out::Stay;
        match made {
            Ok((_, said)) => {
                for text in said {
                    ui.label(text);
                }
            }
            Err(why) => trouble(ui, Some(why)),
        }
        ui.add_space(space::TINY);
        ui.horizontal(|ui| {
            let add = ui.add_enabled_ui(made.is_ok(), |ui| primary_button(ui, "Add the what-if"));
            if add.inner.clicked()
                && let Ok((scenario, _)) = made
            {
                out = Out::Done(Some(Box::new(Edit::add(scenario.clone()).into())));
            }
            if ui.button("Cancel").clicked() {
                out = Out::Done(None);
            }
        });
        out
    }

    fn suppositions(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        let book = desk.book();
        let mut grants: Vec<Option<GrantId>> = vec![None];
        let of_year = book
            .grants
            .iter()
            .filter(|held| held.fiscal_year == desk.year);
        grants.extend(of_year.map(|held| Some(held.id)));
        pick(ui, "Which grant", &mut self.grant, &grants, |grant| {
            let held = grant.and_then(|id| book.grants.get(id));
            held.map_or_else(|| "every grant".to_owned(), |held| held.short.clone())
        });
        words(ui, "Changes by, in per cent", &mut self.change, "-5", None);
        pick(
            ui,
            "Lines rounded to",
            &mut self.unit,
            &Unit::OFFERED,
            |unit| unit.to_string(),
        );
        if matches!(self.way, Way::Keeping | Way::Need) {
            self.lines(ui, desk);
        }
    }

    /// Which lines are kept as they are, and each line's weight.
    fn lines(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        let is_need = self.way == Way::Need;
        ui.label(theme::small(
            ui,
            if is_need {
                "Each line’s need; tick what is kept as it is"
            } else {
                "Tick the lines that are kept as they are"
            },
        ));
        let areas = &desk.book().priority_areas;
        ScrollArea::vertical()
            .id_salt("lines of the what-if")
            .max_height(190.0)
            .auto_shrink([false, true])
            .show_rows(ui, size::CONTROL, areas.len(), |ui, range| {
                for area in areas.iter().skip(range.start).take(range.len()) {
                    ui.horizontal(|ui| {
                        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
                        if is_need {
                            let text = self.weights.entry(area.id).or_default();
                            ui.allocate_ui(vec2(72.0, size::CONTROL), |ui| {
                                ui.set_width(72.0);
                                let label = format!("Need of {}", area.name);
                                text_field(ui, ("need", area.id), &label, text, "");
                            });
                        }
                        let mut is_kept = self.keep.contains(&area.id);
                        let label = format!("Protect {}", area.name);
                        let tick = egui::Checkbox::new(&mut is_kept, &area.name);
                        if ui.add(tick).accessible_name(label).changed() {
                            if is_kept {
                                self.keep.insert(area.id);
                            } else {
                                self.keep.remove(&area.id);
                            }
                        }
                    });
                }
            });
        ui.add_space(space::SMALL);
    }
}
