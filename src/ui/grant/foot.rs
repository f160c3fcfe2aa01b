//! The foot of the grid: what each grant pays and what is left of it, and what the signs mean.

use egui::accesskit::Role;
use egui::{Rect, Sense, Ui, pos2, vec2};
use egui_material_icons::icons::ICON_LOCK;

use crate::domain::money::Pence;
use crate::ui::grant::columns::Part;
use crate::ui::grant::paint::{Ink, Side, line, named};
use crate::ui::grant::sheet::figure;
use crate::ui::grant::table::{LEGEND, Table, rule};
use crate::ui::theme;
use crate::ui::widgets::Sheet;

impl Table<'_, '_> {
    pub(super) fn foot(&self, ui: &mut Ui) {
        let position = &self.sheet.view.position;
        let allocated: Vec<Pence> = position.grants.iter().map(|sums| sums.allocated).collect();
        let left: Vec<Pence> = position.grants.iter().map(|sums| sums.left).collect();
        self.foot_row(ui, "Allocated", &allocated, position.allocated, true);
        self.foot_row(ui, "Left", &left, position.left, false);
        if !self.has_legend {
            return;
        }
        let (legend, _) =
            ui.allocate_exact_size(vec2(ui.available_width(), LEGEND), Sense::hover());
        let words = format!(
            "–  nothing allocated    {}  ring-fenced    ⚠  over its ring-fence    amounts in £",
            ICON_LOCK.codepoint
        );
        line(ui, legend, Side::Left, &[(&words, Ink::small(ui))]);
    }

    fn foot_row(&self, ui: &mut Ui, words: &str, amounts: &[Pence], total: Pence, strong: bool) {
        let row = self.row(ui);
        let row = Rect::from_min_max(row.min, pos2(row.left() + self.width(row), row.bottom()));
        if strong {
            ui.painter().rect_filled(row, 0.0, theme::palette(ui).field);
        }
        let ink = |ui: &Ui, amount: Pence| match (amount.is_negative(), strong) {
            (true, _) => Ink::attention(ui),
            (_, true) => Ink::strong(ui),
            _ => Ink::plain(ui),
        };
        let label = if strong {
            Ink::strong(ui)
        } else {
            Ink::muted(ui)
        };
        line(
            ui,
            self.columns.rect(row, Part::Name),
            Side::Left,
            &[(words, label)],
        );
        let grants = self.columns.in_view().filter_map(|col| {
            Some((
                Part::Grant(col),
                self.sheet.column_name(col),
                *amounts.get(col)?,
            ))
        });
        for (part, column, amount) in grants.chain([(Part::Total, "all grants".to_owned(), total)])
        {
            let rect = self.columns.rect(row, part);
            let shown = figure(amount);
            line(ui, rect, Side::Right, &[(&shown, ink(ui, amount))]);
            let over = if amount.is_negative() { ", over" } else { "" };
            let name = format!("{words}, {column}: {shown}{over}");
            named(
                ui,
                rect,
                (words, &column),
                Role::Cell,
                &name,
                Sense::hover(),
            );
        }
        rule(ui, row);
    }
}
