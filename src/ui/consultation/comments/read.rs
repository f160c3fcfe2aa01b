//! Reading: the list of comments, and beside it the selected comment in full and the codebook.

use egui::{Rect, ScrollArea, Ui, UiBuilder, pos2};

use crate::domain::consultation::quote::group_name;
use crate::domain::consultation::themes::code::{At, toggle};
use crate::domain::id::ThemeId;
use crate::domain::statistics::grouped;
use crate::ui::consultation::comments::codebook::Of;
use crate::ui::consultation::comments::kept::{Line, Worked};
use crate::ui::consultation::comments::list::titles;
use crate::ui::consultation::comments::view::View;
use crate::ui::consultation::comments::{Asked, CommentsDesk};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::{Attention, Badge, attention, badge, section};

/// Draws a part of the desk in its own rectangle, top down.
pub(super) fn part<R>(ui: &mut Ui, rect: Rect, name: &str, draw: impl FnOnce(&mut Ui) -> R) -> R {
    let layout = egui::Layout::top_down(egui::Align::Min);
    let look = UiBuilder::new().max_rect(rect).layout(layout).id_salt(name);
    let mut child = ui.new_child(look);
    draw(&mut child)
}

/// The desk's two parts, the side one taking this share of the width, in points between the two bounds.
pub(super) fn halves(ui: &Ui, share: f32, least: f32, most: f32) -> [Rect; 2] {
    let whole = ui.available_rect_before_wrap();
    let cut = whole.right() - (whole.width() * share).clamp(least, most);
    [
        Rect::from_min_max(whole.min, pos2(cut - space::MEDIUM, whole.bottom())),
        Rect::from_min_max(pos2(cut, whole.top()), whole.max),
    ]
}

impl CommentsDesk {
    /// Draws the reading view.
    pub(super) fn reading(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        asked: &Asked,
        escape: bool,
        asks: &mut Vec<Request>,
    ) {
        if let Some(problem) = (!self.kept.problem().is_empty()).then(|| self.kept.problem()) {
            let note = Attention {
                tone: Tone::Error,
                title: "The comments could not be read",
                detail: problem,
                links: &["Try again"],
            };
            if attention(ui, &note).is_some() {
                self.kept.again();
            }
            return;
        }
        let selected = self.list.selected();
        let reader = self.reader();
        let worked = self.kept.worked(desk, asked, reader, &self.sieve, selected);
        let lines = self.kept.lines();
        let [left, right] = halves(ui, 0.36, 300.0, 440.0);
        let whole = ui.available_rect_before_wrap();
        let by_key = part(ui, left, "comments", |ui| {
            self.left(ui, desk, asked, &lines, &worked)
        });
        let by_hand = part(ui, right, "codebook", |ui| {
            self.right(ui, desk, asked, &worked, escape, asks)
        });
        ui.advance_cursor_after_rect(whole);
        if by_hand.is_some() {
            // The next key is for the comments again.
            self.list.take_keyboard();
        }
        if let Some(theme) = by_key.or(by_hand) {
            self.put(desk, asked, theme, asks);
        }
    }

    fn left(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        asked: &Asked,
        lines: &[Line],
        worked: &Worked,
    ) -> Option<ThemeId> {
        theme::card(ui)
            .show(ui, |ui| {
                ui.set_min_size(ui.available_size());
                ui.horizontal_wrapped(|ui| {
                    self.sieve
                        .ui(ui, desk.book(), asked.consultation, &worked.tree);
                    ui.checkbox(&mut self.is_second, "Second reader").on_hover_text(
                        "Reads without seeing what the first found. How far the two agree stands beside the theme table",
                    );
                });
                ui.label(theme::small(ui, self.how_many(lines, worked)));
                ui.add_space(space::TINY);
                if worked.shown.is_empty() {
                    let words = if self.kept.is_reading() {
                        "Reading the comments…"
                    } else if lines.is_empty() {
                        "Nobody wrote anything here."
                    } else {
                        "No comment is like that. Show all, or look for other words."
                    };
                    ui.label(theme::muted(ui, words));
                    return None;
                }
                self.list.ui(ui, desk.book(), lines, worked)
            })
            .inner
    }

    /// `120 of 3,400 comments · 88 without a theme`.
    fn how_many(&self, lines: &[Line], worked: &Worked) -> String {
        let all = lines.len();
        let coded = lines.len().min(
            worked
                .found
                .values()
                .filter(|held| !held.is_empty())
                .count(),
        );
        let whose = if self.is_second {
            ". The first reader’s themes are hidden"
        } else {
            ""
        };
        format!(
            "{} of {} comments · {} without a theme{whose}",
            grouped(worked.shown.len() as u64),
            grouped(all as u64),
            grouped((all - coded) as u64)
        )
    }

    fn right(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        asked: &Asked,
        worked: &Worked,
        escape: bool,
        asks: &mut Vec<Request>,
    ) -> Option<ThemeId> {
        let selected = self.list.selected();
        theme::card(ui).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            let tall = (ui.available_height() * 0.36).max(90.0);
            self.selected_comment(ui, desk, asked, worked, tall);
        });
        ui.add_space(space::SMALL);
        theme::card(ui)
            .show(ui, |ui| {
                ui.set_min_size(ui.available_size());
                let of = Of {
                    consultation: asked.consultation,
                    worked,
                    selected,
                };
                ScrollArea::vertical()
                    .id_salt("codebook")
                    .auto_shrink([false, false])
                    .show(ui, |ui| self.codebook.ui(ui, desk, &of, escape, asks))
                    .inner
            })
            .inner
    }

    /// The selected comment in full, with its respondent.
    fn selected_comment(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        asked: &Asked,
        worked: &Worked,
        tall: f32,
    ) {
        let book = desk.book();
        let line = self.list.selected().and_then(|id| self.kept.line(id));
        let Some(line) = line.cloned() else {
            section(ui, "No comment selected");
            return;
        };
        let channel = book.channels.get(line.channel);
        ui.horizontal_wrapped(|ui| {
            section(ui, &format!("Comment on line {}", line.line));
            let who = format!(
                "{} · {}",
                group_name(book, line.group),
                channel.map_or("", |held| &held.name)
            );
            ui.label(theme::muted(ui, who));
            if worked.aside.contains(&line.response) {
                badge(ui, "does not count", Badge::Tone(Tone::Warn))
                    .on_hover_text("It was set aside, or is a copy; its themes are in no count");
            }
        });
        ScrollArea::vertical()
            .id_salt(("comment", line.response))
            .max_height(tall)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                ui.add(egui::Label::new(&line.text).wrap().selectable(true));
            });
        let themes = titles(book, worked.themes(line.response));
        let words = if themes.is_empty() {
            "No theme yet".to_owned()
        } else {
            themes
        };
        ui.label(theme::small(ui, words));
        ui.horizontal_wrapped(|ui| {
            let next = ui
                .button("Next without a theme")
                .on_hover_text("Enter in the list");
            if next.clicked() {
                let lines = self.kept.lines();
                self.list.next_uncoded(&lines, worked);
                self.list.take_keyboard();
            }
            ui.add_enabled_ui(!desk.session.is_read_only(), |ui| {
                let quote = ui.button("Quote this…");
                if quote.clicked() {
                    let first = worked.themes(line.response).first().copied();
                    self.quotes.begin(asked.question, &line, first);
                    self.view = View::Quotes;
                }
            });
        });
    }

    /// Puts a theme on the selected comment, or takes it off.
    fn put(&self, desk: Desk<'_>, asked: &Asked, theme: ThemeId, asks: &mut Vec<Request>) {
        let Some(response) = self.list.selected() else {
            return;
        };
        let session = desk.session;
        if session.is_read_only() {
            let words = "This file may only be read, so comments cannot be coded in it.";
            asks.push(Request::Refused(words.to_owned()));
            return;
        }
        let at = At {
            response,
            question: asked.question,
            reader: self.reader(),
        };
        let command = toggle(desk.book(), at, theme, session.who(), || session.new_key());
        asks.push(Request::Change(command));
    }
}
