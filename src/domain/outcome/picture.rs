//! Pounds against outcomes as a table and as two pictures that share their years.

use crate::domain::chart::{
    Amount, Chart, Piece, Point, Role, Series, Stack, Stacked, Status, Table, Tick, Trend, Unit,
};
use crate::domain::indicator::chart::unit;
use crate::domain::outcome::{CAUTION, Outcome, OutcomeYear, SpendIs, is_unit_cost};
use crate::domain::period::Period;
use crate::domain::reading::{self, Reported};

impl Outcome {
    /// What the figure is called over its column.
    fn figure_is(&self) -> &'static str {
        if is_unit_cost(&self.indicator) {
            "Unit cost"
        } else {
            "Figure"
        }
    }

    fn neighbours_are(&self) -> String {
        format!("Neighbours ({})", self.average.word())
    }

    /// Every year, with where its pounds, children and figure are from, and why what is missing is missing.
    #[must_use]
    pub fn table(&self) -> Table {
        let neighbours = self.neighbours_are();
        let headings = [
            "Year",
            "Pounds",
            "Which",
            "Children",
            "Pounds a child",
            self.figure_is(),
            &neighbours,
            "Gap",
            "Missing",
        ];
        Table {
            headings: headings.map(str::to_owned).to_vec(),
            rows: self.years.iter().map(|held| self.row(held)).collect(),
        }
    }

    fn row(&self, held: &OutcomeYear) -> Vec<String> {
        let neighbours = held.figure.as_ref().and_then(|figure| {
            let value = self
                .indicator
                .show(figure.average?, self.indicator.decimals.max(1));
            let n = &figure.neighbours;
            Some(match n.n {
                0 => format!("{value}, as published"),
                _ => format!("{value}, {} of {}", n.n, n.of),
            })
        });
        let gap = held.gap().map(|gap| {
            let better = match held.figure.as_ref().and_then(|figure| figure.better) {
                Some(true) => ", better",
                Some(false) => ", worse",
                None => "",
            };
            format!("{}{better}", self.signed(gap))
        });
        let counted = held.counted.as_ref();
        vec![
            held.label(),
            held.spend
                .map_or_else(none, |spend| spend.amount.to_string()),
            held.spend
                .map_or_else(String::new, |spend| spend.is.word().to_owned()),
            counted.map_or_else(none, |counted| {
                format!(
                    "{} ({})",
                    Unit::new("", "", 0).show(counted.n),
                    counted.from
                )
            }),
            held.per_head().map_or_else(none, |each| each.to_string()),
            self.figure(held),
            neighbours.unwrap_or_else(none),
            gap.unwrap_or_else(none),
            held.why.join("; "),
        ]
    }

    /// The figure as it stands in a table, with its status where it did not happen and its period where that is another.
    fn figure(&self, held: &OutcomeYear) -> String {
        let Some(figure) = &held.figure else {
            return none();
        };
        let mut shown = match figure.reported {
            Reported::Figure { value, decimals } => self.indicator.show(value, decimals),
            Reported::Missing(reason) => return reason.mark().to_owned(),
        };
        if !matches!(figure.status, reading::Status::Outturn) {
            shown.push_str(&format!(", {}", figure.status.word()));
        }
        if figure.label != held.label() {
            shown.push_str(&format!(" ({})", figure.label));
        }
        shown
    }

    /// The pounds of each year, the oldest first; a year without money keeps its place, and says so.
    #[must_use]
    pub fn pounds(&self) -> Chart {
        let row = |held: &OutcomeYear| {
            let amount = |pounds: f64, shown: String| Amount {
                value: pounds,
                shown,
            };
            let piece = held.spend.map(|spend| Piece {
                key: usize::from(spend.is == SpendIs::Actual),
                amount: amount(spend.amount.0 as f64 / 100.0, spend.amount.to_string()),
            });
            let shown = held.spend.map_or_else(
                || "no grant".to_owned(),
                |spend| match held.per_head() {
                    Some(each) => format!("{}, {each} a child", spend.amount),
                    None => spend.amount.to_string(),
                },
            );
            Stack {
                label: held.label(),
                pieces: piece.into_iter().collect(),
                left: None,
                shown,
            }
        };
        Chart::Stacked(Stacked {
            title: format!("Pounds: {}", self.name),
            subtitle: "a closed year has its actual spending, every other its latest budget".into(),
            unit: Unit::new("£", "", 0),
            rows_are: "Year".into(),
            keys: vec!["Latest budget".into(), "Actual spending".into()],
            rows: self.years.iter().map(row).collect(),
            source: "From the plan’s own figures".into(),
        })
    }

    /// The figure of each year beside the neighbours' average; `own` is what the authority is called.
    #[must_use]
    pub fn figures(&self, own: &str) -> Chart {
        let ours = Series {
            name: own.to_owned(),
            role: Role::Own,
            points: self
                .years
                .iter()
                .filter_map(|held| self.point(held))
                .collect(),
        };
        let theirs = Series {
            name: self.neighbours_are(),
            role: Role::Neighbours,
            points: self.years.iter().filter_map(neighbours).collect(),
        };
        let mut series = vec![ours];
        if !theirs.points.is_empty() {
            series.push(theirs);
        }
        let ticks = self.years.iter().map(|held| Tick {
            at: at(held),
            label: held.label(),
        });
        Chart::Trend(Trend {
            title: self.indicator.label(),
            subtitle: self.indicator.subtitle(),
            unit: unit(&self.indicator),
            ticks: ticks.collect(),
            series,
            sentence: format!("{} {CAUTION}", self.sentence()),
            notes: self.notes.clone(),
            source: self.indicator.source.clone(),
            ..Trend::default()
        })
    }

    fn point(&self, held: &OutcomeYear) -> Option<Point> {
        let figure = held.figure.as_ref()?;
        let (missing, shown) = match figure.reported {
            Reported::Figure { value, decimals } => (None, self.indicator.show(value, decimals)),
            Reported::Missing(reason) => (Some(reason.mark().to_owned()), String::new()),
        };
        let status = match figure.status {
            reading::Status::Outturn | reading::Status::Revised => Status::Outturn,
            reading::Status::Provisional | reading::Status::Estimate => Status::Provisional,
            reading::Status::Forecast | reading::Status::Planned => Status::Planned,
        };
        let spend = held
            .spend
            .map(|spend| format!("{} ({})", spend.amount, spend.is.word()));
        Some(Point {
            at: at(held),
            period: held.label(),
            value: figure.value(),
            missing,
            status,
            shown,
            note: spend.unwrap_or_default(),
            interval: None,
        })
    }
}

fn neighbours(held: &OutcomeYear) -> Option<Point> {
    Some(Point {
        at: at(held),
        period: held.label(),
        value: Some(held.neighbours()?),
        ..Point::default()
    })
}

fn at(held: &OutcomeYear) -> f64 {
    Period::Financial(held.fiscal_year).at()
}

fn none() -> String {
    "–".to_owned()
}
