//! One search over everything in the room: text, actions, milestones, risks and decisions.
//!
//! While something stands in the field, what is found takes the place of the desk, each with the word for its kind and
//! the words around what was found. Enter opens the first, Esc empties the field.

use egui::{Align, Key, Layout, Rect, ScrollArea, Ui, vec2};

use crate::domain::book::Book;
use crate::domain::problem::Place;
use crate::domain::record::Record as _;
use crate::ui::plan::filter::{around, has_all};
use crate::ui::theme::{self, size, space};
use crate::ui::thread::door::{Words, door, rule};
use crate::ui::widgets::line_edit::{LineLook, line_edit};
use crate::ui::widgets::section;

/// How many are listed.
const MOST: usize = 60;
/// How tall a row is, in points.
const ROW: f32 = 46.0;
/// How wide the word for its kind is, in points.
const KIND: f32 = 92.0;

/// Something that was found.
#[derive(Clone, Debug, PartialEq)]
struct Found {
    kind: &'static str,
    title: String,
    /// The words around what was found, where it is not in the title.
    around: String,
    place: Place,
}

/// What is searched for.
#[derive(Debug, Default)]
pub struct Search {
    words: String,
    enter: bool,
    /// What is found, for which words at which revision, and how many there are.
    found: Option<(u64, String, Vec<Found>)>,
}

impl Search {
    /// Whether anything is searched for.
    pub fn is_on(&self) -> bool {
        !self.words.trim().is_empty()
    }

    /// Ends it.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Draws the field at the right of what is left of a row.
    pub fn field(&mut self, ui: &mut Ui) {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let id = ui.make_persistent_id("search the plan");
            let look = LineLook {
                hint: "Search the whole plan",
                size: vec2(ui.available_width().min(240.0), size::CONTROL),
                ..LineLook::default()
            };
            let field = line_edit(ui, id, "Search the whole plan", &mut self.words, look);
            let (enter, escape) = ui.input(|input| {
                (
                    input.key_pressed(Key::Enter),
                    input.key_pressed(Key::Escape),
                )
            });
            self.enter = field.lost_focus() && enter;
            if field.lost_focus() && escape {
                self.clear();
            }
        });
    }

    /// Draws what is found; gives back what is to be opened.
    pub fn list(&mut self, ui: &mut Ui, book: &Book, revision: u64) -> Option<Place> {
        let is_known =
            |known: &(u64, String, Vec<Found>)| known.0 == revision && known.1 == self.words;
        if !self.found.as_ref().is_some_and(is_known) {
            self.found = Some((revision, self.words.clone(), find(book, &self.words)));
        }
        let found = self.found.as_ref().map_or(&[][..], |found| &found.2);
        let mut opened = None;
        theme::card(ui).show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            section(ui, &counted(found.len(), self.words.trim()));
            ui.add_space(space::TINY);
            ScrollArea::vertical()
                .id_salt("found in the plan")
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    for (at, held) in found.iter().take(MOST).enumerate() {
                        if ui.push_id(at, |ui| row(ui, held)).inner {
                            opened = Some(held.place.clone());
                        }
                    }
                });
        });
        if std::mem::take(&mut self.enter) {
            opened = opened.or_else(|| found.first().map(|held| held.place.clone()));
        }
        opened
    }
}

fn counted(n: usize, words: &str) -> String {
    match n {
        0 => format!("Nothing in the plan holds “{words}”"),
        1 => format!("1 holds “{words}”"),
        n if n > MOST => format!("{n} hold “{words}”: the first {MOST}"),
        n => format!("{n} hold “{words}”"),
    }
}

fn row(ui: &mut Ui, held: &Found) -> bool {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let mut name = format!("{}: {}", held.kind, held.title);
    if !held.around.is_empty() {
        name = format!("{name}, {}", held.around);
    }
    let id = ui.scope_id().with("found");
    let response = door(ui, rect.shrink(1.0), id, &name);
    let clicked = response.clicked();
    if ui.is_rect_visible(rect) {
        let palette = theme::palette(ui);
        let inside = rect.shrink2(vec2(8.0, 4.0));
        let (kind, words) = inside.split_left_right_at_x(inside.left() + KIND);
        Words::new(held.kind, &theme::small_font(ui), palette.muted).paint(ui, kind);
        let (upper, lower) = words.split_top_bottom_at_fraction(0.5);
        let title = if held.around.is_empty() { words } else { upper };
        let mut shortened =
            Words::new(&held.title, &theme::body_font(ui), palette.text).paint(ui, title);
        shortened |= paint_around(ui, &held.around, lower);
        if shortened {
            response.on_hover_text(name);
        }
    }
    rule(ui, rect);
    clicked
}

fn paint_around(ui: &Ui, around: &str, place: Rect) -> bool {
    Words::new(around, &theme::small_font(ui), theme::palette(ui).muted).paint(ui, place)
}

/// Everything that holds the words, what has them in its title first.
fn find(book: &Book, words: &str) -> Vec<Found> {
    let mut found: Vec<(bool, Found)> = Vec::new();
    let mut look = |kind: &'static str, title: String, texts: &[&str], place: Place| {
        let is_title = has_all(&[&title], words);
        let mut all = vec![title.as_str()];
        all.extend(texts);
        if !has_all(&all, words) {
            return;
        }
        let near = texts.iter().find_map(|text| around(text, words));
        let around = near.filter(|_| !is_title).unwrap_or_default();
        let held = Found {
            kind,
            around,
            place,
            title,
        };
        found.push((!is_title, held));
    };
    for held in &book.narratives {
        let texts = [&held.text, &held.owner, &held.source];
        let mut title = held.label(book);
        if !held.question.is_empty() {
            title = format!("{title}: {}", held.question);
        }
        look(
            "section",
            title,
            &texts.map(String::as_str),
            held.place(book),
        );
    }
    for held in &book.decisions {
        let texts = [
            &held.put,
            &held.decided,
            &held.by,
            &held.snapshot,
            &held.source,
        ];
        let title = format!("{}: {}", held.heading(), held.put);
        look(
            "decision",
            title,
            &texts.map(String::as_str),
            held.place(book),
        );
    }
    for held in &book.actions {
        let texts = [
            &held.heading,
            &held.responsible,
            &held.impact_sought,
            &held.progress,
            &held.source,
        ];
        look(
            "action",
            held.title.clone(),
            &texts.map(String::as_str),
            held.place(book),
        );
    }
    for held in &book.risks {
        let texts = [&held.mitigation, &held.owner, &held.source];
        look(
            "risk",
            held.title.clone(),
            &texts.map(String::as_str),
            held.place(book),
        );
    }
    for held in &book.milestones {
        let texts = [&held.workstream, &held.audience, &held.note, &held.source];
        look(
            "milestone",
            held.title.clone(),
            &texts.map(String::as_str),
            held.place(book),
        );
    }
    found.sort_by_key(|(is_far, _)| *is_far);
    found.into_iter().map(|(_, held)| held).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::decision::Decision;
    use crate::domain::id::{DecisionId, NarrativeId, RiskId};
    use crate::domain::narrative::{Narrative, Section};
    use crate::domain::plan::Risk;

    #[test]
    fn everything_in_the_room_is_found_by_any_word_of_it() {
        let book = Book {
            narratives: vec![Narrative {
                text: "Twenty foster carers were recruited.".into(),
                ..Narrative::new(NarrativeId(1), Section::Progress)
            }]
            .into(),
            decisions: vec![Decision {
                meeting: "Cabinet".into(),
                put: "To recruit foster carers".into(),
                ..Decision::new(DecisionId(2))
            }]
            .into(),
            risks: vec![Risk {
                title: "Carers leave".into(),
                mitigation: "A team for foster carers".into(),
                ..Risk::new(RiskId(3))
            }]
            .into(),
            ..Book::default()
        };
        #[track_caller]
        fn check(book: &Book, words: &str, want: &[(&str, &str)]) {
            let found = find(book, words);
            let given: Vec<(&str, &str)> = found
                .iter()
                .map(|held| (held.kind, held.around.as_str()))
                .collect();
            assert_eq!(given, want, "{words}");
        }
        check(
            &book,
            "foster CARERS",
            &[
                ("decision", ""),
                ("section", "Twenty foster carers were recruited."),
                ("risk", "A team for foster carers"),
            ],
        );
        check(
            &book,
            "twenty",
            &[("section", "Twenty foster carers were recruited.")],
        );
        check(&book, "nowhere", &[]);
    }
}
