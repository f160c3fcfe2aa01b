//! Charts asked of a plan: the same values on screen, in a file and in the terminal.

use crate::domain::benchmark::{Average, Peers};
use crate::domain::chart::Chart;
use crate::domain::id::IndicatorId;
use crate::domain::indicator::chart::{View, ranked, sentence, trend};
use crate::domain::period::Period;
use crate::exchange::png::{self, PictureError};
use crate::exchange::{svg, text_chart};
use crate::session::{Session, typeface};

/// Which comparison an indicator's charts are drawn with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Against {
    /// The dated neighbour list.
    pub list: String,
    /// The average that stands for the neighbours.
    pub average: Average,
}

impl Session {
    /// The comparison that charts begin with: the newest neighbour list, the mean.
    #[must_use]
    pub fn against(&self) -> Against {
        Against {
            list: self.neighbour_lists().first().cloned().unwrap_or_default(),
            average: Average::default(),
        }
    }

    /// An indicator's trend beside its peers. None when there is no such indicator.
    #[must_use]
    pub fn trend(&self, indicator: IndicatorId, against: &Against) -> Option<Chart> {
        self.with_view(indicator, against, trend)
    }

    /// What the trend says, in words.
    #[must_use]
    pub fn trend_sentence(&self, indicator: IndicatorId, against: &Against) -> Option<String> {
        self.with_view(indicator, against, sentence)
    }

    /// The neighbours ranked in one period.
    #[must_use]
    pub fn ranked(
        &self,
        indicator: IndicatorId,
        against: &Against,
        period: Period,
    ) -> Option<Chart> {
        self.with_view(indicator, against, |view| ranked(view, period))
    }

    fn with_view<T>(
        &self,
        indicator: IndicatorId,
        against: &Against,
        draw: impl FnOnce(View<'_>) -> T,
    ) -> Option<T> {
        let held = self.book().indicators.get(indicator)?;
        let peers = Peers::of(self.book(), &self.book().plan().area, &against.list);
        let panel = self.panel(indicator);
        let comparisons = self.comparisons(indicator, &against.list);
        Some(draw(View {
            book: self.book(),
            indicator: held,
            peers: &peers,
            list: &against.list,
            average: against.average,
            panel: &panel,
            comparisons: &comparisons,
        }))
    }
}

impl Session {
    /// A chart as SVG, of so many pixels.
    #[must_use]
    pub fn chart_svg(&self, chart: &Chart, size: [u32; 2]) -> String {
        svg::svg(chart, size)
    }

    /// A chart for a terminal: at most eighty columns, with its table.
    #[must_use]
    pub fn chart_text(&self, chart: &Chart) -> String {
        text_chart::text(chart)
    }

    /// A chart as a PNG picture, twice as fine as its size in points.
    ///
    /// # Errors
    /// When the picture cannot be drawn.
    pub fn chart_png(&self, chart: &Chart, size: [u32; 2]) -> Result<Vec<u8>, PictureError> {
        png::png(&svg::svg(chart, size), 2.0, &typeface::FAMILY)
    }
}
