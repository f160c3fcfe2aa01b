//! How the cells of a grid are drawn, and what the mouse does to them.

use egui::{
    Align, Area, EventFilter, FontId, Order, Rect, Response, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, Vec2, accesskit, text::LayoutJob, vec2,
};

use crate::ui::theme::{self, Palette, size, space};
use crate::ui::widgets::grid::block::At;
use crate::ui::widgets::grid::{Grid, GridEvent, Look, Sheet};
use crate::ui::widgets::line_edit::{LineLook, line_edit};

/// From the edge of a cell to its text, in points.
const INSET: f32 = 7.0;

impl<S: Sheet + ?Sized> Grid<'_, S> {
    /// Draws one cell, as wide as the room there is and one row high.
    ///
    /// A row or column the sheet does not have leaves its place empty.
    pub fn cell(&mut self, ui: &mut Ui, row: usize, col: usize) -> Response {
        let at = At { row, col };
        let size = vec2(ui.available_width(), size::ROW);
        let (place, rect) = ui.allocate_space(size);
        if row >= self.sheet.rows() || col >= self.sheet.columns() {
            return ui.interact(rect, place, Sense::hover());
        }
        match &self.state.editing {
            Some(editing) if editing.at == at => self.editor(ui, at, rect),
            _ => self.resting(ui, at, rect),
        }
    }

    /// Draws the head of a column at the side its cells stand on, as wide as the room there is.
    pub fn head(&self, ui: &mut Ui, col: usize) -> Response {
        let name = self.sheet.column_name(col);
        let words = theme::column_head(ui, &name);
        let layout = if self.sheet.right(col) {
            egui::Layout::right_to_left(Align::Center)
        } else {
            egui::Layout::left_to_right(Align::Center)
        };
        let room = vec2(ui.available_width(), size::ROW);
        let response = ui
            .allocate_ui_with_layout(room, layout, |ui| {
                ui.set_min_width(room.x);
                ui.add_space(INSET);
                ui.add(egui::Label::new(words).truncate())
            })
            .inner;
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(accesskit::Role::ColumnHeader);
            node.set_label(name);
            node.set_column_index(col);
        });
        response
    }

    /// A cell that is not being edited.
    fn resting(&mut self, ui: &mut Ui, at: At, rect: Rect) -> Response {
        let response = ui.interact(rect, self.cell_id(at), Sense::click_and_drag());
        self.mouse(ui, at, &response);
        self.at_drawn |= self.state.at == at && self.state.editing.is_none();
        let refused = self.state.refused.get(&at).cloned();
        let shown = refused
            .clone()
            .unwrap_or_else(|| self.sheet.shown(at.row, at.col));
        let problem = refused
            .as_ref()
            .and_then(|text| self.sheet.check(at.row, at.col, text).err());
        self.name(ui, at, &response, &shown, problem.as_deref());
        if self.state.at == at && self.state.frames_to_show > 0 {
            ui.scroll_to_rect(rect.expand(space::TINY), None);
            self.to_show = Some(rect.expand(space::TINY));
        }
        if ui.is_rect_visible(rect) {
            self.paint_ground(ui, at, &response, refused.is_some());
            self.paint_text(ui, at, rect, shown, refused.is_some());
        }
        match problem {
            Some(problem) if response.has_focus() => self.message(ui, rect, &problem),
            Some(problem) => return response.on_hover_text(problem),
            None => {}
        }
        response
    }

    fn mouse(&mut self, ui: &Ui, at: At, response: &Response) {
        if response.clicked() {
            self.state.go(at, ui.input(|i| i.modifiers.shift));
            self.focus_cell(ui);
        } else if response.has_focus() && self.state.at != at && self.state.editing.is_none() {
            // The keyboard came here without us: by Tab from outside, or by a screen reader.
            self.state.go(at, false);
        }
        if response.double_clicked() {
            self.state.go(at, false);
            self.edit(ui, false);
        }
        self.drag(ui, at, response);
        if response.has_focus() {
            self.hold_escape(ui, response);
        }
    }

    /// Selects from the cell where the mouse went down to the one it is on now.
    fn drag(&mut self, ui: &Ui, at: At, response: &Response) {
        if response.drag_started() {
            self.state.go(at, false);
            self.state.dragging = true;
            self.focus_cell(ui);
        } else if self.state.dragging && response.contains_pointer() && self.state.at != at {
            self.state.go(at, true);
            self.focus_cell(ui);
        }
    }

    /// Keeps egui from taking the keyboard off the cell on Esc, which here forgets a refused text or a selection.
    pub(super) fn hold_escape(&self, ui: &Ui, response: &Response) {
        let filter = EventFilter {
            escape: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }

    pub(super) fn name(
        &self,
        ui: &Ui,
        at: At,
        response: &Response,
        shown: &str,
        problem: Option<&str>,
    ) {
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(accesskit::Role::Cell);
            node.set_label(format!("{}: {shown}", self.cell_name(at)));
            node.set_row_index(at.row);
            node.set_column_index(at.col);
            if self.state.block().contains(at) {
                node.set_selected(true);
            }
            if !self.sheet.editable(at.row, at.col) {
                node.set_read_only();
            }
            if let Some(problem) = problem {
                node.set_invalid(accesskit::Invalid::True);
                node.set_description(problem);
            }
        });
    }

    fn paint_ground(&self, ui: &Ui, at: At, response: &Response, refused: bool) {
        let palette = theme::palette(ui);
        let rect = response.rect.shrink(1.0);
        let block = self.state.block();
        let selected = !block.is_single() && block.contains(at) && self.has_keyboard(ui);
        let fill = if refused {
            Some(palette.error.fill)
        } else {
            selected.then_some(palette.selected)
        };
        if let Some(fill) = fill {
            ui.painter().rect_filled(rect, size::ROUND_SMALL, fill);
        }
        let hovered = response.hovered() && self.sheet.editable(at.row, at.col);
        let edge = match (response.has_focus(), refused) {
            (true, true) => Stroke::new(size::FOCUS, palette.error.edge),
            (true, false) => Stroke::new(size::FOCUS, palette.accent),
            (false, true) => Stroke::new(1.0, palette.error.edge),
            (false, false) if hovered => Stroke::new(1.0, palette.edge),
            (false, false) => Stroke::NONE,
        };
        ui.painter()
            .rect_stroke(rect, size::ROUND_SMALL, edge, StrokeKind::Inside);
    }

    fn paint_text(&self, ui: &Ui, at: At, rect: Rect, text: String, refused: bool) {
        let palette = theme::palette(ui);
        let look = self.sheet.look(at.row, at.col);
        let ink = if refused {
            palette.error.text
        } else {
            ink(palette, look)
        };
        let font = font(ui, look);
        let inside = rect.shrink2(Vec2::new(INSET, 0.0));
        let mut job = LayoutJob::simple_singleline(text, font, ink);
        job.wrap = egui::text::TextWrapping::truncate_at_width(inside.width());
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let x = if self.sheet.right(at.col) {
            inside.right() - galley.size().x
        } else {
            inside.left()
        };
        let y = rect.center().y - galley.size().y / 2.0;
        ui.painter_at(rect).galley(egui::pos2(x, y), galley, ink);
    }

    /// The cell that is being edited.
    fn editor(&mut self, ui: &mut Ui, at: At, rect: Rect) -> Response {
        self.at_drawn = true;
        let id = self.editor_id();
        let name = self.cell_name(at);
        let Some(editing) = &mut self.state.editing else {
            return ui.interact(rect, self.cell_id(at), Sense::hover());
        };
        let problem_of = |text: &str| self.sheet.check(at.row, at.col, text).err();
        let was = editing.was.clone();
        let problem = Some(editing.text.as_str())
            .filter(|text| *text != was)
            .and_then(problem_of)
            .or_else(|| editing.overtaken.clone());
        let look = LineLook {
            right: self.sheet.right(at.col),
            bad: problem.is_some(),
            hint: "",
            size: rect.shrink(1.0).size(),
        };
        let layout = egui::Layout::left_to_right(Align::Center);
        let mut place = ui.new_child(UiBuilder::new().max_rect(rect.shrink(1.0)).layout(layout));
        let response = line_edit(&mut place, id, &name, &mut editing.text, look);
        if editing.text != was {
            self.event = GridEvent::Draft {
                row: at.row,
                col: at.col,
                text: editing.text.clone(),
            };
        }
        if let Some(problem) = problem {
            self.message(ui, rect, &problem);
        }
        if let Some(leave) = Self::leaving(ui, id) {
            if self.event_is_draft() {
                self.event = GridEvent::None;
            }
            self.finish(ui, leave);
        }
        response
    }

    fn event_is_draft(&self) -> bool {
        matches!(self.event, GridEvent::Draft { .. })
    }

    /// Why the text is refused, just below its cell and above everything else.
    fn message(&self, ui: &Ui, rect: Rect, problem: &str) {
        Area::new(self.id.with("message"))
            .order(Order::Tooltip)
            .fixed_pos(rect.left_bottom() + vec2(0.0, 2.0))
            .interactable(false)
            .show(ui.ctx(), |ui| {
                theme::note_error(ui).show(ui, |ui| {
                    ui.set_max_width(280.0);
                    ui.label(problem);
                });
            });
    }
}

fn ink(palette: &Palette, look: Look) -> egui::Color32 {
    match look {
        Look::Plain | Look::Strong => palette.text,
        Look::Muted => palette.muted,
        Look::Attention => palette.warn.text,
    }
}

fn font(ui: &Ui, look: Look) -> FontId {
    match look {
        Look::Strong | Look::Attention => theme::strong_font(ui),
        Look::Plain | Look::Muted => theme::body_font(ui),
    }
}
