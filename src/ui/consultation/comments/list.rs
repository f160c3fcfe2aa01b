//! The comments as a list of rows of one height, of which only those in view are laid out.
//!
//! The whole list is one stop of the Tab key. In it arrows, Page Up and Down, Home and End move; the key beside a theme puts
//! it on the comment or takes it off; Enter goes to the next comment without a theme.

use egui::{
    Event, EventFilter, Id, Key, Modifiers, ScrollArea, Sense, Ui, WidgetInfo, accesskit::Role,
    vec2,
};

use crate::domain::book::Book;
use crate::domain::consultation::quote::group_name;
use crate::domain::id::{ResponseId, ThemeId};
use crate::ui::consultation::comments::kept::{Line, Worked};
use crate::ui::theme::{self, size};
use crate::ui::thread::columns::{Column, cells, heads};
use crate::ui::thread::door::{Words, rule};

const COLUMNS: [Column; 5] = [
    Column::new("Line", 54.0, 0.0),
    Column::new("Group", 84.0, 0.5),
    Column::new("Channel", 70.0, 0.3),
    Column::new("Comment", 170.0, 4.0),
    Column::new("Themes", 96.0, 1.2),
];
/// How far Page Up and Page Down go, in rows.
const PAGE: usize = 10;
/// The keys of the themes, in the order of the codebook.
const KEYS: &str = "123456789abcdefghijklmnopqrstuvwxyz";

/// The key that puts the nth theme of the codebook on a comment; none beyond the thirty-fifth.
pub(super) fn key_of(n: usize) -> Option<char> {
    KEYS.chars().nth(n)
}

/// Where the officer is in the list.
#[derive(Debug, Default)]
pub(super) struct List {
    selected: Option<ResponseId>,
    /// How far the list is scrolled, and how tall it is, in points.
    offset: f32,
    tall: f32,
    /// Whether the selected row is to come into view.
    is_to_show: bool,
    /// Whether the list is to get the keyboard.
    is_to_focus: bool,
}

impl List {
    /// The comment that is selected.
    pub(super) fn selected(&self) -> Option<ResponseId> {
        self.selected
    }

    /// Gives the list the keyboard back.
    pub(super) fn take_keyboard(&mut self) {
        self.is_to_focus = true;
    }

    /// Selects a comment and gives the list the keyboard.
    pub(super) fn go_to(&mut self, response: ResponseId) {
        self.selected = Some(response);
        self.is_to_show = true;
        self.is_to_focus = true;
    }

    /// Draws the list; gives back the theme whose key was pressed.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        book: &Book,
        lines: &[Line],
        worked: &Worked,
    ) -> Option<ThemeId> {
        ui.spacing_mut().item_spacing.y = 0.0;
        heads(ui, &COLUMNS);
        let id = ui.make_persistent_id("comments");
        let area = ui.available_rect_before_wrap();
        let whole = ui.interact(area, id, Sense::click());
        ui.ctx().accesskit_node_builder(whole.id, |node| {
            node.set_role(Role::ListBox);
            node.set_label("List of comments");
        });
        if whole.clicked() || std::mem::take(&mut self.is_to_focus) {
            whole.request_focus();
        }
        let at = self.at(lines, worked);
        let theme = if whole.has_focus() {
            self.keys(ui, id, lines, worked, at)
        } else {
            None
        };
        self.rows(ui, book, lines, worked, id);
        if whole.has_focus() {
            let ring = egui::Stroke::new(size::FOCUS, theme::palette(ui).accent);
            ui.painter()
                .rect_stroke(area, size::ROUND_SMALL, ring, egui::StrokeKind::Inside);
        }
        theme
    }

    /// Where the selected comment stands among those shown; the first where none is selected.
    fn at(&mut self, lines: &[Line], worked: &Worked) -> Option<usize> {
        let is = |at: &usize| lines.get(*at).map(|line| line.response) == self.selected;
        let at = worked.shown.iter().position(is);
        if at.is_none() {
            self.selected = worked
                .shown
                .first()
                .and_then(|at| lines.get(*at))
                .map(|line| line.response);
        }
        at.or((!worked.shown.is_empty()).then_some(0))
    }

    fn select(&mut self, lines: &[Line], worked: &Worked, to: usize) {
        let line = worked.shown.get(to).and_then(|at| lines.get(*at));
        if let Some(line) = line {
            self.selected = Some(line.response);
            self.is_to_show = true;
        }
    }

    fn keys(
        &mut self,
        ui: &Ui,
        id: Id,
        lines: &[Line],
        worked: &Worked,
        at: Option<usize>,
    ) -> Option<ThemeId> {
        let filter = EventFilter {
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let (at, last) = (at?, worked.shown.len().saturating_sub(1));
        let moves = [
            (Key::ArrowDown, (at + 1).min(last)),
            (Key::ArrowUp, at.saturating_sub(1)),
            (Key::PageDown, (at + PAGE).min(last)),
            (Key::PageUp, at.saturating_sub(PAGE)),
            (Key::Home, 0),
            (Key::End, last),
        ];
        for (key, to) in moves {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                self.select(lines, worked, to);
            }
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
            self.next_uncoded(lines, worked);
        }
        let typed = ui.input(|input| {
            input.events.iter().find_map(|event| match event {
                Event::Text(text) => text.chars().next(),
                _ => None,
            })
        });
        let n = KEYS.chars().position(|key| Some(key) == typed)?;
        worked.tree.get(n).map(|held| held.theme)
    }

    /// Goes to the next comment without a theme, from the beginning again after the last.
    pub(super) fn next_uncoded(&mut self, lines: &[Line], worked: &Worked) {
        let n = worked.shown.len();
        let from = self.at(lines, worked).map_or(0, |at| at + 1);
        let next = (from..n).chain(0..from.min(n)).find(|at| {
            let line = worked.shown.get(*at).and_then(|at| lines.get(*at));
            line.is_some_and(|line| worked.themes(line.response).is_empty())
        });
        if let Some(to) = next {
            self.select(lines, worked, to);
        }
    }

    fn rows(&mut self, ui: &mut Ui, book: &Book, lines: &[Line], worked: &Worked, list: Id) {
        let mut scroll = ScrollArea::vertical()
            .id_salt("rows of comments")
            .auto_shrink([false, false]);
        if std::mem::take(&mut self.is_to_show)
            && let Some(at) = self.at(lines, worked)
        {
            let top = at as f32 * size::ROW;
            let least = (top + size::ROW - self.tall).max(0.0);
            if self.tall > 0.0 && (self.offset > top || self.offset < least) {
                scroll = scroll.vertical_scroll_offset(if self.offset > top { top } else { least });
            }
        }
        let mut picked = None;
        let out = scroll.show_rows(ui, size::ROW, worked.shown.len(), |ui, range| {
            for at in worked.shown.get(range).unwrap_or_default() {
                if let Some(line) = lines.get(*at)
                    && self.row(ui, book, line, worked)
                {
                    picked = Some(line.response);
                }
            }
        });
        self.offset = out.state.clamped_offset().y;
        self.tall = out.inner_rect.height();
        if let Some(response) = picked {
            self.selected = Some(response);
            ui.memory_mut(|memory| memory.request_focus(list));
        }
    }

    /// Draws one comment; whether it was pressed.
    fn row(&self, ui: &mut Ui, book: &Book, line: &Line, worked: &Worked) -> bool {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), size::ROW));
        let id = ui.scope_id().with(("comment", line.response));
        let is_selected = self.selected == Some(line.response);
        let group = group_name(book, line.group);
        let channel = book.channels.get(line.channel);
        let channel = channel.map_or("", |held| &held.name);
        let themes = titles(book, worked.themes(line.response));
        let is_aside = worked.aside.contains(&line.response);
        let number = line.line.to_string();
        let said = if themes.is_empty() {
            "no theme".to_owned()
        } else {
            themes.clone()
        };
        let aside = if is_aside { ", set aside" } else { "" };
        let name = format!(
            "Line {number}, {group}, {channel}{aside}: {} ({said})",
            line.brief
        );
        // Not a stop of the Tab key: the list is.
        let response = ui.interact(rect, id, Sense::CLICK);
        response.widget_info(|| {
            WidgetInfo::selected(Role::ListItem, ui.is_enabled(), is_selected, &name)
        });
        let palette = theme::palette(ui);
        if is_selected || response.hovered() {
            let ground = if is_selected {
                palette.selected
            } else {
                palette.hover
            };
            ui.painter().rect_filled(rect, size::ROUND_SMALL, ground);
        }
        let (body, small) = (theme::body_font(ui), theme::small_font(ui));
        let ink = if is_aside {
            palette.muted
        } else {
            palette.text
        };
        let words = [
            Words::new(&number, &small, palette.muted).right(),
            Words::new(&group, &small, palette.muted),
            Words::new(channel, &small, palette.muted),
            Words::new(&line.brief, &body, ink),
            Words::new(if themes.is_empty() { "–" } else { &themes }, &small, ink),
        ];
        for (words, place) in words.into_iter().zip(cells(&COLUMNS, rect)) {
            words.paint(ui, place);
        }
        rule(ui, rect);
        response.clicked()
    }
}

/// The names of themes, one after another.
pub(super) fn titles(book: &Book, themes: &[ThemeId]) -> String {
    let held = themes.iter().filter_map(|id| book.themes.get(*id));
    let names: Vec<&str> = held.map(|held| held.title.as_str()).collect();
    names.join(", ")
}
