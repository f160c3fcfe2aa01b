//! F1: the page of keys, made from the list of actions and from what grids answer to.

use egui::{Grid, Ui};

use crate::ui::action::Action;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{dialog, primary_button};

/// How wide both tables are side by side, in points.
const BOTH: f32 = 720.0;

/// What the keys do in every grid.
const IN_A_GRID: [(&str, &str); 9] = [
    ("Arrows, Tab, Enter", "move from cell to cell"),
    ("F2, or just type", "change a cell"),
    ("Esc", "leave the cell as it was"),
    ("=12*450", "an amount may be a sum"),
    ("Delete", "clear the cell"),
    (
        "Ctrl+C, Ctrl+V",
        "copy and paste blocks, from and to a spreadsheet",
    ),
    ("Ctrl+D", "fill down"),
    ("Shift+arrows", "select a block"),
    ("T", "quick tally, in the Consultation room"),
];

/// Draws the page; says whether it stays open. `just_opened` puts the keyboard on its button.
pub fn keys(ui: &mut Ui, just_opened: bool) -> bool {
    let mut open = true;
    let modal = dialog(ui.ctx(), "keys", "Keys", BOTH, |ui| {
        let rows = Action::all().into_iter().filter_map(|action| {
            let shortcut = action.shortcut()?;
            Some((ui_key(ui, &shortcut), action.words().to_owned()))
        });
        let actions = rows.collect();
        let grids = IN_A_GRID.map(|(key, words)| (key.to_owned(), words.to_owned()));
        // Beside each other where there is room for both.
        if ui.available_width() < BOTH {
            table(ui, "actions", actions);
            ui.add_space(space::LARGE);
            table(ui, "grids", grids.to_vec());
        } else {
            ui.horizontal_top(|ui| {
                table(ui, "actions", actions);
                ui.add_space(space::HUGE);
                table(ui, "grids", grids.to_vec());
            });
        }
        ui.add_space(space::MEDIUM);
        let close = primary_button(ui, "Close");
        if just_opened {
            close.request_focus();
        }
        open = !close.clicked();
    });
    open && !modal.should_close()
}

fn ui_key(ui: &Ui, shortcut: &egui::KeyboardShortcut) -> String {
    ui.ctx().format_shortcut(shortcut)
}

fn table(ui: &mut Ui, id: &str, rows: Vec<(String, String)>) {
    Grid::new(id)
        .num_columns(2)
        .spacing([space::LARGE, space::TINY])
        .show(ui, |ui| {
            for (key, words) in rows {
                ui.label(theme::strong(key));
                ui.label(words);
                ui.end_row();
            }
        });
}
