//! The figures of a chart as a table: what is copied to a spreadsheet and read aloud.
//!
//! Every figure drawn is in it, as printed, with reason marks where one is missing; a drawing
//! alone would shut out whoever cannot see it, and cannot be checked with a calculator.
//!
//! Edges: a line without a point in a period has an empty cell there, which is not the same as a
//! figure missing for a reason.

use super::bars::Bars;
use super::diverging::Diverging;
use super::strips::{Stacked, Waterfall};
use super::trend::{Series, Status, Trend};

/// Headings and rows of text; every row has as many cells as there are headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The heads of the columns.
    pub headings: Vec<String>,
    /// Rows of cells, as many in each as there are headings.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// Tab-separated lines, as spreadsheets take them from the clipboard.
    #[must_use]
    pub fn tsv(&self) -> String {
        let line = |cells: &Vec<String>| {
            let flat = cells
                .iter()
                .map(|cell| cell.replace(['\t', '\n', '\r'], " "));
            flat.collect::<Vec<_>>().join("\t")
        };
        std::iter::once(&self.headings)
            .chain(&self.rows)
            .map(|cells| line(cells) + "\n")
            .collect()
    }
}

/// Periods down, lines across; a column for status when a figure of ours is not an outturn.
pub(super) fn trend(trend: &Trend) -> Table {
    let own = trend.own();
    let status = own.filter(|own| own.points.iter().any(|p| p.status != Status::Outturn));
    let mut headings = vec!["Period".to_owned()];
    headings.extend(trend.series.iter().map(|series| series.name.clone()));
    headings.extend(status.map(|_| "Status".to_owned()));

    let mut periods: Vec<(f64, &str)> = trend
        .series
        .iter()
        .flat_map(Series::ordered)
        .map(|point| (point.at, point.period.as_str()))
        .collect();
    periods.sort_by(|a, b| a.0.total_cmp(&b.0));
    periods.dedup_by(|a, b| a.0 == b.0);

    let at = |series: &Series, at: f64| series.points.iter().find(|p| p.at == at).cloned();
    let rows = periods.into_iter().map(|(when, period)| {
        let mut cells = vec![period.to_owned()];
        cells.extend(trend.series.iter().map(|series| {
            at(series, when).map_or_else(String::new, |point| point.says(&trend.unit))
        }));
        cells.extend(status.map(|own| {
            at(own, when).map_or_else(String::new, |point| point.status.word().to_owned())
        }));
        cells
    });
    Table {
        headings,
        rows: rows.collect(),
    }
}

/// One row a bar, in the order drawn, the marker last; how far bars are over stands in a column of its own.
pub(super) fn bars(bars: &Bars) -> Table {
    let has_over = bars.bars.iter().any(super::Bar::is_over);
    let row = |bar: &super::Bar| {
        let label = if bar.ours {
            format!("{} (ours)", bar.label)
        } else {
            bar.label.clone()
        };
        let mut cells = vec![label, bar.figure(&bars.unit)];
        cells.extend(has_over.then(|| bar.over_by.clone()));
        cells
    };
    let mut rows: Vec<Vec<String>> = bars.ordered().into_iter().map(row).collect();
    if let Some(marker) = &bars.marker {
        let mut cells = vec![marker.label.clone(), bars.unit.show(marker.value)];
        cells.extend(has_over.then(String::new));
        rows.push(cells);
    }
    let mut headings = vec!["Name".to_owned(), "Value".to_owned()];
    headings.extend(has_over.then(|| "Over by".to_owned()));
    Table { headings, rows }
}

/// One row a group, count and printed share for each answer, the base last.
pub(super) fn diverging(diverging: &Diverging) -> Table {
    let answers = diverging.answers();
    let mut headings = vec!["Group".to_owned()];
    for answer in &answers {
        headings.extend([answer.label.clone(), format!("{}, share", answer.label)]);
    }
    headings.extend(["Base".to_owned(), "Note".to_owned()]);
    let rows = diverging.rows.iter().map(|row| {
        let mut cells = vec![row.label.clone()];
        for answer in &answers {
            let same = |part: &&super::Part| part.label == answer.label && part.side == answer.side;
            match row.parts.iter().find(same) {
                Some(part) => cells.extend([part.count.to_string(), part.says()]),
                None => cells.extend([String::new(), String::new()]),
            }
        }
        cells.extend([row.base_shown(), row.note.clone().unwrap_or_default()]);
        cells
    });
    Table {
        rows: rows.collect(),
        headings,
    }
}

/// One row a bar, a column a key, then what is left and the whole.
pub(super) fn stacked(stacked: &Stacked) -> Table {
    let has_left = stacked.rows.iter().any(|row| row.left.is_some());
    let mut headings = vec![stacked.rows_are.clone()];
    headings.extend(stacked.keys.iter().cloned());
    headings.extend(has_left.then(|| "Left".to_owned()));
    headings.push("Whole".to_owned());
    let rows = stacked.rows.iter().map(|row| {
        let mut cells = vec![row.label.clone()];
        cells.extend((0..stacked.keys.len()).map(|key| {
            let of_key = row.pieces.iter().filter(|piece| piece.key == key);
            let shown: Vec<&str> = of_key.map(|piece| piece.amount.shown.as_str()).collect();
            shown.join(" + ")
        }));
        if has_left {
            let left = row.left.as_ref();
            cells.push(left.map_or_else(String::new, |left| left.shown.clone()));
        }
        cells.push(row.shown.clone());
        cells
    });
    Table {
        rows: rows.collect(),
        headings,
    }
}

/// One row a step, with what it comes to.
pub(super) fn waterfall(waterfall: &Waterfall) -> Table {
    let end = |(label, amount): &(String, super::Amount)| {
        vec![label.clone(), String::new(), amount.shown.clone()]
    };
    let steps = waterfall.steps.iter().map(|step| {
        vec![
            step.label.clone(),
            step.change.shown.clone(),
            step.total.shown.clone(),
        ]
    });
    let rows = std::iter::once(end(&waterfall.start))
        .chain(steps)
        .chain([end(&waterfall.end)]);
    Table {
        headings: ["Step", "Change", "Total"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}
