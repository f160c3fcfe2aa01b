//! What stands around every room: the rail at the left, the bar above, the line below.

use egui::{
    Align, Align2, Layout, Rect, Response, RichText, Sense, Stroke, Ui, UiBuilder, Vec2, WidgetInfo,
};
use egui_material_icons::icons::{ICON_REDO, ICON_SEARCH, ICON_UNDO};

use crate::domain::period::Period;
use crate::session::Session;
use crate::ui::action::{Action, Menu};
use crate::ui::request::Request;
use crate::ui::room::Room;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{at_right, combo, icon_button, link_button};

/// How tall a room's button on the rail is.
const RAIL_BUTTON: f32 = 58.0;
/// How tall the rail is, in points: the program's name and a button a room.
pub const RAIL_TALL: f32 = 66.0 + RAIL_BUTTON * Room::ALL.len() as f32;

/// The rail: one button a room.
pub fn rail(ui: &mut Ui, current: Room, asks: &mut Vec<Request>) {
    let palette = theme::palette(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add_space(space::SMALL);
    ui.vertical_centered(|ui| {
        ui.label(theme::strong("Golden").color(palette.accent).size(15.0));
        ui.label(theme::strong("Thread").color(palette.accent).size(15.0));
    });
    ui.add_space(space::MEDIUM);
    for room in Room::ALL {
        if rail_button(ui, room, room == current).clicked() {
            asks.push(Request::Go(room));
        }
    }
}

fn rail_button(ui: &mut Ui, room: Room, current: bool) -> Response {
    let palette = theme::palette(ui);
    let (rect, response) =
        ui.allocate_exact_size(Vec2::new(ui.available_width(), RAIL_BUTTON), Sense::click());
    let ink = if current {
        palette.accent
    } else {
        palette.muted
    };
    if current {
        ui.painter().rect_filled(rect, 0.0, palette.selected);
        let edge = Rect::from_min_size(rect.min, Vec2::new(3.0, rect.height()));
        ui.painter().rect_filled(edge, 0.0, palette.accent);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, palette.hover);
    }
    if response.has_focus() {
        let stroke = Stroke::new(size::FOCUS, palette.accent);
        ui.painter().rect_stroke(
            rect.shrink(2.0),
            size::ROUND_SMALL,
            stroke,
            egui::StrokeKind::Inside,
        );
    }
    let mut inside = ui.new_child(
        UiBuilder::new()
            .max_rect(rect)
            .layout(Layout::top_down(Align::Center)),
    );
    inside.add_space(9.0);
    inside.add(egui::Label::new(room.icon().rich_text().size(20.0).color(ink)).selectable(false));
    let word = RichText::new(room.name()).color(ink).small();
    let word = if current {
        word.family(theme::fonts::semibold())
    } else {
        word
    };
    inside.add(egui::Label::new(word).selectable(false));
    response.widget_info(|| WidgetInfo::selected(egui::Role::Tab, true, current, room.name()));
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_selected(current));
    response.on_hover_text(room.about())
}

/// The bar above: whose plan, which year, whether it is saved, undo and redo by name, the finder.
pub fn top(ui: &mut Ui, session: &Session, year: i16, n_unsaved: usize, asks: &mut Vec<Request>) {
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = space::MEDIUM;
        menus(ui, session, asks);
        ui.separator();
        let plan = session.book().plan();
        ui.add(
            egui::Label::new(theme::strong(session.book().area_name(&plan.area)).size(16.0))
                .truncate(),
        )
        .on_hover_text(&plan.title);
        years(ui, session, year, asks);
        ui.add(egui::Label::new(theme::small(ui, saved_words(session, n_unsaved))).truncate());
        let room = ui.available_width();
        at_right(ui, "steps", |ui| {
            let wide = room > WIDE;
            let letters = letters_in(room - if wide { FIND_WIDE } else { FIND });
            step(ui, Action::Undo, session.next_undo(), letters, asks);
            step(ui, Action::Redo, session.next_redo(), letters, asks);
            if finder_button(ui, wide).clicked() {
                asks.push(Request::Do(Action::Find));
            }
        });
    });
}

fn menus(ui: &mut Ui, session: &Session, asks: &mut Vec<Request>) {
    ui.scope(|ui| menu_bar(ui, session, asks));
}

fn menu_bar(ui: &mut Ui, session: &Session, asks: &mut Vec<Request>) {
    ui.spacing_mut().item_spacing.x = 0.0;
    // Menu names are words in a bar, not buttons in boxes.
    let resting = &mut ui.visuals_mut().widgets.inactive;
    resting.weak_bg_fill = egui::Color32::TRANSPARENT;
    resting.bg_stroke = Stroke::NONE;
    for menu in Menu::ALL {
        ui.menu_button(menu.name(), |ui| {
            ui.set_min_width(240.0);
            let below = ui.ctx().content_rect().bottom() - ui.cursor().top();
            // With large text in a small window a menu is longer than the room below it.
            egui::ScrollArea::vertical()
                .max_height((below - space::MEDIUM).max(size::CONTROL * 3.0))
                .show(ui, |ui| entries(ui, menu, session, asks));
        });
    }
}

fn entries(ui: &mut Ui, menu: Menu, session: &Session, asks: &mut Vec<Request>) {
    for action in Action::all() {
        if action.menu() != menu {
            continue;
        }
        let (words, enabled) = named(action, session);
        let mut button = egui::Button::new(words);
        if let Some(shortcut) = action.shortcut() {
            button = button.shortcut_text(ui.ctx().format_shortcut(&shortcut));
        }
        if ui.add_enabled(enabled, button).clicked() {
            asks.push(Request::Do(action));
            ui.close();
        }
    }
    if menu == Menu::File {
        recent(ui, asks);
    }
}

fn recent(ui: &mut Ui, asks: &mut Vec<Request>) {
    let files = crate::session::file::recent();
    if files.is_empty() {
        return;
    }
    ui.separator();
    ui.label(theme::small(ui, "Opened of late"));
    for path in files {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if ui
            .button(name)
            .on_hover_text(path.display().to_string())
            .clicked()
        {
            asks.push(Request::OpenFile(path));
            ui.close();
        }
    }
}

/// An action's words with what it would do, and whether it can be done.
#[must_use]
pub fn named(action: Action, session: &Session) -> (String, bool) {
    let step = match action {
        Action::Undo => session.next_undo(),
        Action::Redo => session.next_redo(),
        _ => return (action.words().to_owned(), true),
    };
    match step {
        Some(words) => (
            format!("{} “{words}”", action.words()),
            !session.is_read_only(),
        ),
        None => (action.words().to_owned(), false),
    }
}

fn years(ui: &mut Ui, session: &Session, year: i16, asks: &mut Vec<Request>) {
    let mut years = session.book().fiscal_years();
    if !years.contains(&year) {
        years.insert(0, year);
    }
    let labels: Vec<String> = years
        .iter()
        .map(|year| Period::Financial(*year).label())
        .collect();
    let mut picked = years.iter().position(|held| *held == year).unwrap_or(0);
    let before = picked;
    ui.scope(|ui| {
        ui.set_max_width(110.0);
        combo(ui, "fiscal year", "Fiscal year", &mut picked, &labels);
    });
    if picked != before
        && let Some(year) = years.get(picked)
    {
        asks.push(Request::Year(*year));
    }
}

/// Whether the work is on disk, and who is working.
fn saved_words(session: &Session, n_unsaved: usize) -> String {
    if n_unsaved > 0 {
        return format!("{n_unsaved} not saved");
    }
    if session.is_read_only() {
        return "Read only".into();
    }
    let saved = match session.saved_at() {
        Some(at) => format!("Saved {}", at.to_zoned(session.zone()).strftime("%H:%M")),
        None => "All saved".into(),
    };
    format!("{saved} · {}", session.who())
}

/// From here on, in points, the finder's field is wide.
const WIDE: f32 = 520.0;
/// How wide it is then, and otherwise.
const FIND_WIDE: f32 = 240.0;
const FIND: f32 = 110.0;

/// How many letters of a step's name fit, of two in this room; a letter is about eight points wide.
fn letters_in(room: f32) -> usize {
    ((room / 2.0 - 110.0) / 8.0).clamp(8.0, 34.0) as usize
}

fn step(ui: &mut Ui, action: Action, words: Option<&str>, letters: usize, asks: &mut Vec<Request>) {
    let icon = if action == Action::Undo {
        ICON_UNDO
    } else {
        ICON_REDO
    };
    let whole = match words {
        Some(words) => format!("{} “{words}”", action.words()),
        None => action.words().to_owned(),
    };
    let label = match words {
        Some(words) => format!(
            "{} “{}”",
            action.words(),
            crate::domain::chart::shorten(words, |text| text.chars().count() <= letters)
        ),
        None => action.words().to_owned(),
    };
    ui.add_enabled_ui(words.is_some(), |ui| {
        if icon_button(ui, icon, &label)
            .accessible_name(whole)
            .on_hover_text(words.unwrap_or("Nothing yet"))
            .clicked()
        {
            asks.push(Request::Do(action));
        }
    });
}

fn finder_button(ui: &mut Ui, wide: bool) -> Response {
    let palette = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(
        Vec2::new(if wide { FIND_WIDE } else { FIND }, size::CONTROL),
        Sense::click(),
    );
    let edge = if response.has_focus() {
        Stroke::new(size::FOCUS, palette.accent)
    } else {
        Stroke::new(1.0, palette.edge)
    };
    ui.painter().rect(
        rect,
        size::ROUND_SMALL,
        palette.field,
        edge,
        egui::StrokeKind::Inside,
    );
    let font = theme::small_font(ui);
    let left = rect.left_center() + Vec2::new(space::SMALL, 0.0);
    let icon = ICON_SEARCH.rich_text().size(16.0).color(palette.muted);
    ui.put(
        Rect::from_center_size(left + Vec2::new(8.0, 0.0), Vec2::splat(18.0)),
        egui::Label::new(icon).selectable(false),
    );
    let words = if wide { "Find anything…" } else { "Find…" };
    ui.painter().text(
        left + Vec2::new(22.0, 0.0),
        Align2::LEFT_CENTER,
        words,
        font.clone(),
        palette.muted,
    );
    if wide {
        let right = rect.right_center() - Vec2::new(space::SMALL, 0.0);
        ui.painter()
            .text(right, Align2::RIGHT_CENTER, "Ctrl K", font, palette.muted);
    }
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, "Find anything"));
    response
}

/// The line below: which file, how many checks, what the keys do here, and the sample's two ways on.
pub fn foot(ui: &mut Ui, session: &Session, hint: &str, asks: &mut Vec<Request>) {
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = space::LARGE;
        let name = session
            .path()
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        ui.label(theme::small(ui, name))
            .on_hover_text(session.path().display().to_string());
        let n = session
            .problems()
            .iter()
            .filter(|problem| problem.severity != crate::domain::problem::Severity::Note)
            .count();
        let checks = match n {
            0 if session.n_figures() > 0 => "Every check of what was entered passes".to_owned(),
            0 => "Every check passes".to_owned(),
            1 => "1 check needs a look".to_owned(),
            n => format!("{n} checks need a look"),
        };
        if link_button(ui, &checks).clicked() {
            asks.push(Request::Go(Room::Data));
        }
        if session.is_first_start_sample() {
            ui.label(theme::small(
                ui,
                "This is the sample: facts from published council papers.",
            ));
            for action in [Action::NewPlan, Action::Open] {
                if link_button(ui, action.words()).clicked() {
                    asks.push(Request::Do(action));
                }
            }
        }
        ui.add(egui::Label::new(theme::small(ui, hint)).truncate());
    });
}
