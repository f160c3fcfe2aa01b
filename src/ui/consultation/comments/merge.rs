//! Merging the theme that is open into another.

use egui::Ui;

use crate::domain::consultation::Theme;
use crate::domain::consultation::themes::merge::merge;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme;
use crate::ui::widgets::combo;

/// Which theme is to take the open one in.
#[derive(Debug, Default)]
pub(super) struct Merging {
    into: usize,
}

impl Merging {
    /// Draws the list and the button; whether the merge was asked for.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        theme: &Theme,
        asks: &mut Vec<Request>,
    ) -> bool {
        let others: Vec<&Theme> = desk
            .book()
            .themes
            .iter()
            .filter(|held| held.consultation == theme.consultation && held.id != theme.id)
            .collect();
        if others.is_empty() {
            return false;
        }
        let mut labels = vec!["– choose –"];
        labels.extend(others.iter().map(|held| held.title.as_str()));
        let mut asked = false;
        ui.horizontal_wrapped(|ui| {
            ui.label(theme::muted(ui, "Means the same as"));
            combo(ui, "merge into", "Theme to merge into", &mut self.into, &labels);
            let into = self.into.checked_sub(1).and_then(|at| others.get(at));
            ui.add_enabled_ui(into.is_some(), |ui| {
                let button = ui.button("Merge").on_hover_text(
                    "Its comments, quotes and parts go to the other theme, and this one goes. One step; undo brings it back",
                );
                if let (true, Some(into)) = (button.clicked(), into) {
                    asks.push(Request::Change(merge(desk.book(), theme, into)));
                    asked = true;
                }
            });
        });
        asked
    }
}
