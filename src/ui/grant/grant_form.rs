//! The form of a grant: added or changed as a whole, in one step that can be undone.
//!
//! Why beside the grid and not over it: one looks at the lines while saying what a ring-fence may pay for.
//!
//! Edges: what is typed is kept until saved or cancelled, whatever else one does meanwhile. An amount left empty is asked
//! for, since no amount is not £0.

use std::collections::BTreeSet;

use egui::{ScrollArea, Ui};

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::grant::{CarryForward, Grant, GrantStatus, Nature, Payment};
use crate::domain::id::{GrantId, ObjectiveId, PriorityAreaId};
use crate::domain::money::Pence;
use crate::domain::objective::Objective;
use crate::domain::problem::{Problem, Severity};
use crate::domain::record::Edit;
use crate::ui::grant::change::told;
use crate::ui::grant::fields::{pick, trouble, words};
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{primary_button, section, text_field};

/// From how many boxes on they scroll by themselves.
const MANY: usize = 16;

/// What becomes of a form in one frame.
pub enum FormOut {
    /// It stays.
    Stay,
    /// It is done with; nothing is asked.
    Close,
    /// It is done with, and this is asked.
    Ask(Box<Command>),
}

/// What is ticked, in the order in which it was, so that nothing changes that was not touched; nothing without a fence.
fn in_order<T: Copy + Ord>(was: &[T], ticked: &BTreeSet<T>, fenced: bool) -> Vec<T> {
    if !fenced {
        return Vec::new();
    }
    let kept = was.iter().filter(|id| ticked.contains(id));
    let added = ticked.iter().filter(|id| !was.contains(id));
    kept.chain(added).copied().collect()
}

/// So many rows: all of them, or where they are many a part that scrolls and draws what is in view.
fn rows(ui: &mut Ui, name: &str, n: usize, mut row: impl FnMut(&mut Ui, usize)) {
    if n <= MANY {
        (0..n).for_each(|at| row(ui, at));
        return;
    }
    ScrollArea::vertical()
        .id_salt(name)
        .max_height(8.5 * size::CONTROL)
        .show_rows(ui, size::CONTROL, n, |ui, range| {
            range.for_each(|at| row(ui, at));
        });
}

/// A box to tick for one of the things that the grant may pay for.
fn tick<T: Copy + Ord>(ui: &mut Ui, name: &str, id: T, ticked: &mut BTreeSet<T>) {
    let mut is_ticked = ticked.contains(&id);
    if ui.checkbox(&mut is_ticked, name).changed() {
        if is_ticked {
            ticked.insert(id);
        } else {
            ticked.remove(&id);
        }
    }
}

/// What each instalment would be: the first ones take the pennies that are left over.
fn instalments(ui: &mut Ui, payment: Payment, amount: &str) {
    let amount = Pence::read(amount).ok().flatten();
    let (Some(n), Some(amount)) = (payment.instalments(), amount) else {
        return;
    };
    let Some(n) = i64::try_from(n).ok().filter(|n| *n > 1) else {
        return;
    };
    let (each, over) = (amount.0.div_euclid(n), amount.0.rem_euclid(n));
    let words = if over == 0 {
        format!("{n} instalments of {}", Pence(each))
    } else {
        format!(
            "{over} instalments of {} and {} of {}",
            Pence(each.saturating_add(1)),
            n - over,
            Pence(each)
        )
    };
    ui.label(theme::small(ui, words));
}

/// A grant as it is being typed.
#[derive(Debug)]
pub struct GrantForm {
    was: Option<Grant>,
    now: Grant,
    amount: String,
    fenced: bool,
    fence: String,
    eligible: BTreeSet<PriorityAreaId>,
    objectives: BTreeSet<ObjectiveId>,
    search: String,
    tried: bool,
    fresh: bool,
    refused: Option<String>,
}

impl GrantForm {
    /// A grant that is there.
    pub fn edit(grant: &Grant) -> Self {
        Self {
            amount: grant.amount.pounds_grouped(),
            fenced: grant.is_ring_fenced(),
            fence: grant.ring_fence.clone(),
            eligible: grant.eligible.iter().copied().collect(),
            objectives: grant.eligible_objectives.iter().copied().collect(),
            search: String::new(),
            tried: false,
            fresh: true,
            refused: None,
            was: Some(grant.clone()),
            now: grant.clone(),
        }
    }

    /// A new grant of a year, last in its list.
    pub fn new(book: &Book, fiscal_year: i16, key: i64) -> Self {
        let position = book
            .grants
            .iter()
            .map(|grant| grant.position)
            .max()
            .map_or(0, |last| last.saturating_add(1));
        let blank = Grant {
            id: GrantId(key),
            name: String::new(),
            short: String::new(),
            funder: String::new(),
            fiscal_year,
            amount: Pence::ZERO,
            nature: Nature::Revenue,
            ring_fence: String::new(),
            eligible: Vec::new(),
            eligible_objectives: Vec::new(),
            payment: Payment::NotStated,
            conditions: String::new(),
            status: GrantStatus::Awarded,
            carry_forward: CarryForward::NotStated,
            source: String::new(),
            note: String::new(),
            position,
        };
        Self {
            was: None,
            amount: String::new(),
            ..Self::edit(&blank)
        }
    }

    /// The grant it is about.
    pub fn id(&self) -> GrantId {
        self.now.id
    }

    /// Draws the fields.
    pub fn fields(&mut self, ui: &mut Ui, book: &Book) {
        let title = match &self.was {
            Some(was) => format!("Edit {} {}", was.short, was.year()),
            None => format!("Add a grant of {}", self.now.year()),
        };
        section(ui, &title);
        let problems = self.problems(book);
        self.what(ui, &problems);
        self.ring_fence(ui, book);
        self.more(ui);
        for problem in problems
            .iter()
            .filter(|problem| !is_beside_a_field(problem))
        {
            trouble(ui, Some(&told(problem)));
        }
    }

    fn what(&mut self, ui: &mut Ui, problems: &[Problem]) {
        let amount = self.amount_problem();
        let missing = |field: &str| {
            problems
                .iter()
                .any(|held| held.kind == "name-empty" && held.location.ends_with(field))
        };
        let name = (self.tried && missing(", name")).then_some("Give it its official name.");
        let first = words(
            ui,
            "Name",
            &mut self.now.name,
            "Children’s special grant",
            name,
        );
        if std::mem::take(&mut self.fresh) {
            first.request_focus();
        }
        words(
            ui,
            "Short name, for the head of its column",
            &mut self.now.short,
            "Main",
            None,
        );
        words(
            ui,
            "Who gives it",
            &mut self.now.funder,
            "Department of Health",
            None,
        );
        let shown = (self.tried || !self.amount.trim().is_empty())
            .then_some(amount)
            .flatten();
        words(
            ui,
            "Amount",
            &mut self.amount,
            "1,355,598 or =12*450",
            shown.as_deref(),
        );
        pick(
            ui,
            "Revenue or capital",
            &mut self.now.nature,
            &Nature::ALL,
            |one| one.word().to_owned(),
        );
        pick(
            ui,
            "Status",
            &mut self.now.status,
            &GrantStatus::ALL,
            |one| one.word().to_owned(),
        );
    }

    fn ring_fence(&mut self, ui: &mut Ui, book: &Book) {
        ui.checkbox(&mut self.fenced, "Ring-fenced");
        if !self.fenced {
            ui.add_space(space::SMALL);
            return;
        }
        let empty = self
            .fence
            .trim()
            .is_empty()
            .then_some("Say what it must be spent on.")
            .filter(|_| self.tried);
        words(
            ui,
            "It must be spent on",
            &mut self.fence,
            "Young people leaving care",
            empty,
        );
        ui.label(theme::small(ui, "It may pay for"));
        let areas = &book.priority_areas;
        if areas.len() > 8 {
            text_field(
                ui,
                "find area",
                "Find a priority area",
                &mut self.search,
                "Find a priority area…",
            );
        }
        let wanted = self.search.trim().to_lowercase();
        let found: Vec<_> = areas
            .iter()
            .filter(|area| wanted.is_empty() || area.name.to_lowercase().contains(&wanted))
            .collect();
        let eligible = &mut self.eligible;
        rows(ui, "eligible", found.len(), |ui, at| {
            if let Some(area) = found.get(at) {
                tick(ui, &area.name, area.id, eligible);
            }
        });
        if !book.objectives.is_empty() {
            ui.label(theme::small(ui, "or for every priority area of"));
            let objectives = &mut self.objectives;
            let all: &[Objective] = &book.objectives;
            rows(ui, "objectives", all.len(), |ui, at| {
                if let Some(objective) = all.get(at) {
                    tick(ui, &objective.label(), objective.id, objectives);
                }
            });
        }
        if areas.is_empty() {
            ui.label(theme::muted(
                ui,
                "There is no priority area yet. Add one, then come back.",
            ));
        } else if self.eligible.is_empty() && self.objectives.is_empty() {
            ui.label(theme::small(
                ui,
                "Tick at least one, or no line of it will pass the checks.",
            ));
        }
        ui.add_space(space::SMALL);
    }

    fn more(&mut self, ui: &mut Ui) {
        pick(
            ui,
            "What is left at the year’s end",
            &mut self.now.carry_forward,
            &CarryForward::ALL,
            |one| match one {
                CarryForward::Allowed => "may be carried forward".to_owned(),
                CarryForward::Repayable => "must be paid back".to_owned(),
                CarryForward::NotStated => "not stated".to_owned(),
            },
        );
        pick(
            ui,
            "When it is paid",
            &mut self.now.payment,
            &Payment::ALL,
            |one| one.word().to_owned(),
        );
        instalments(ui, self.now.payment, &self.amount);
        words(
            ui,
            "Conditions",
            &mut self.now.conditions,
            "Returns, audits, match funding",
            None,
        );
        words(
            ui,
            "Source",
            &mut self.now.source,
            "Determination letter, date",
            None,
        );
        words(ui, "Note", &mut self.now.note, "", None);
    }

    /// Draws what ends the form, which stays in view while the fields scroll.
    pub fn buttons(&mut self, ui: &mut Ui, book: &Book) -> FormOut {
        let mut out = FormOut::Stay;
        trouble(ui, self.refused.as_deref());
        let words = if self.was.is_some() {
            "Save grant"
        } else {
            "Add grant"
        };
        ui.horizontal(|ui| {
            if primary_button(ui, words).clicked() {
                self.tried = true;
                if self.is_ready(book) {
                    out = self.saved();
                } else {
                    self.refused = Some("Not kept yet: see the fields above.".to_owned());
                }
            }
            if ui.button("Cancel").clicked() {
                out = FormOut::Close;
            }
            let Some(was) = &self.was else { return };
            if ui
                .button("Remove")
                .accessible_name("Remove grant")
                .clicked()
            {
                let command = Command::from(Edit::remove(was));
                match command
                    .problems(book)
                    .iter()
                    .find(|problem| problem.severity == Severity::Error)
                {
                    Some(problem) => self.refused = Some(told(problem)),
                    None => out = FormOut::Ask(Box::new(command)),
                }
            }
        });
        out
    }

    fn is_ready(&self, book: &Book) -> bool {
        let fence_said = !self.fenced || !self.fence.trim().is_empty();
        fence_said && self.amount_problem().is_none() && self.problems(book).is_empty()
    }

    fn saved(&self) -> FormOut {
        let now = self.grant();
        match &self.was {
            Some(was) if *was == now => FormOut::Close,
            Some(was) => FormOut::Ask(Box::new(Edit::change(was, now).into())),
            None => FormOut::Ask(Box::new(Edit::add(now).into())),
        }
    }

    /// The grant as it would be kept. A short name left empty is the name; a fence unticked is gone.
    fn grant(&self) -> Grant {
        let trimmed = |text: &str| text.trim().to_owned();
        let short = if self.now.short.trim().is_empty() {
            &self.now.name
        } else {
            &self.now.short
        };
        let eligible = in_order(&self.now.eligible, &self.eligible, self.fenced);
        let objectives = in_order(&self.now.eligible_objectives, &self.objectives, self.fenced);
        Grant {
            name: trimmed(&self.now.name),
            short: trimmed(short),
            funder: trimmed(&self.now.funder),
            amount: Pence::read(&self.amount)
                .ok()
                .flatten()
                .unwrap_or(self.now.amount),
            ring_fence: if self.fenced {
                trimmed(&self.fence)
            } else {
                String::new()
            },
            eligible,
            eligible_objectives: objectives,
            ..self.now.clone()
        }
    }

    fn amount_problem(&self) -> Option<String> {
        match Pence::read(&self.amount) {
            Ok(Some(amount)) if amount.is_negative() => {
                Some("A grant is not less than nothing; a clawback is a separate line.".to_owned())
            }
            Ok(Some(_)) => None,
            Ok(None) => Some("Enter how much was granted.".to_owned()),
            Err(error) => Some(error.to_string()),
        }
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let now = self.grant();
        let edit = match &self.was {
            Some(was) => Edit::change(was, now),
            None => Edit::add(now),
        };
        let mut problems = edit.problems(book);
        problems.retain(|problem| problem.severity == Severity::Error);
        problems
    }
}

/// Whether a problem is said beside its own field.
fn is_beside_a_field(problem: &Problem) -> bool {
    matches!(problem.kind, "name-empty" | "amount-below-zero")
}
