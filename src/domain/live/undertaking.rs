//! How many actions stand how, of all or of those that serve an objective.

use crate::domain::book::Book;
use crate::domain::live::name::{Named, find as named, folded, suggestion};
use crate::domain::live::{Fault, Live, Reference};
use crate::domain::plan::{Action, ActionStatus};
use crate::domain::problem::Place;

pub(super) fn find(book: &Book, reference: &Reference) -> Result<Live, Fault> {
    let asked = folded(&reference.name);
    let status = ActionStatus::ALL
        .into_iter()
        .find(|status| status.word() == asked);
    if status.is_none() && asked != "open" && asked != "all" {
        let known = ActionStatus::ALL.iter().map(|status| status.word());
        return Err(Fault::new(
            format!("actions are not counted by “{}”", reference.name),
            suggestion(&asked, known.chain(["open", "all"])),
        ));
    }
    let objective = if reference.at.is_empty() {
        None
    } else {
        let known: Vec<_> = book
            .objectives
            .iter()
            .map(|held| Named::new(held.id, [held.number.as_str(), &held.short, &held.title]))
            .collect();
        Some(named(&reference.at, "objective", &known)?)
    };
    let among: Vec<&Action> = book
        .actions
        .iter()
        .filter(|held| objective.is_none_or(|id| held.serves(id)))
        .collect();
    let is_it = |held: &&&Action| match status {
        Some(status) => held.status == status,
        None => asked == "all" || held.status != ActionStatus::Done,
    };
    let n = among.iter().filter(is_it).count();
    let label = objective.and_then(|id| book.objectives.get(id));
    let of = label.map_or_else(|| "the plan".to_owned(), |held| held.label());
    Ok(Live {
        value: n.to_string(),
        period: if asked == "all" {
            String::new()
        } else {
            format!("of {}", among.len())
        },
        status: String::new(),
        source: format!("Actions of {of}: {asked}"),
        place: objective.map_or(Place::Plan, Place::Objective),
    })
}
