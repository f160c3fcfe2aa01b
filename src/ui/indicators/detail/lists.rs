//! What changes under the other lists of neighbours, folded away until somebody asks.

use egui::{CollapsingHeader, Grid, Ui};

use crate::domain::area::list_name;
use crate::domain::benchmark::Average;
use crate::domain::indicator::Indicator;
use crate::domain::indicator::chart::{ByList, Moved};
use crate::ui::theme::{self, space};
use crate::ui::widgets::focus_ring;

/// Draws the card; nothing where there is one list only.
pub fn ui(ui: &mut Ui, indicator: &Indicator, lists: &[ByList], moved: &[Moved], in_use: &str) {
    if lists.len() < 2 {
        return;
    }
    let folded = CollapsingHeader::new("What changes under the old list")
        .id_salt(("lists", indicator.id))
        .show(ui, |ui| {
            if turns(lists) {
                ui.label(theme::strong(
                    "Which side of the neighbours we are on depends on the list.",
                ));
            }
            Grid::new(("by list", indicator.id))
                .num_columns(5)
                .spacing([space::LARGE, space::TINY])
                .show(ui, |ui| {
                    for head in ["List", "Mean", "Median", "Neighbours", "Lowest to highest"] {
                        ui.label(theme::column_head(ui, head));
                    }
                    ui.end_row();
                    for held in lists {
                        row(ui, indicator, held, held.list == in_use);
                        ui.end_row();
                    }
                });
            for change in moved {
                names(ui, change);
            }
        });
    focus_ring(ui, &folded.header_response);
}

/// Whether a list puts us on another side than the rest.
fn turns(lists: &[ByList]) -> bool {
    (0..Average::ALL.len()).any(|at| {
        let mut sides = lists.iter().filter_map(|held| held.better[at]);
        let first = sides.next();
        sides.any(|side| Some(side) != first)
    })
}

fn row(ui: &mut Ui, indicator: &Indicator, held: &ByList, in_use: bool) {
    let name = list_name(&held.list);
    ui.label(if in_use {
        theme::strong(format!("{name}, in use"))
    } else {
        name.into()
    });
    let figures = [held.neighbours.mean, held.neighbours.median];
    for (figure, better) in figures.into_iter().zip(held.better) {
        let shown = figure.map_or_else(
            || "–".to_owned(),
            |value| indicator.show(value, indicator.decimals),
        );
        let side = match better {
            Some(true) => ": ours is better",
            Some(false) => ": ours is worse",
            None => "",
        };
        ui.label(format!("{shown}{side}"));
    }
    ui.label(format!("{} of {}", held.neighbours.n, held.neighbours.of));
    let span = held.neighbours.min.zip(held.neighbours.max);
    ui.label(span.map_or_else(String::new, |(low, high)| {
        let show = |value| indicator.show(value, indicator.decimals);
        format!("{} to {}", show(low), show(high))
    }));
}

fn names(ui: &mut Ui, change: &Moved) {
    ui.add_space(space::TINY);
    ui.label(theme::small(
        ui,
        format!(
            "From {} to {}",
            list_name(&change.from),
            list_name(&change.to)
        ),
    ));
    let parts = [
        ("In both", &change.both),
        ("Joined", &change.joined),
        ("Left", &change.left),
    ];
    for (word, names) in parts {
        let names = if names.is_empty() {
            "nobody".to_owned()
        } else {
            names.join(", ")
        };
        ui.label(format!("{word}: {names}."));
    }
}
