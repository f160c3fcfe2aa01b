//! What their copy holds that this plan lacks, as lists: what both changed, what cannot come in, what comes in.

use std::collections::BTreeMap;

use egui::{RichText, Ui, WidgetInfo, accesskit::Role};

use crate::domain::merge::{Author, Cell, Choice, Conflict, Found};
use crate::domain::statistics::grouped;
use crate::ui::data::history::moment;
use crate::ui::data::merge::beside::{cut, in_common};
use crate::ui::data::snapshots::{DIFFERENCES, difference};
use crate::ui::request::Request;
use crate::ui::theme::{self, Tone, space};
use crate::ui::thread::columns::heads;
use crate::ui::widgets::{link_button, section};

/// How many of a list are shown; the rest are counted.
const SHOWN: usize = 200;

/// Every cell that an officer is asked about.
pub(super) fn cells(found: &Found) -> impl Iterator<Item = &Cell> {
    let conflicts = found.conflicts.iter().map(|held| &held.cell);
    conflicts.chain(found.held.iter().map(|held| &held.cell))
}

/// What both changed: both values side by side, and a choice each.
pub(super) fn conflicts(
    ui: &mut Ui,
    found: &Found,
    picked: &mut BTreeMap<Cell, Choice>,
    asks: &mut Vec<Request>,
) {
    if found.conflicts.is_empty() {
        return;
    }
    let n = found.conflicts.len();
    ui.horizontal(|ui| {
        section(
            ui,
            &format!("Changed on both sides ({})", grouped(n as u64)),
        );
        for (choice, words) in [
            (Choice::Mine, "Keep all of mine"),
            (Choice::Theirs, "Take all of theirs"),
        ] {
            if ui.button(words).clicked() {
                let all = found
                    .conflicts
                    .iter()
                    .map(|held| (held.cell.clone(), choice));
                picked.extend(all);
            }
        }
    });
    for held in found.conflicts.iter().take(SHOWN) {
        conflict(ui, held, picked, asks);
    }
    rest(ui, n);
}

fn conflict(
    ui: &mut Ui,
    held: &Conflict,
    picked: &mut BTreeMap<Cell, Choice>,
    asks: &mut Vec<Request>,
) {
    let of = if held.field.is_empty() {
        held.title.clone()
    } else {
        format!("{}, {}", held.title, held.field)
    };
    theme::note(ui, Tone::Warn).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        let open = link_button(ui, &of).on_hover_text("Open it");
        if open.clicked() {
            asks.push(Request::Open(held.place.clone()));
        }
        let same = in_common(&held.mine, &held.theirs);
        if !held.was.is_empty() {
            let same = same.min(in_common(&held.was, &held.mine));
            let was = |value: &str| format!("Was, when the copies parted: {value}");
            let (short, whole) = (was(&cut(&held.was, same)), was(&held.was));
            let words = theme::muted(ui, short.as_str());
            let label = ui.add(egui::Label::new(words).wrap());
            if short != whole {
                label.widget_info(|| WidgetInfo::labeled(Role::Label, true, &whole));
                label.on_hover_text(whole);
            }
        }
        let now = picked.get(&held.cell).copied();
        ui.columns_const(|[left, right]| {
            let sides = [
                (left, Choice::Mine, "Keep mine", &held.mine, &held.mine_by),
                (
                    right,
                    Choice::Theirs,
                    "Take theirs",
                    &held.theirs,
                    &held.theirs_by,
                ),
            ];
            for (ui, choice, words, value, by) in sides {
                let value = if value.is_empty() { "nothing" } else { value };
                let short = cut(value, same);
                let mut radio = ui.radio(now == Some(choice), format!("{words}: {short}"));
                if short != value {
                    radio = radio.on_hover_text(value);
                }
                radio.widget_info(|| {
                    WidgetInfo::selected(
                        Role::RadioButton,
                        true,
                        now == Some(choice),
                        format!("{words}, {of}: {value}"),
                    )
                });
                if radio.clicked() {
                    picked.insert(held.cell.clone(), choice);
                }
                ui.label(theme::small(ui, author(by)));
            }
        });
    });
    ui.add_space(space::TINY);
}

fn author(by: &Option<Author>) -> String {
    by.as_ref().map_or_else(
        || "The history does not say who".to_owned(),
        |by| format!("{}, {}", by.who, moment(&by.at)),
    )
}

/// What the plan's rules keep out, and why.
pub(super) fn held(ui: &mut Ui, found: &Found, picked: &mut BTreeMap<Cell, Choice>) {
    if found.held.is_empty() {
        return;
    }
    let n = found.held.len();
    section(
        ui,
        &format!("Cannot come in as things stand ({})", grouped(n as u64)),
    );
    for held in found.held.iter().take(SHOWN) {
        theme::note(ui, Tone::Warn).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            let words = |value: &str| format!("{} ({}): {value}", held.title, held.noun);
            let label = ui.label(theme::strong(words(&cut(&held.theirs, 0))));
            label.on_hover_text(words(&held.theirs));
            ui.add(egui::Label::new(&held.why).wrap());
            if held.n_with_it > 0 {
                let with = format!(
                    "What belongs to it stays out with it: {}.",
                    grouped(held.n_with_it as u64)
                );
                ui.label(theme::muted(ui, with));
            }
            ui.label(theme::small(ui, author(&held.theirs_by)));
            let mut is_left = picked.contains_key(&held.cell);
            let words = format!("Leave out {}", held.title);
            if ui.checkbox(&mut is_left, words).changed() {
                if is_left {
                    picked.insert(held.cell.clone(), Choice::Mine);
                } else {
                    picked.remove(&held.cell);
                }
            }
        });
        ui.add_space(space::TINY);
    }
    rest(ui, n);
}

/// What comes in: who did what, and what becomes of the plan by it.
pub(super) fn coming(ui: &mut Ui, found: &Found, asks: &mut Vec<Request>) {
    if !found.coming.is_empty() {
        section(ui, "Their changes");
        for held in found.coming.iter().take(SHOWN) {
            let step = if held.is_step {
                "undone or redone: "
            } else {
                ""
            };
            ui.horizontal_wrapped(|ui| {
                ui.label(theme::muted(ui, moment(&held.by.at)));
                ui.label(theme::muted(ui, &held.by.who));
                ui.label(format!("{step}{}", held.words));
            });
        }
        rest(ui, found.coming.len());
    }
    for (what, names) in [
        ("Files that come with their rows", found.files.clone()),
        (
            "Snapshots",
            found
                .snapshots
                .iter()
                .map(|held| {
                    if held.name == held.as_name {
                        held.name.clone()
                    } else {
                        format!("{}, here as “{}”", held.name, held.as_name)
                    }
                })
                .collect(),
        ),
    ] {
        if !names.is_empty() {
            section(ui, what);
            for name in names {
                ui.label(name);
            }
        }
    }
    if found.differences.is_empty() {
        return;
    }
    section(ui, "What becomes of the plan");
    ui.spacing_mut().item_spacing.y = 0.0;
    heads(ui, &DIFFERENCES);
    for (at, held) in found.differences.iter().take(SHOWN).enumerate() {
        difference(ui, at, held, asks);
    }
    rest(ui, found.differences.len());
}

fn rest(ui: &mut Ui, n: usize) {
    if n > SHOWN {
        let more = format!("and {} more", grouped((n - SHOWN) as u64));
        ui.label(RichText::new(more).color(theme::palette(ui).muted));
    }
}
