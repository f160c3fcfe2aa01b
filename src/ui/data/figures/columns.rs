//! Which column of a table says what, one list of headings for each.

use egui::Ui;

use crate::session::import::{Across, Columns, Mapping, Table};
use crate::ui::theme::{self, space};
use crate::ui::widgets::{combo, form_row, text_field};

const ACROSS: [(Across, &str); 3] = [
    (Across::Nothing, "One figure a row"),
    (Across::Periods, "One column a period"),
    (Across::Indicators, "One column an indicator"),
];

/// A column that can be named, and what stands in for it where there is none.
struct Slot {
    name: &'static str,
    column: fn(&mut Columns) -> &mut String,
    fixed: Option<fn(&mut Mapping) -> &mut String>,
}

const SLOTS: [Slot; 7] = [
    Slot {
        name: "Indicator",
        column: |held| &mut held.indicator,
        fixed: Some(|held| &mut held.fixed.indicator),
    },
    Slot {
        name: "Area",
        column: |held| &mut held.area,
        fixed: Some(|held| &mut held.fixed.area),
    },
    Slot {
        name: "Period",
        column: |held| &mut held.period,
        fixed: Some(|held| &mut held.fixed.period),
    },
    Slot {
        name: "Value",
        column: |held| &mut held.value,
        fixed: None,
    },
    Slot {
        name: "Status",
        column: |held| &mut held.status,
        fixed: None,
    },
    Slot {
        name: "Numerator",
        column: |held| &mut held.numerator,
        fixed: None,
    },
    Slot {
        name: "Denominator",
        column: |held| &mut held.denominator,
        fixed: None,
    },
];

/// Whether a slot has no place in a table of this shape.
fn is_idle(across: Across, name: &str) -> bool {
    match across {
        Across::Nothing => false,
        Across::Periods => matches!(name, "Period" | "Value" | "Numerator" | "Denominator"),
        Across::Indicators => matches!(name, "Indicator" | "Value" | "Numerator" | "Denominator"),
    }
}

/// Draws the lists; true when something was chosen otherwise.
pub(super) fn ui(ui: &mut Ui, table: &mut Table) -> bool {
    let said = if table.is_remembered {
        "Columns as they were named the last time a file had these headings"
    } else {
        "Columns as they look; put right what is not. They are remembered with the plan."
    };
    ui.add(egui::Label::new(theme::small(ui, said)).wrap());
    ui.add_space(space::TINY);
    let mut changed = across(ui, &mut table.mapping);
    let mut labels = vec!["– none –".to_owned()];
    labels.extend(table.headings.iter().enumerate().map(|(n, heading)| {
        let sample = table.sample.get(n).map_or("", String::as_str);
        let sample: String = sample.chars().take(24).collect();
        match sample.is_empty() {
            true => heading.clone(),
            false => format!("{heading}  ({sample})"),
        }
    }));
    for slot in &SLOTS {
        if is_idle(table.mapping.across, slot.name) {
            continue;
        }
        form_row(ui, slot.name, |ui| {
            let column = (slot.column)(&mut table.mapping.columns);
            let at = table.headings.iter().position(|held| held == column);
            let mut at = at.map_or(0, |at| at + 1);
            if combo(ui, slot.name, slot.name, &mut at, &labels).changed() {
                let heading = at.checked_sub(1).and_then(|at| table.headings.get(at));
                *column = heading.cloned().unwrap_or_default();
                changed = true;
            }
            if at == 0
                && let Some(fixed) = slot.fixed
            {
                let label = format!("{}, the same in every row", slot.name);
                let text = fixed(&mut table.mapping);
                changed |= text_field(
                    ui,
                    (slot.name, "fixed"),
                    &label,
                    text,
                    "the same in every row",
                )
                .changed();
            }
        });
    }
    changed
}

fn across(ui: &mut Ui, mapping: &mut Mapping) -> bool {
    let at = ACROSS.iter().position(|(held, _)| *held == mapping.across);
    let mut at = at.unwrap_or(0);
    let picked = form_row(ui, "Shape of the table", |ui| {
        combo(
            ui,
            "across",
            "Shape of the table",
            &mut at,
            &ACROSS.map(|(_, words)| words),
        )
    });
    if picked.changed() {
        mapping.across = ACROSS[at.min(ACROSS.len() - 1)].0;
        return true;
    }
    false
}
