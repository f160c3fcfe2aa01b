//! Beside the grid: which two are compared, what the checks say of the one, and what can be done with it.

use egui::Ui;

use crate::domain::command::Command;
use crate::domain::money::Pence;
use crate::domain::problem::Problem;
use crate::domain::record::{Edit, Record as _};
use crate::domain::scenario::Scenario;
use crate::domain::scenario::compare::signed;
use crate::ui::grant::change::told;
use crate::ui::grant::fields::{pick, trouble, words};
use crate::ui::grant::what_if::draw::View;
use crate::ui::grant::what_if::new_form::Out;
use crate::ui::grant::what_if::table::{Of, Table};
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::{Attention, attention, primary_button, section};

/// How many findings are told one by one.
const N_TOLD: usize = 8;

/// The two lists that say what is compared; true when another was picked.
pub fn compare(ui: &mut Ui, table: &Table, view: &mut View) {
    section(ui, "Compare");
    let name = |column: usize| match column {
        0 => "the plan".to_owned(),
        _ => table.names.get(column).cloned().unwrap_or_default(),
    };
    let columns: Vec<usize> = (0..table.names.len()).collect();
    pick(
        ui,
        "What-if",
        &mut view.to,
        columns.get(1..).unwrap_or_default(),
        name,
    );
    pick(ui, "Set against", &mut view.from, &columns, name);
}

/// What the compared one comes to, grant by grant.
pub fn sums(ui: &mut Ui, table: &Table, view: View) {
    let on_lines = [view.from, view.to].map(|column| table.on_lines(column));
    let difference = Pence(on_lines[1].0.saturating_sub(on_lines[0].0));
    let against = match view.from {
        0 => "the plan",
        column => table.names.get(column).map_or("", String::as_str),
    };
    let words = if difference == Pence::ZERO {
        format!("{} on lines, as much as {against}.", on_lines[1])
    } else {
        format!(
            "{} on lines, {} against {against}.",
            on_lines[1],
            signed(difference)
        )
    };
    ui.label(words);
    for row in &table.rows {
        let Of::Left(_) = row.of else { continue };
        let left = row
            .amounts
            .get(view.to)
            .copied()
            .flatten()
            .unwrap_or_default();
        if left.is_negative() {
            let grant = row.name.trim_end_matches(", left");
            let text = format!(
                "⚠ {grant}: {} more on its lines than it is worth",
                left.abs()
            );
            let colour = Tone::Warn.colours(theme::palette(ui)).text;
            ui.label(egui::RichText::new(text).color(colour));
        }
    }
    ui.add_space(space::SMALL);
}

/// What the checks say of the compared one, those first that the plan has not.
pub fn findings(ui: &mut Ui, table: &Table, column: usize) {
    section(ui, "Checks");
    let empty = Vec::new();
    let plan = table.findings.first().unwrap_or(&empty);
    let found = table.findings.get(column).unwrap_or(&empty);
    if found.is_empty() {
        ui.label(theme::muted(
            ui,
            "✓ Nothing to look at: every grant holds, and so does every ring-fence.",
        ));
    }
    let is_plans = |problem: &&Problem| plan.iter().any(|other| is_same(problem, other));
    let new = found.iter().filter(|problem| !is_plans(problem));
    let old: Vec<&Problem> = found.iter().filter(is_plans).collect();
    for problem in new.take(N_TOLD) {
        let note = Attention {
            tone: Tone::Warn,
            title: &format!("{}.", problem.what),
            detail: &problem.why,
            links: &[],
        };
        attention(ui, &note);
        ui.add_space(space::TINY);
    }
    if !old.is_empty() {
        ui.label(theme::small(ui, "Also so in the plan:"));
    }
    for problem in old.into_iter().take(N_TOLD) {
        ui.label(theme::muted(ui, format!("⚠ {}.", problem.what)));
    }
    let n_gone = plan
        .iter()
        .filter(|problem| !found.iter().any(|other| is_same(problem, other)))
        .count();
    if n_gone > 0 {
        let plural = if n_gone == 1 { "" } else { "s" };
        let text = format!("✓ {n_gone} check{plural} of the plan no longer to look at.");
        ui.label(theme::muted(ui, text));
    }
}

/// Whether two findings say the same; why and what to do may be put otherwise when other figures change.
fn is_same(a: &Problem, b: &Problem) -> bool {
    (a.kind, &a.location, &a.what) == (b.kind, &b.location, &b.what)
}

/// What was pressed.
pub enum Pressed {
    /// Make it the plan.
    Promote,
    /// Another name.
    Rename,
    /// Take it away.
    Remove(Box<Command>),
}

/// What can be done with the compared one.
pub fn actions(ui: &mut Ui, scenario: &Scenario) -> Option<Pressed> {
    let mut pressed = None;
    if !scenario.about.is_empty() {
        ui.label(theme::muted(ui, &scenario.about));
    }
    ui.horizontal_wrapped(|ui| {
        if primary_button(ui, "Make it the plan…").clicked() {
            pressed = Some(Pressed::Promote);
        }
        if ui.button("Rename…").clicked() {
            pressed = Some(Pressed::Rename);
        }
        let remove = ui
            .button("Remove")
            .accessible_name(format!("Remove {}", scenario.name));
        if remove.clicked() {
            pressed = Some(Pressed::Remove(Box::new(Edit::remove(scenario).into())));
        }
    });
    ui.add_space(space::SMALL);
    pressed
}

/// A name as it is being typed.
#[derive(Debug)]
pub struct RenameForm {
    /// The what-if as it will be.
    pub now: Scenario,
}

impl RenameForm {
    /// Draws the form.
    pub fn show(&mut self, ui: &mut Ui, desk: Desk<'_>) -> Out {
        let mut out = Out::Stay;
        section(ui, "Rename the what-if");
        words(ui, "Name of the what-if", &mut self.now.name, "", None);
        words(
            ui,
            "What it supposes",
            &mut self.now.about,
            "The settlement is lower",
            None,
        );
        let problems = self.now.problems(desk.book());
        let problem = problems.first().map(told);
        trouble(ui, problem.as_deref());
        ui.horizontal(|ui| {
            let keep =
                ui.add_enabled_ui(problem.is_none(), |ui| primary_button(ui, "Keep the name"));
            if keep.inner.clicked() {
                let was = desk.book().scenarios.get(self.now.id);
                let command = was.map(|was| Box::new(Edit::change(was, self.now.clone()).into()));
                out = Out::Done(command);
            }
            if ui.button("Cancel").clicked() {
                out = Out::Done(None);
            }
        });
        out
    }
}
