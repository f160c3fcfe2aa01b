//! The rule for small counts, chosen wherever counts of people are printed.

use egui::Ui;

use crate::domain::disclosure::Profile;
use crate::ui::widgets::{combo, form_row};

/// Draws the choice.
pub(in crate::ui) fn rule_for_small_counts(ui: &mut Ui, profile: &mut Profile) {
    let name = "Rule for small counts";
    let place = Profile::ALL.iter().position(|held| held == profile);
    let mut at = place.unwrap_or(0);
    form_row(ui, name, |ui| {
        combo(ui, "profile", name, &mut at, &Profile::ALL.map(words))
    });
    *profile = Profile::ALL.get(at).copied().unwrap_or_default();
}

fn words(profile: Profile) -> &'static str {
    match profile {
        Profile::None => "none: print every count",
        Profile::Under5 => "hide 1 to 4",
        Profile::Under10 => "hide 1 to 9",
        Profile::Ons10And5 => "hide 1 to 9, round others to 5",
    }
}
