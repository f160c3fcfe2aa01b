//! What a screen reader is told: every control has a name that can be spoken and a role that fits, and can be told from
//! its neighbours; figures say what they show; headings are headings.

use std::collections::HashMap;

use egui::accesskit::Role;

use crate::walk::{Thing, Window};

/// What one can press, type in, pick from or move to.
pub fn is_control(thing: &Thing) -> bool {
    let by_role = matches!(
        thing.role,
        Role::Button
            | Role::CheckBox
            | Role::RadioButton
            | Role::Switch
            | Role::Tab
            | Role::Link
            | Role::TextInput
            | Role::MultilineTextInput
            | Role::SearchInput
            | Role::ComboBox
            | Role::Slider
            | Role::SpinButton
            | Role::Cell
            | Role::GridCell
            | Role::ListBoxOption
            | Role::MenuItem
            | Role::DisclosureTriangle
            | Role::ColorWell
    );
    (by_role || thing.can_focus) && thing.place.is_positive()
}

/// Whether there is something to say in it: icons come from the private use area and have no sound.
pub fn speaks(words: &str) -> bool {
    words.chars().any(char::is_alphanumeric)
}

/// Letters that a screen reader cannot say.
fn has_icon(words: &str) -> bool {
    words
        .chars()
        .any(|c| matches!(u32::from(c), 0xE000..=0xF8FF | 0xF0000..=0x10FFFD))
}

/// What is wrong with the names and roles of this place.
pub fn offenders(window: &Window) -> Vec<String> {
    let things = window.things();
    let mut wrong = Vec::new();
    for thing in &things {
        if let Some(why) = fault(thing) {
            wrong.push(format!("{why}: {}", thing.told()));
        }
    }
    wrong.extend(twins(&things));
    if !things.iter().any(|thing| thing.role == Role::Heading) {
        wrong.push("no heading in this place".to_owned());
    }
    wrong
}

fn fault(thing: &Thing) -> Option<&'static str> {
    if has_icon(&thing.name) {
        return Some("an icon is read out");
    }
    if matches!(
        thing.role,
        Role::Figure | Role::Image | Role::Meter | Role::Canvas | Role::GraphicsDocument
    ) {
        return (!speaks(&thing.name)).then_some("a figure without words");
    }
    if thing.role == Role::Heading && !speaks(&thing.name) {
        return Some("a heading without words");
    }
    if matches!(thing.role, Role::Dialog | Role::AlertDialog) && !speaks(&thing.name) {
        return thing.within.is_empty().then_some("a dialog without a name");
    }
    if !is_control(thing) {
        return None;
    }
    if !speaks(&thing.name) {
        return Some("no name");
    }
    match thing.role {
        Role::Unknown | Role::GenericContainer | Role::Window | Role::Pane | Role::Label => {
            Some("can have the keyboard, but no role says what it is")
        }
        Role::CheckBox | Role::RadioButton | Role::Switch if thing.toggled.is_none() => {
            Some("does not say whether it is set")
        }
        Role::Tab if thing.selected.is_none() && thing.toggled.is_none() => {
            Some("does not say whether it is open")
        }
        // By its place, or in words: “Assessment, Now: 293,250”.
        Role::Cell | Role::GridCell
            if (thing.row.is_none() || thing.column.is_none()) && !thing.name.contains(": ") =>
        {
            Some("does not say its row and column")
        }
        _ => None,
    }
}

/// Controls of one place that have the same role and the same name, in the same surroundings.
fn twins(things: &[Thing]) -> Vec<String> {
    let mut held: HashMap<(Role, &str, &str, String), Vec<&Thing>> = HashMap::new();
    for thing in things {
        let told_apart = is_control(thing)
            && thing.enabled
            && thing.can_focus
            && !matches!(thing.role, Role::Cell | Role::GridCell);
        if told_apart {
            let within = thing.within.join("›");
            held.entry((thing.role, &thing.name, &thing.about, within))
                .or_default()
                .push(thing);
        }
    }
    let mut wrong: Vec<String> = held
        .into_values()
        .filter(|same| same.len() > 1)
        .map(|same| format!("{} cannot be told apart: {}", same.len(), same[0].told()))
        .collect();
    wrong.sort();
    wrong
}
