//! The theme table: how many people wrote of each theme, of those who answered, by group or channel.
//!
//! Edges: under thirty people a percentage misleads, so the count is shown as "7 of 12". A wider theme counts a person once
//! however many of its parts they wrote of, so its parts may sum to more.

use std::rc::Rc;

use egui::{Align, Layout, Rect, ScrollArea, Ui};
use egui_extras::{Column, TableBuilder};

use crate::domain::book::Book;
use crate::domain::consultation::quote::group_name;
use crate::domain::consultation::results::SMALL_BASE;
use crate::domain::consultation::themes::agree::{Agreement, agreement};
use crate::domain::consultation::themes::{ThemeCount, ThemeTable, theme_table};
use crate::domain::id::{QuestionId, ResponseId};
use crate::domain::statistics::grouped;
use crate::domain::statistics::{half_up, percent};
use crate::ui::consultation::comments::read::{halves, part};
use crate::ui::consultation::comments::second::{self, Shown};
use crate::ui::consultation::comments::{Asked, CommentsDesk};
use crate::ui::room::Desk;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{section, ways};

/// What the people are split by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum By {
    #[default]
    All,
    Group,
    Channel,
}

/// The table, and the agreement of the two readers, as they were last counted.
#[derive(Default)]
pub(super) struct Counted {
    by: By,
    /// All questions in words together.
    is_every: bool,
    memo: Option<(Basis, Rc<ThemeTable>, Rc<Agreement>)>,
}

#[derive(Clone, Copy, PartialEq)]
struct Basis {
    revision: u64,
    question: QuestionId,
    is_every: bool,
}

impl Counted {
    fn of(&mut self, desk: Desk<'_>, asked: &Asked) -> (Rc<ThemeTable>, Rc<Agreement>) {
        let basis = Basis {
            revision: desk.session.revision(),
            question: asked.question,
            is_every: self.is_every,
        };
        if let Some((held, table, readers)) = &self.memo
            && *held == basis
        {
            return (Rc::clone(table), Rc::clone(readers));
        }
        let question = (!self.is_every).then_some(asked.question);
        let book = desk.book();
        let table = Rc::new(theme_table(
            book,
            &asked.sheet,
            asked.consultation,
            question,
        ));
        let readers = Rc::new(agreement(book, asked.question));
        self.memo = Some((basis, Rc::clone(&table), Rc::clone(&readers)));
        (table, readers)
    }
}

impl CommentsDesk {
    /// Draws the table and the readers' agreement; gives back a comment to look at.
    pub(super) fn table(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        asked: &Asked,
    ) -> Option<ResponseId> {
        let (table, readers) = self.counted.of(desk, asked);
        let whole: Rect = ui.available_rect_before_wrap();
        let [left, right] = halves(ui, 0.34, 290.0, 420.0);
        part(ui, left, "theme table", |ui| {
            theme::card(ui).show(ui, |ui| {
                ui.set_min_size(ui.available_size());
                self.table_card(ui, desk.book(), &table);
            });
        });
        let shown = Shown {
            book: desk.book(),
            readers: &readers,
            is_blind: self.is_second,
            line: &|response| self.kept.line(response).map(|line| line.line),
        };
        let picked = part(ui, right, "two readers", |ui| {
            theme::card(ui)
                .show(ui, |ui| {
                    ui.set_min_size(ui.available_size());
                    second::card(ui, &shown)
                })
                .inner
        });
        ui.advance_cursor_after_rect(whole);
        picked
    }

    fn table_card(&mut self, ui: &mut Ui, book: &Book, table: &ThemeTable) {
        section(ui, "Who wrote of what");
        ui.horizontal_wrapped(|ui| {
            let by = [
                (By::All, ("Everyone", "")),
                (By::Group, ("By group", "")),
                (By::Channel, ("By channel", "")),
            ];
            self.counted.by = ways(ui, self.counted.by, by);
            ui.checkbox(&mut self.counted.is_every, "All questions together");
        });
        let not_counted = match table.not_counted {
            0 => String::new(),
            n => format!(
                " {} codings stand in responses that do not count.",
                grouped(n.unsigned_abs())
            ),
        };
        let words = format!(
            "{} people answered; in the comments of {} a theme was found.{not_counted}",
            grouped(table.answered.unsigned_abs()),
            grouped(table.coded.unsigned_abs())
        );
        ui.add(egui::Label::new(theme::small(ui, words)).wrap());
        ui.add_space(space::SMALL);
        if table.rows.is_empty() {
            ui.label(theme::muted(
                ui,
                "No themes yet. Add the first beside the comments.",
            ));
            return;
        }
        grid(ui, book, table, self.counted.by);
    }
}

fn grid(ui: &mut Ui, book: &Book, table: &ThemeTable, by: By) {
    let parts = parts(book, table, by);
    let width = 84.0;
    let fixed = 76.0 + 66.0 + 104.0 + parts.len() as f32 * width;
    let gaps = (parts.len() + 4) as f32 * ui.spacing().item_spacing.x;
    let name = (ui.available_width() - fixed - gaps - 8.0).clamp(150.0, 420.0);
    ScrollArea::horizontal()
        .id_salt("themes across")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let mut grid = TableBuilder::new(ui)
                .id_salt(("themes", by as u8))
                .auto_shrink([false, false])
                .cell_layout(Layout::right_to_left(Align::Center))
                .column(Column::exact(name))
                .column(Column::exact(76.0))
                .column(Column::exact(66.0))
                .column(Column::exact(104.0));
            for _ in &parts {
                grid = grid.column(Column::exact(width));
            }
            grid.header(size::ROW, |mut head| {
                head.col(|ui| left(ui, |ui| title(ui, "Theme")));
                for words in ["Mentions", "People", "Of answered"] {
                    head.col(|ui| title(ui, words));
                }
                for (words, _) in &parts {
                    head.col(|ui| title(ui, words));
                }
            })
            .body(|body| {
                body.rows(size::ROW, table.rows.len(), |mut row| {
                    let Some(held) = table.rows.get(row.index()) else {
                        return;
                    };
                    row.col(|ui| left(ui, |ui| name_of(ui, book, held)));
                    row.col(|ui| figure(ui, &grouped(held.mentions.unsigned_abs())));
                    row.col(|ui| figure(ui, &grouped(held.people.unsigned_abs())));
                    row.col(|ui| figure(ui, &share(held.people, table.answered)));
                    for (at, (_, base)) in parts.iter().enumerate() {
                        let n = match by {
                            By::Group => held.by_group.get(at),
                            _ => held.by_channel.get(at),
                        };
                        row.col(|ui| figure(ui, &share(n.copied().unwrap_or(0), *base)));
                    }
                });
            });
        });
}

fn left(ui: &mut Ui, draw: impl FnOnce(&mut Ui)) {
    ui.with_layout(Layout::left_to_right(Align::Center), draw);
}

fn title(ui: &mut Ui, words: &str) {
    let head = theme::column_head(ui, words);
    ui.add(egui::Label::new(head).truncate());
}

fn figure(ui: &mut Ui, words: &str) {
    ui.label(words);
}

fn name_of(ui: &mut Ui, book: &Book, held: &ThemeCount) {
    ui.add_space(held.depth as f32 * 16.0);
    let title = book.themes.get(held.theme).map_or("?", |held| &held.title);
    let words = if held.depth == 0 {
        theme::strong(title)
    } else {
        title.into()
    };
    ui.add(egui::Label::new(words).truncate());
}

/// The columns of a breakdown, with how many of each answered.
fn parts(book: &Book, table: &ThemeTable, by: By) -> Vec<(String, i64)> {
    match by {
        By::All => Vec::new(),
        By::Group => table
            .groups
            .iter()
            .map(|(group, n)| (group_name(book, *group), *n))
            .collect(),
        By::Channel => table
            .channels
            .iter()
            .map(|(channel, n)| {
                let held = book.channels.get(*channel);
                (held.map_or_else(String::new, |held| held.name.clone()), *n)
            })
            .collect(),
    }
}

/// `23%`, `<1%` where somebody is, `7 of 12` of a few, and a dash where nobody answered.
fn share(n: i64, base: i64) -> String {
    let Some(part) = percent(n.unsigned_abs(), base.unsigned_abs()) else {
        return "–".to_owned();
    };
    if base < SMALL_BASE {
        return format!("{n} of {base}");
    }
    match half_up(part, 0) {
        whole if whole < 1.0 && n > 0 => "<1%".to_owned(),
        whole => format!("{whole:.0}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn a_share_is_never_nought_for_a_real_person() {
        #[track_caller]
        fn check(n: i64, base: i64, want: &str) {
            assert_eq!(share(n, base), want);
        }
        check(0, 0, "–");
        check(7, 12, "7 of 12");
        check(7, 30, "23%");
        check(1, 1_000, "<1%");
        check(0, 1_000, "0%");
    }
}
