//! Milestones drawn on a line of fiscal years, a row a workstream.
//!
//! Milestones of one workstream that overlap stand under each other. One without dates cannot be drawn; how many
//! there are is said, and the list holds them.

use egui::{Rect, ScrollArea, Stroke, StrokeKind, Ui, pos2, vec2};
use jiff::civil::{Date, date};

use crate::domain::id::MilestoneId;
use crate::domain::period::Period;
use crate::domain::plan::Milestone;
use crate::ui::plan::milestones::spoken;
use crate::ui::theme;
use crate::ui::thread::door::{Words, door, rule};

/// How tall a bar is with the air around it, in points.
const LANE: f32 = 28.0;
const HEAD: f32 = 28.0;
/// The least a fiscal year is wide, in points: under it, the timeline scrolls sideways.
const YEAR: f32 = 64.0;

/// The rows of the timeline: a workstream, and its milestones with the lane of each.
struct Row<'a> {
    workstream: &'a str,
    bars: Vec<(usize, &'a Milestone)>,
    lanes: usize,
}

/// The days drawn: whole fiscal years.
#[derive(Clone, Copy)]
struct Span {
    first: i16,
    years: i16,
}

impl Span {
    /// The fiscal years that hold every dated milestone; none when there is no date.
    fn of(held: &[Milestone]) -> Option<Self> {
        let days = || held.iter().filter_map(ends);
        let first = fiscal_year(days().map(|(from, _)| from).min()?);
        let last = fiscal_year(days().map(|(_, to)| to).max()?);
        Some(Self {
            first,
            years: last - first + 1,
        })
    }

    /// How far along the span a day's beginning is, 0 to 1.
    fn at(self, day: Date) -> f32 {
        let start = date(self.first, 4, 1);
        let whole = f64::from(self.years) * 365.25;
        ((f64::from((day - start).get_days()) / whole) as f32).clamp(0.0, 1.0)
    }
}

/// The first and the last day of a milestone; one day stands for both.
fn ends(milestone: &Milestone) -> Option<(Date, Date)> {
    let from = milestone.from.or(milestone.to)?;
    Some((from, milestone.to.unwrap_or(from)))
}

/// The year in which the fiscal year of a day begins.
fn fiscal_year(day: Date) -> i16 {
    if day.month() < 4 {
        day.year() - 1
    } else {
        day.year()
    }
}

/// Draws the timeline; gives back the milestone that was pressed.
pub fn show(ui: &mut Ui, held: &[Milestone], picked: Option<MilestoneId>) -> Option<MilestoneId> {
    let undated = held
        .iter()
        .filter(|milestone| ends(milestone).is_none())
        .count();
    if undated > 0 {
        ui.label(theme::small(
            ui,
            format!("{undated} without a date stand in the list only."),
        ));
    }
    let span = Span::of(held)?;
    let names = (ui.available_width() * 0.24).clamp(120.0, 220.0);
    let wide = (ui.available_width() - names - 12.0).max(YEAR * f32::from(span.years));
    let mut pressed = None;
    ScrollArea::both()
        .id_salt("timeline")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            years(ui, span, names, wide);
            for row in rows(held) {
                pressed = draw(ui, &row, span, (names, wide), picked).or(pressed.take());
            }
        });
    pressed
}

fn years(ui: &mut Ui, span: Span, names: f32, wide: f32) {
    let (_, rect) = ui.allocate_space(vec2(names + wide, HEAD));
    let font = egui::FontId::new(theme::small_font(ui).size, theme::fonts::semibold());
    let each = wide / f32::from(span.years);
    let muted = theme::palette(ui).muted;
    Words::new("Workstream", &font, muted).paint(ui, rect.with_max_x(rect.left() + names - 8.0));
    for n in 0..span.years {
        let left = rect.left() + names + each * f32::from(n);
        let cell = Rect::from_min_max(
            pos2(left + 5.0, rect.top()),
            pos2(left + each, rect.bottom()),
        );
        Words::new(&Period::Financial(span.first + n).label(), &font, muted).paint(ui, cell);
    }
    rule(ui, rect);
}

/// One row a workstream, in the order in which they first appear.
fn rows(held: &[Milestone]) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for milestone in held.iter().filter(|milestone| ends(milestone).is_some()) {
        let at = rows
            .iter()
            .position(|row| row.workstream == milestone.workstream);
        let at = at.unwrap_or_else(|| {
            rows.push(Row {
                workstream: &milestone.workstream,
                bars: Vec::new(),
                lanes: 0,
            });
            rows.len() - 1
        });
        let row = &mut rows[at];
        let lane = (0..row.lanes)
            .find(|lane| is_free(row, *lane, milestone))
            .unwrap_or(row.lanes);
        row.lanes = row.lanes.max(lane + 1);
        row.bars.push((lane, milestone));
    }
    rows
}

fn is_free(row: &Row<'_>, lane: usize, milestone: &Milestone) -> bool {
    let Some((from, to)) = ends(milestone) else {
        return true;
    };
    row.bars
        .iter()
        .filter(|(other, _)| *other == lane)
        .filter_map(|(_, held)| ends(held))
        .all(|(start, end)| to < start || end < from)
}

fn draw(
    ui: &mut Ui,
    row: &Row<'_>,
    span: Span,
    (names, wide): (f32, f32),
    picked: Option<MilestoneId>,
) -> Option<MilestoneId> {
    let tall = LANE * row.lanes as f32 + 2.0;
    let (_, rect) = ui.allocate_space(vec2(names + wide, tall));
    let (name, bars) = rect.split_left_right_at_x(rect.left() + names);
    if ui.is_rect_visible(rect) {
        let palette = theme::palette(ui);
        let place = name.with_max_x(name.right() - 8.0);
        let shortened =
            Words::new(row.workstream, &theme::body_font(ui), palette.text).paint(ui, place);
        if shortened {
            ui.interact(
                place,
                ui.scope_id().with(("workstream", row.workstream)),
                egui::Sense::hover(),
            )
            .on_hover_text(row.workstream);
        }
        let each = wide / f32::from(span.years);
        for n in 0..span.years {
            ui.painter().vline(
                bars.left() + each * f32::from(n),
                rect.y_range(),
                Stroke::new(1.0, palette.line),
            );
        }
        rule(ui, rect);
    }
    let mut pressed = None;
    for (lane, milestone) in &row.bars {
        let Some((from, to)) = ends(milestone) else {
            continue;
        };
        let until = to.tomorrow().unwrap_or(to);
        let top = bars.top() + LANE * *lane as f32 + 3.0;
        let (left, right) = (
            bars.left() + wide * span.at(from),
            bars.left() + wide * span.at(until),
        );
        let bar = Rect::from_min_max(
            pos2(left + 1.0, top),
            pos2((right - 1.0).max(left + 8.0), top + LANE - 4.0),
        );
        if draw_bar(ui, milestone, bar, picked == Some(milestone.id)) {
            pressed = Some(milestone.id);
        }
    }
    pressed
}

fn draw_bar(ui: &mut Ui, milestone: &Milestone, bar: Rect, picked: bool) -> bool {
    let palette = theme::palette(ui);
    let visible = ui.is_rect_visible(bar);
    if visible {
        let (fill, edge) = if picked {
            (palette.selected, palette.accent)
        } else {
            (palette.field, palette.edge)
        };
        ui.painter().rect(
            bar,
            theme::size::ROUND_SMALL,
            fill,
            Stroke::new(1.0, edge),
            StrokeKind::Inside,
        );
    }
    let name = spoken(milestone);
    let response = door(ui, bar, ui.scope_id().with(("bar", milestone.id)), &name);
    if visible {
        let shortened = Words::new(&milestone.title, &theme::small_font(ui), palette.text)
            .paint(ui, bar.shrink2(vec2(6.0, 0.0)));
        let clicked = response.clicked();
        if shortened {
            response.on_hover_text(name);
        }
        return clicked;
    }
    response.clicked()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn milestone(workstream: &str, from: Option<Date>, to: Option<Date>) -> Milestone {
        Milestone {
            id: MilestoneId(1),
            workstream: workstream.into(),
            title: "t".into(),
            objectives: Vec::new(),
            from,
            to,
            dates_as_printed: String::new(),
            audience: String::new(),
            note: String::new(),
            source: String::new(),
            position: 0,
        }
    }

    #[test]
    fn the_span_is_whole_fiscal_years() {
        #[track_caller]
        fn check(days: &[(Date, Date)], want: Option<(i16, i16)>) {
            let held: Vec<Milestone> = days
                .iter()
                .map(|(from, to)| milestone("a", Some(*from), Some(*to)))
                .collect();
            assert_eq!(Span::of(&held).map(|span| (span.first, span.years)), want);
        }
        check(&[], None);
        check(&[(date(2003, 4, 1), date(2004, 3, 31))], Some((2003, 1)));
        check(&[(date(2003, 3, 31), date(2003, 4, 1))], Some((2002, 2)));
        check(
            &[
                (date(2005, 6, 1), date(2005, 6, 2)),
                (date(2003, 6, 1), date(2003, 6, 2)),
            ],
            Some((2003, 3)),
        );
    }

    #[test]
    fn what_overlaps_stands_in_another_lane_and_what_has_no_date_in_none() {
        let held = [
            milestone("a", Some(date(2003, 4, 1)), Some(date(2004, 3, 31))),
            milestone("b", Some(date(2003, 4, 1)), None),
            milestone("a", Some(date(2004, 3, 31)), Some(date(2004, 5, 1))),
            milestone("a", Some(date(2004, 6, 1)), None),
            milestone("c", None, None),
        ];
        let found: Vec<(&str, Vec<usize>)> = rows(&held)
            .into_iter()
            .map(|row| (row.workstream, row.bars.iter().map(|bar| bar.0).collect()))
            .collect();
        assert_eq!(found, [("a", vec![0, 1, 0]), ("b", vec![0])]);
    }

    #[test]
    fn a_year_takes_its_part_of_the_line() {
        let span = Span {
            first: 2003,
            years: 4,
        };
        assert!((span.at(date(2003, 4, 1)) - 0.0).abs() < 0.001);
        assert!((span.at(date(2004, 4, 1)) - 0.25).abs() < 0.002);
        assert!((span.at(date(2007, 4, 1)) - 1.0).abs() < 0.002);
        assert!((span.at(date(1990, 1, 1)) - 0.0).abs() < 0.001);
    }
}
