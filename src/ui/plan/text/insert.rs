//! Puts a figure of the plan into a text: found by a part of its name, with what it says today.
//!
//! Only the figures in the list are looked up, for there may be thousands. One that the plan cannot find by its name (two
//! indicators of one code) is not offered.

use egui::{Key, Rect, Ui, vec2};

use crate::domain::live::Reference;
use crate::domain::narrative::Narrative;
use crate::ui::plan::filter::has_all;
use crate::ui::plan::text::offered::{Offer, offers};
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::thread::door::{Words, door};
use crate::ui::widgets::text_field;

/// How many are listed.
const MOST: usize = 12;
/// How tall a row is, in points.
const ROW: f32 = 26.0;

/// A figure in the list.
#[derive(Clone, Debug)]
struct Listed {
    offer: Offer,
    says: String,
}

/// The list, while it is open.
#[derive(Debug, Default)]
pub struct Insert {
    is_open: bool,
    just_opened: bool,
    words: String,
    is_bare: bool,
    /// Every figure on offer at a revision.
    all: Option<(u64, Vec<Offer>)>,
    /// What is listed, for which words.
    found: Option<(u64, String, Vec<Listed>, usize)>,
}

impl Insert {
    /// Whether it is open.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Closes it.
    pub fn close(&mut self) {
        *self = Self {
            is_bare: self.is_bare,
            ..Self::default()
        };
    }

    /// Opens it, or closes it.
    pub fn toggle(&mut self) {
        if self.is_open {
            self.close();
        } else {
            self.is_open = true;
            self.just_opened = true;
        }
    }

    /// Draws the list; gives back what is to be put into the text.
    pub fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, held: &Narrative) -> Option<String> {
        if !self.is_open {
            return None;
        }
        let mut picked = None;
        theme::quiet(ui).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            let hint = "An indicator, grant, priority area, answer or total";
            let field = text_field(ui, "find a figure", "Find a figure", &mut self.words, hint);
            if std::mem::take(&mut self.just_opened) {
                field.request_focus();
            }
            let (enter, escape) = ui.input(|input| {
                (
                    input.key_pressed(Key::Enter),
                    input.key_pressed(Key::Escape),
                )
            });
            self.look(desk, held);
            if field.lost_focus() && escape {
                self.is_open = false;
            } else if field.lost_focus() && enter {
                picked = self.listed().first().cloned();
            }
            ui.checkbox(
                &mut self.is_bare,
                "The figure alone, without its period and status",
            );
            picked = self.rows(ui).or(picked.take());
        });
        let picked = picked?;
        let bare = if self.is_bare { "=" } else { "" };
        Some(format!("{{{bare}{}}}", picked.offer.inside))
    }

    fn listed(&self) -> &[Listed] {
        self.found.as_ref().map_or(&[], |found| &found.2)
    }

    fn look(&mut self, desk: Desk<'_>, held: &Narrative) {
        let revision = desk.session.revision();
        let is_known = |known: &(u64, String, Vec<Listed>, usize)| {
            known.0 == revision && known.1 == self.words
        };
        if self.found.as_ref().is_some_and(is_known) {
            return;
        }
        if self.all.as_ref().is_none_or(|all| all.0 != revision) {
            self.all = Some((revision, offers(desk, &held.objectives)));
        }
        let all = self.all.as_ref().map_or(&[][..], |all| &all.1);
        let mut like: Vec<&Offer> = all
            .iter()
            .filter(|offer| has_all(&[&offer.words], &self.words))
            .collect();
        // A code or name that is typed as it is called comes first.
        let wanted = self.words.trim().to_lowercase();
        like.sort_by_key(|offer| !offer.words.to_lowercase().starts_with(&wanted));
        let n = like.len();
        let listed = like.into_iter().filter_map(|offer| {
            let reference = Reference::read(&offer.inside)?;
            let live = desk.session.live(&reference).ok()?;
            Some(Listed {
                offer: offer.clone(),
                says: live.printed(false),
            })
        });
        let listed = listed.take(MOST).collect();
        self.found = Some((revision, self.words.clone(), listed, n));
    }

    fn rows(&self, ui: &mut Ui) -> Option<Listed> {
        let mut picked = None;
        ui.spacing_mut().item_spacing.y = 0.0;
        for listed in self.listed() {
            if row(ui, listed) {
                picked = Some(listed.clone());
            }
        }
        ui.add_space(space::TINY);
        let n = self.found.as_ref().map_or(0, |found| found.3);
        let words = if self.listed().is_empty() {
            "The plan has no figure of that name.".to_owned()
        } else if n > self.listed().len() {
            format!(
                "The first {} of {n}: type more of the name.",
                self.listed().len()
            )
        } else {
            "Enter puts in the first of them.".to_owned()
        };
        ui.label(theme::small(ui, words));
        picked
    }
}

fn row(ui: &mut Ui, listed: &Listed) -> bool {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let name = format!("{}: {}", listed.offer.words, listed.says);
    let id = ui.scope_id().with(("figure", &listed.offer.inside));
    let response = door(ui, rect, id, &name);
    let clicked = response.clicked();
    if ui.is_rect_visible(rect) {
        let palette = theme::palette(ui);
        let inside = rect.shrink2(vec2(6.0, 0.0));
        let (left, right) = inside.split_left_right_at_fraction(0.62);
        let left = Rect::from_min_max(left.min, egui::pos2(left.right() - 8.0, left.bottom()));
        let body = theme::body_font(ui);
        let mut shortened = Words::new(&listed.offer.words, &body, palette.text).paint(ui, left);
        shortened |= Words::new(&listed.says, &theme::strong_font(ui), palette.text)
            .right()
            .paint(ui, right);
        if shortened {
            response.on_hover_text(name);
        }
    }
    clicked
}
