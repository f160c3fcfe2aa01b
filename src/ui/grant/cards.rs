//! The year's grants as cards: how much, how much of it is allocated, and what is left or over.
//!
//! Why on top: before any line, an officer asks what there is and whether it holds.
//!
//! Edges: a grant only applied for says so; what is left of a ring-fence says what it must go to. With more cards than
//! fit, the strip scrolls sideways.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align, Color32, Layout, Rect, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    vec2,
};

use crate::domain::grant::position::GrantPosition;
use crate::domain::grant::{Grant, GrantStatus};
use crate::domain::id::GrantId;
use crate::domain::money::Pence;
use crate::ui::grant::memo::YearView;
use crate::ui::grant::paint::Ink;
use crate::ui::grant::sheet::lower;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Badge, badge, link_button, meter};

/// The least and the most width of a card, and its height when it is wide and when it is not, in points.
const WIDTH: [f32; 2] = [176.0, 420.0];
const HEIGHT: [f32; 2] = [132.0, 156.0];
/// The least width at which amount and badge share a line.
const WIDE: f32 = 296.0;

/// What was pressed on a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// The card.
    Pick(GrantId),
    /// Its button.
    Edit(GrantId),
}

/// Draws the cards across the room there is. `focus` puts the keyboard on the picked one's button.
pub fn show(
    ui: &mut Ui,
    desk: Desk<'_>,
    view: &YearView,
    picked: Option<GrantId>,
    focus: bool,
) -> Option<Pressed> {
    let grants = &view.position.grants;
    let gap = space::MEDIUM;
    let n = grants.len().max(1) as f32;
    let width = ((ui.available_width() - gap * (n - 1.0)) / n).clamp(WIDTH[0], WIDTH[1]);
    let height = if width >= WIDE { HEIGHT[0] } else { HEIGHT[1] };
    let mut pressed = None;
    ScrollArea::horizontal()
        .id_salt("cards")
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = gap;
                for sums in grants {
                    let Some(grant) = desk.book().grants.get(sums.grant) else {
                        continue;
                    };
                    let (rect, response) =
                        ui.allocate_exact_size(vec2(width, height), Sense::CLICK);
                    let is_picked = picked == Some(grant.id);
                    if is_picked && focus {
                        ui.scroll_to_rect(rect, None);
                    }
                    let is_wanted = is_picked && focus;
                    if !is_wanted && !ui.is_rect_visible(rect) {
                        continue;
                    }
                    ground(ui, rect, is_picked);
                    if response.clicked() {
                        pressed = Some(Pressed::Pick(grant.id));
                    }
                    let inside = rect.shrink2(vec2(space::LARGE, space::MEDIUM));
                    let look = UiBuilder::new()
                        .max_rect(inside)
                        .layout(Layout::top_down(Align::Min))
                        .id_salt(grant.id);
                    let mut card = ui.new_child(look);
                    if words(
                        &mut card,
                        grant,
                        sums,
                        Keys {
                            can_edit: !desk.session.is_read_only(),
                            focus: is_picked && focus,
                        },
                    ) {
                        pressed = Some(Pressed::Edit(grant.id));
                    }
                }
            });
        });
    pressed
}

fn ground(ui: &Ui, rect: Rect, picked: bool) {
    let palette = theme::palette(ui);
    let edge = if picked {
        Stroke::new(size::FOCUS, palette.accent)
    } else {
        Stroke::new(1.0, palette.line)
    };
    ui.painter()
        .rect(rect, size::ROUND, palette.card, edge, StrokeKind::Inside);
}

/// What the keyboard may do on a card.
#[derive(Clone, Copy)]
struct Keys {
    /// Whether the file may be changed.
    can_edit: bool,
    /// Whether the keyboard is led here.
    focus: bool,
}

/// What stands on a card; true when its button was pressed.
fn words(ui: &mut Ui, grant: &Grant, sums: &GrantPosition, keys: Keys) -> bool {
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.spacing_mut().interact_size.y = 20.0;
    let wide = ui.available_width() + 2.0 * space::LARGE >= WIDE;
    let pressed = heading(ui, grant, wide, keys);
    ui.horizontal(|ui| {
        let amount = ui.label(RichText::new(grant.amount.to_string()).text_style(theme::figure()));
        amount.on_hover_text(about(grant));
        if wide {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| kind(ui, grant));
        }
    });
    let share = sums
        .allocated
        .share_of(sums.amount)
        .map_or(0.0, |share| share / 100.0);
    let label = format!(
        "{}, {} allocated of {}",
        grant.short, sums.allocated, sums.amount
    );
    meter(ui, &label, share, sums.left.is_negative()).on_hover_text(&label);
    standing(ui, grant, sums);
    if !wide {
        ui.horizontal(|ui| {
            kind(ui, grant);
            applied_for(ui, grant);
        });
    }
    pressed
}

/// Name and button, and in a wide card whether the grant is only applied for; true when the button was pressed.
fn heading(ui: &mut Ui, grant: &Grant, wide: bool, keys: Keys) -> bool {
    let mut pressed = false;
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if keys.can_edit {
                let edit =
                    link_button(ui, "Edit…").accessible_name(format!("Edit {}…", grant.short));
                if keys.focus {
                    edit.request_focus();
                }
                pressed = edit.clicked();
            }
            if wide {
                applied_for(ui, grant);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let name = egui::Label::new(theme::strong(&grant.name)).truncate();
                ui.add(name).on_hover_text(&grant.name);
            });
        });
    });
    pressed
}

fn kind(ui: &mut Ui, grant: &Grant) {
    let kind = if grant.is_ring_fenced() {
        "ring-fenced"
    } else {
        "general"
    };
    badge(
        ui,
        &format!("{kind} · {}", grant.nature.word()),
        Badge::Kind,
    );
}

fn applied_for(ui: &mut Ui, grant: &Grant) {
    if grant.status == GrantStatus::AppliedFor {
        badge(ui, grant.status.word(), Badge::Tone(Tone::Warn));
    }
}

fn about(grant: &Grant) -> String {
    let mut lines = vec![format!("{}, {}", grant.name, grant.status.word())];
    let mut add = |name: &str, text: &str| {
        if !text.is_empty() {
            lines.push(format!("{name}: {text}"));
        }
    };
    add("From", &grant.funder);
    add("Carry-forward", grant.carry_forward.word());
    add("Source", &grant.source);
    add("Note", &grant.note);
    lines.join("\n")
}

/// `£1,355,600 allocated · ⚠ £2 over`, in two lines at most.
fn standing(ui: &mut Ui, grant: &Grant, sums: &GrantPosition) {
    let (plain, loud, over) = said(grant, sums);
    let ink = Ink::small(ui);
    let strong = Ink::strong(ui);
    let colour = if over {
        Ink::attention(ui).colour
    } else {
        strong.colour
    };
    let mut job = LayoutJob::default();
    job.append(
        &plain,
        0.0,
        TextFormat::simple(ink.font.clone(), ink.colour),
    );
    job.append(
        &loud,
        0.0,
        TextFormat::simple(egui::FontId::new(ink.font.size, strong.font.family), colour),
    );
    job.wrap = TextWrapping {
        max_width: ui.available_width(),
        max_rows: 2,
        ..TextWrapping::default()
    };
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y), Sense::hover());
    ui.painter().galley(rect.min, galley, Color32::PLACEHOLDER);
    let whole = format!("{plain}{loud}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, &whole));
    response.on_hover_text(&whole);
}

/// What is allocated; what is left or over, said louder; and whether it is over.
fn said(grant: &Grant, sums: &GrantPosition) -> (String, String, bool) {
    let allocated = if sums.allocated == Pence::ZERO {
        "nothing allocated · ".to_owned()
    } else {
        format!("{} allocated · ", sums.allocated)
    };
    let left = if sums.left.is_negative() {
        format!("⚠ {} over", sums.left.abs())
    } else if sums.left == Pence::ZERO {
        "✓ nothing left".to_owned()
    } else if grant.is_ring_fenced() {
        format!(
            "{} left, must go to {}",
            sums.left,
            lower(&grant.ring_fence)
        )
    } else {
        format!("{} left", sums.left)
    };
    (allocated, left, sums.left.is_negative())
}
