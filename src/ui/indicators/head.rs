//! The head of the indicator shown: its name, what it measures, what it serves, and what can be done with it.

use egui::Ui;
use egui_material_icons::icons;

use crate::domain::area::list_name;
use crate::domain::benchmark::Average;
use crate::domain::chart::Chart;
use crate::domain::command::Command;
use crate::domain::indicator::Indicator;
use crate::domain::problem::{Place, Severity};
use crate::domain::record::Edit;
use crate::session::chart::Against;
use crate::ui::indicators::Ask;
use crate::ui::indicators::change::{without_figures, words};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::{Attention, attention, combo, icon_button, link_button, room_heading};

/// Size of a saved picture, in pixels.
const PICTURE: [u32; 2] = [960, 540];

/// What the head remembers: why it could not be removed.
#[derive(Debug, Default)]
pub struct Head {
    refused: Option<String>,
}

impl Head {
    /// Forgets a refusal that was about another indicator.
    pub fn turn(&mut self) {
        self.refused = None;
    }

    /// Draws the head; `views` draws how else the figures can be looked at.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        indicator: &Indicator,
        chart: Option<&Chart>,
        asks: &mut Vec<Request>,
        views: impl FnOnce(&mut Ui),
    ) -> Option<Ask> {
        room_heading(ui, &indicator.title);
        subtitle(ui, desk, indicator, asks);
        let mut asked = None;
        ui.add_space(space::TINY);
        ui.horizontal_wrapped(|ui| {
            compare(ui, desk, asks);
            views(ui);
            if let Some(chart) = chart {
                take_away(ui, desk, indicator, chart, asks);
            }
            if desk.session.is_read_only() {
                return;
            }
            if icon_button(ui, icons::ICON_EDIT, "Edit…")
                .on_hover_text("Change its title, unit, definition or objectives")
                .clicked()
            {
                asked = Some(Ask::Edit);
            }
            if icon_button(ui, icons::ICON_DELETE, "Remove")
                .on_hover_text("Take it out of the plan; undo brings it back")
                .clicked()
            {
                self.remove(desk, indicator, asks);
            }
        });
        self.refusal(ui, desk, indicator, asks);
        asked
    }

    fn remove(&mut self, desk: Desk<'_>, indicator: &Indicator, asks: &mut Vec<Request>) {
        let command: Command = Edit::remove(indicator).into();
        let problems = command.problems(desk.book());
        match problems
            .iter()
            .find(|held| held.severity == Severity::Error)
        {
            Some(problem) => self.refused = Some(words(problem)),
            None => asks.push(Request::Change(command)),
        }
    }

    fn refusal(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        indicator: &Indicator,
        asks: &mut Vec<Request>,
    ) {
        let Some(why) = &self.refused else {
            return;
        };
        let figures = without_figures(desk, indicator);
        let remove = figures
            .as_ref()
            .map(|(n, _)| format!("Remove its {n} figures"));
        let mut links: Vec<&str> = remove.iter().map(String::as_str).collect();
        links.push("Keep it");
        let title = format!("{} was not removed.", indicator.code);
        let note = Attention {
            tone: Tone::Error,
            title: &title,
            detail: why,
            links: &links,
        };
        let Some(pressed) = attention(ui, &note) else {
            return;
        };
        self.refused = None;
        if let (0, Some((_, command))) = (pressed, figures) {
            asks.push(Request::Change(command));
        }
    }
}

/// What it measures, and the objectives it serves as links to their rows in the thread.
fn subtitle(ui: &mut Ui, desk: Desk<'_>, indicator: &Indicator, asks: &mut Vec<Request>) {
    let target = if indicator.target.is_empty() {
        String::new()
    } else {
        format!(" · target {}", indicator.target)
    };
    let held: Vec<_> = indicator
        .objectives
        .iter()
        .filter_map(|id| desk.book().objectives.get(*id))
        .collect();
    let serves = if held.is_empty() {
        "serves no objective yet"
    } else {
        "serves"
    };
    let words = format!(
        "{} · {}{target} · {serves}",
        indicator.code,
        indicator.subtitle()
    );
    words_row(ui, |ui| {
        ui.label(theme::small(ui, words));
        for objective in held {
            if link_button(ui, &objective.label())
                .on_hover_text(&objective.title)
                .clicked()
            {
                asks.push(Request::Open(Place::Objective(objective.id)));
            }
        }
    });
}

/// A line of words and links, without the height of controls.
pub fn words_row(ui: &mut Ui, draw: impl FnOnce(&mut Ui)) {
    ui.scope(|ui| {
        // Before the row begins, which takes its height from it.
        ui.spacing_mut().interact_size.y = 0.0;
        ui.horizontal_wrapped(draw);
    });
}

/// Whom it is compared with, and by which average.
fn compare(ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
    let lists = desk.session.neighbour_lists();
    if lists.is_empty() {
        return;
    }
    let labels: Vec<String> = lists
        .iter()
        .map(|list| format!("Neighbours: {}", list_name(list)))
        .collect();
    let mut picked = lists
        .iter()
        .position(|list| *list == desk.against.list)
        .unwrap_or(0);
    if combo(ui, "neighbours", "Neighbour list", &mut picked, &labels).changed()
        && let Some(list) = lists.get(picked)
    {
        asks.push(Request::Compare(Against {
            list: list.clone(),
            average: desk.against.average,
        }));
    }
    let mut average = Average::ALL
        .iter()
        .position(|held| *held == desk.against.average)
        .unwrap_or(0);
    if combo(
        ui,
        "average",
        "Average of the neighbours",
        &mut average,
        &["Mean", "Median"],
    )
    .changed()
    {
        let average = Average::ALL.get(average).copied().unwrap_or_default();
        asks.push(Request::Compare(Against {
            list: desk.against.list.clone(),
            average,
        }));
    }
}

fn take_away(
    ui: &mut Ui,
    desk: Desk<'_>,
    indicator: &Indicator,
    chart: &Chart,
    asks: &mut Vec<Request>,
) {
    let copy = icon_button(ui, icons::ICON_CONTENT_COPY, "Copy figures");
    if copy
        .on_hover_text("The figures of the plot as a table, for a spreadsheet")
        .clicked()
    {
        asks.push(Request::Copy {
            text: chart.table().tsv(),
            what: format!("the figures of {}", indicator.code),
        });
    }
    let save = icon_button(ui, icons::ICON_IMAGE, "Save SVG…");
    if save
        .on_hover_text("The plot as a picture that stays sharp at any size")
        .clicked()
    {
        let bytes = desk.session.chart_svg(chart, PICTURE).into_bytes();
        asks.push(Request::Save {
            name: format!("{}.svg", file_name(&indicator.code)),
            bytes,
            keep: None,
        });
    }
}

/// A code as the name of a file: letters and digits, the rest dashes.
fn file_name(code: &str) -> String {
    let plain: String = code
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    let plain = plain.trim_matches('-');
    if plain.is_empty() {
        "chart".to_owned()
    } else {
        plain.to_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_code_makes_a_file_name() {
        assert_eq!(file_name("PAF A1"), "paf-a1");
        assert_eq!(file_name("QP 7.1/2"), "qp-7-1-2");
        assert_eq!(file_name("///"), "chart");
    }
}
