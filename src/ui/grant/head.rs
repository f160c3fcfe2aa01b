//! The heads of the grid's columns: which grant stands where, and whether it is ring-fenced.

use egui::accesskit::Role;
use egui::{Rect, Sense, Ui};
use egui_material_icons::icons::ICON_LOCK;

use crate::ui::grant::columns::Part;
use crate::ui::grant::paint::{Ink, Side, line, named};
use crate::ui::grant::table::{Table, rule};

/// The room of the lock sign in the head of a ring-fenced grant's column, in points.
const LOCK: f32 = 16.0;

impl Table<'_, '_> {
    pub(super) fn head(&self, ui: &mut Ui) {
        ui.spacing_mut().item_spacing.y = 0.0;
        let row = self.row(ui);
        let heads = [
            (Part::Objective, "Obj.", "Objective", Side::Left),
            (Part::Name, "Priority area", "Priority area", Side::Left),
            (Part::Total, "Total", "Total", Side::Right),
            (Part::Share, "Share", "Share of all grant", Side::Left),
        ];
        for (part, words, name, side) in heads {
            if part == Part::Share && !self.columns.has_bars() {
                continue;
            }
            let rect = self.columns.rect(row, part);
            line(ui, rect, side, &[(words, Ink::head(ui))]);
            named(
                ui,
                rect,
                ("head", words),
                Role::ColumnHeader,
                name,
                Sense::hover(),
            );
        }
        for col in self.columns.in_view() {
            self.grant_head(ui, row, col);
        }
        rule(ui, row);
    }

    fn grant_head(&self, ui: &Ui, row: Rect, col: usize) {
        let Some(grant) = self.sheet.grant(col) else {
            return;
        };
        let rect = self.columns.rect(row, Part::Grant(col));
        let fenced = grant.is_ring_fenced();
        let mut words = rect;
        if fenced {
            // Apart from the name, so that a long name does not cut it off.
            line(
                ui,
                rect,
                Side::Right,
                &[(ICON_LOCK.codepoint, Ink::head(ui))],
            );
            words.set_right(rect.right() - LOCK);
        }
        line(ui, words, Side::Right, &[(&grant.short, Ink::head(ui))]);
        let name = if fenced {
            format!("{}, ring-fenced", grant.short)
        } else {
            grant.short.clone()
        };
        let about = if fenced {
            format!("{}\nRing-fenced: {}", grant.name, grant.ring_fence)
        } else {
            grant.name.clone()
        };
        named(
            ui,
            rect,
            ("grant head", col),
            Role::ColumnHeader,
            &name,
            Sense::hover(),
        )
        .on_hover_text(about);
    }
}
