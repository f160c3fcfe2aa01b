//! What is said once for all lines: which grant, how much of it, by which rule, in what units.
//!
//! Each reason that stops the sharing stands beside the field it is about.

use egui::{ScrollArea, Ui};

use crate::domain::apportion::Unit;
use crate::domain::book::Book;
use crate::domain::consultation::QuestionKind;
use crate::domain::consultation::results::{Split, results};
use crate::domain::id::{GrantId, PriorityAreaId, QuestionId};
use crate::domain::money::Pence;
use crate::ui::grant::allocate::entries::{BaseFrom, Entries, HowMuch, Method};
use crate::ui::grant::allocate::preview::{Beside, Preview};
use crate::ui::grant::fields::{follow_focus, pick, trouble, words};
use crate::ui::request::Request;
use crate::ui::room::{Desk, Room};
use crate::ui::theme;
use crate::ui::widgets::{combo, form_row, link_button, section};

/// The most lines offered to take what a unit leaves over.
const MOST_OFFERED: usize = 400;

/// Draws the fields. `preview` is what they led to so far.
pub fn show(
    ui: &mut Ui,
    desk: Desk<'_>,
    entries: &mut Entries,
    preview: &Preview,
    grants: &[GrantId],
    asks: &mut Vec<Request>,
) {
    ScrollArea::vertical()
        .id_salt("what is shared")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            // A long question is cut, not drawn over the lines.
            ui.spacing_mut().combo_width = ui.available_width() - 2.0 * theme::space::SMALL;
            section(ui, "What is shared");
            what(ui, desk, entries, preview, grants);
            section(ui, "By what rule");
            rule(ui, desk, entries, preview, asks);
            section(ui, "In what steps");
            steps(ui, desk.book(), entries, preview);
            follow_focus(ui);
        });
}

/// A list with its name above; what is too long for the column is cut, and stands whole in the open list.
fn list<Text: AsRef<str>>(ui: &mut Ui, id: &str, name: &str, index: &mut usize, labels: &[Text]) {
    form_row(ui, name, |ui| {
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
        combo(ui, id, name, index, labels);
    });
}

/// The reason beside a field, if it is the one that stops the sharing.
fn beside(preview: &Preview, at: Beside) -> Option<&str> {
    let (place, words) = preview.trouble.as_ref()?;
    (*place == at).then_some(words)
}

fn what(ui: &mut Ui, desk: Desk<'_>, entries: &mut Entries, preview: &Preview, grants: &[GrantId]) {
    let book = desk.book();
    let short = |id: &GrantId| {
        let held = book.grants.get(*id);
        held.map_or_else(String::new, |grant| {
            format!("{}, {}", grant.short, grant.amount)
        })
    };
    let labels: Vec<String> = grants.iter().map(short).collect();
    let is_open = |id: &GrantId| Some(*id) == entries.options.grant;
    let mut index = grants.iter().position(is_open).unwrap_or_default();
    list(ui, "grant", "Grant", &mut index, &labels);
    if let Some(id) = grants.get(index) {
        entries.take_up(desk.book(), *id);
    }
    let grant = entries.options.grant.and_then(|id| book.grants.get(id));
    let whole = grant.map_or(Pence::ZERO, |grant| grant.amount);
    let paid = crate::domain::grant::position::total(preview.now.values().copied());
    let left = crate::domain::grant::position::less(whole, paid);
    let before = entries.options.how_much;
    pick(
        ui,
        "How much",
        &mut entries.options.how_much,
        &[HowMuch::Left, HowMuch::Whole, HowMuch::Typed],
        |one| match one {
            HowMuch::Left => format!("What is left: {left}"),
            HowMuch::Whole => format!("The whole grant: {whole}"),
            HowMuch::Typed => "Another amount".to_owned(),
        },
    );
    if entries.options.how_much != before {
        entries.options.adds = entries.options.how_much == HowMuch::Left;
    }
    let said = beside(preview, Beside::Total);
    if entries.options.how_much == HowMuch::Typed {
        words(
            ui,
            "Amount to share",
            &mut entries.options.total,
            "123,456.70 or =12*450",
            said,
        );
    } else {
        trouble(ui, said);
    }
    ui.checkbox(&mut entries.options.adds, "Add to what the lines have now")
        .on_hover_text("Without it a line’s share stands in the place of what it has now.");
}

fn rule(
    ui: &mut Ui,
    desk: Desk<'_>,
    entries: &mut Entries,
    preview: &Preview,
    asks: &mut Vec<Request>,
) {
    pick(
        ui,
        "Rule",
        &mut entries.options.method,
        &Method::ALL,
        |one| one.word().to_owned(),
    );
    ui.label(theme::small(ui, entries.options.method.about()));
    match entries.options.method {
        Method::Weights | Method::Fixed => {}
        Method::Formula => {
            let said = beside(preview, Beside::Formula);
            words(
                ui,
                "Formula",
                &mut entries.options.formula,
                "12.50*a + 3*b",
                said,
            );
        }
        Method::Limits => {
            pick(
                ui,
                "Base",
                &mut entries.options.base,
                &[BaseFrom::Now, BaseFrom::LastYear, BaseFrom::Typed],
                |one| match one {
                    BaseFrom::Now => "what the lines have now".to_owned(),
                    BaseFrom::LastYear => "last year’s amounts".to_owned(),
                    BaseFrom::Typed => "typed beside each line".to_owned(),
                },
            );
            let said = beside(preview, Beside::Floor);
            words(
                ui,
                "Floor, % change on the base",
                &mut entries.options.floor,
                "-2",
                said,
            );
            let said = beside(preview, Beside::Ceiling);
            words(
                ui,
                "Ceiling, % change on the base",
                &mut entries.options.ceiling,
                "8",
                said,
            );
        }
        Method::Gap => {
            let list = &desk.session.against().list;
            let list = if list.is_empty() { "none yet" } else { list };
            ui.label(theme::small(
                ui,
                format!("Neighbour list: {list}. Each line has its indicator beside it."),
            ));
            if desk.book().indicators.is_empty()
                && link_button(ui, "Go to the indicators").clicked()
            {
                asks.push(Request::Go(Room::Indicators));
            }
        }
        Method::Voice => voice(ui, desk.book(), entries, asks),
    }
}

/// The questions whose answers can be counted.
fn questions(book: &Book) -> Vec<(QuestionId, String)> {
    let counted = book
        .questions
        .iter()
        .filter(|asked| asked.kind != QuestionKind::Text);
    counted
        .map(|asked| {
            let held = book.consultations.get(asked.consultation);
            let title = held.map_or("", |held| held.title.as_str());
            let text: String = asked.text.chars().take(60).collect();
            (asked.id, format!("{title}: {} {text}", asked.number))
        })
        .collect()
}

fn voice(ui: &mut Ui, book: &Book, entries: &mut Entries, asks: &mut Vec<Request>) {
    let all = questions(book);
    if all.is_empty() {
        ui.label(theme::muted(
            ui,
            "No consultation has a question with counted answers yet.",
        ));
        if link_button(ui, "Go to the consultations").clicked() {
            asks.push(Request::Go(Room::Consultation));
        }
        return;
    }
    let mut labels = vec!["Choose a question".to_owned()];
    labels.extend(all.iter().map(|(_, label)| label.clone()));
    let open = |id: QuestionId| all.iter().position(|(held, _)| *held == id);
    let mut index = entries
        .options
        .question
        .and_then(open)
        .map_or(0, |at| at + 1);
    list(ui, "question", "Question", &mut index, &labels);
    let chosen = index
        .checked_sub(1)
        .and_then(|at| all.get(at))
        .map(|(id, _)| *id);
    if chosen != entries.options.question {
        entries.options.question = chosen;
        entries.options.whose.clear();
    }
    let Some(question) = chosen else { return };
    let mut whose = vec!["Everyone".to_owned()];
    for split in [Split::Channel, Split::Group] {
        whose.extend(
            results(book, question, split, None)
                .into_iter()
                .map(|part| part.label),
        );
    }
    let mut index = whose
        .iter()
        .position(|label| *label == entries.options.whose)
        .unwrap_or_default();
    list(ui, "whose", "Whose answers", &mut index, &whose);
    entries.options.whose = match index {
        0 => String::new(),
        at => whose.swap_remove(at),
    };
}

fn steps(ui: &mut Ui, book: &Book, entries: &mut Entries, preview: &Preview) {
    let units: Vec<String> = Unit::OFFERED.iter().map(Unit::to_string).collect();
    list(ui, "unit", "Unit", &mut entries.options.unit, &units);
    if entries.options.unit == 0 {
        return;
    }
    let areas: Vec<(PriorityAreaId, &str)> = preview
        .areas
        .iter()
        .take(MOST_OFFERED)
        .filter_map(|id| Some((*id, book.priority_areas.get(*id)?.name.as_str())))
        .collect();
    let mut labels = vec!["nobody: it stays unallocated"];
    labels.extend(areas.iter().map(|(_, name)| *name));
    let open = |id: PriorityAreaId| areas.iter().position(|(held, _)| *held == id);
    let mut index = entries
        .options
        .balancing
        .and_then(open)
        .map_or(0, |at| at + 1);
    list(
        ui,
        "balancing",
        "What the unit leaves over goes to",
        &mut index,
        &labels,
    );
    entries.options.balancing = index
        .checked_sub(1)
        .and_then(|at| areas.get(at))
        .map(|(id, _)| *id);
}
