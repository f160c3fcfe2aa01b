//! A chart as a value: the figures, their words and their marks, before anything is drawn.
//!
//! The officer sees the same chart on screen, in a report, as a picture and in a terminal. So that
//! the four cannot disagree, a chart is first built as plain figures here and only then drawn: by
//! the window, as SVG, or as text. What a person reads instead of the drawing (the text
//! alternative and the table) is made from the same figures.
//!
//! Edges: a missing value is `None` with its reason mark, never zero; a value that is not a finite
//! number counts as missing. Order and choice of figures are the caller's; nothing here computes a
//! statistic.

mod axis;
mod band;
mod bars;
mod diverging;
mod labels;
#[cfg(test)]
pub mod samples;
mod strips;
mod table;
mod trend;
mod unit;
mod words;

pub use axis::{Axis, axis};
pub use band::{Band, Tone};
pub use bars::{Bar, Bars};
pub use diverging::{Diverging, Part, Row, Side};
pub use labels::{clearest, shorten, spread, stride};
pub use strips::{Amount, Block, BlockKind, Piece, Stack, Stacked, Step, Strip, Strips, Waterfall};
pub use table::Table;
pub use trend::{Break, Line, Point, Role, Run, Series, Status, Tick, Trend};
pub use unit::Unit;

/// One drawing, of one of the kinds the program has.
#[derive(Clone, Debug, PartialEq)]
pub enum Chart {
    /// Lines over time: ours against neighbours, region and England.
    Trend(Trend),
    /// Ranked horizontal bars, ours marked.
    Bars(Bars),
    /// Answers to one question, disagreement to the left and agreement to the right.
    Diverging(Diverging),
    /// Bars of pieces laid end to end: where each pound goes.
    Stacked(Stacked),
    /// From one total to another by steps up and down.
    Waterfall(Waterfall),
}

impl Chart {
    /// The heading over the drawing.
    #[must_use]
    pub fn title(&self) -> &str {
        match self {
            Self::Trend(trend) => &trend.title,
            Self::Bars(bars) => &bars.title,
            Self::Diverging(diverging) => &diverging.title,
            Self::Stacked(stacked) => &stacked.title,
            Self::Waterfall(waterfall) => &waterfall.title,
        }
    }

    /// The line under the heading: what is measured, and on what base.
    #[must_use]
    pub fn subtitle(&self) -> &str {
        match self {
            Self::Trend(trend) => &trend.subtitle,
            Self::Bars(bars) => &bars.subtitle,
            Self::Diverging(diverging) => &diverging.subtitle,
            Self::Stacked(stacked) => &stacked.subtitle,
            Self::Waterfall(waterfall) => &waterfall.subtitle,
        }
    }

    /// Where the figures come from, as printed under the drawing.
    #[must_use]
    pub fn source(&self) -> &str {
        match self {
            Self::Trend(trend) => &trend.source,
            Self::Bars(bars) => &bars.source,
            Self::Diverging(diverging) => &diverging.source,
            Self::Stacked(stacked) => &stacked.source,
            Self::Waterfall(waterfall) => &waterfall.source,
        }
    }

    /// The text alternative: what the drawing shows, in words with its figures.
    #[must_use]
    pub fn alt(&self) -> String {
        match self {
            Self::Trend(trend) => words::trend(trend),
            Self::Bars(bars) => words::bars(bars),
            Self::Diverging(diverging) => words::diverging(diverging),
            Self::Stacked(stacked) => words::stacked(stacked),
            Self::Waterfall(waterfall) => words::waterfall(waterfall),
        }
    }

    /// The same figures as a table, to copy and for screen readers.
    #[must_use]
    pub fn table(&self) -> Table {
        match self {
            Self::Trend(trend) => table::trend(trend),
            Self::Bars(bars) => table::bars(bars),
            Self::Diverging(diverging) => table::diverging(diverging),
            Self::Stacked(stacked) => table::stacked(stacked),
            Self::Waterfall(waterfall) => table::waterfall(waterfall),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(chart: &Chart) -> String {
        let table = chart.table();
        let lines = std::iter::once(&table.headings).chain(&table.rows);
        let lines: Vec<String> = lines.map(|cells| cells.join(" | ")).collect();
        lines.join("\n").replace(" \n", "\n")
    }

    #[test]
    fn a_copied_table_is_tab_separated_and_keeps_to_its_cells() {
        let cell = |text: &str| text.to_owned();
        let table = Table {
            headings: vec![cell("Period"), cell("a\tb\nc")],
            rows: vec![vec![cell("2015/16"), cell("[c]")]],
        };
        assert_eq!(table.tsv(), "Period\ta b c\n2015/16\t[c]\n");
    }

    #[test]
    fn alternatives_answer_what_the_drawing_shows() {
        insta::assert_snapshot!(samples::trend().alt(), @r"
        Line chart: Second or later child protection plan. % of plans starting in the year · lower is better · year ending 31 March. Leicestershire: 22.0% in 2026/27 (planned); from 30.5% in 2015/16; lowest 15.2% in 2018/19; highest 30.5% in 2015/16; no figure for 2020/21 [c]. Neighbours: 25.9% in 2024/25; from 19.4% in 2015/16; lowest 19.4% in 2015/16; highest 25.9% in 2024/25. East Midlands: 26.0% in 2024/25; from 18.0% in 2015/16; lowest 18.0% in 2015/16; highest 26.9% in 2021/22. England: 24.5% in 2024/25; from 17.9% in 2015/16; lowest 17.9% in 2015/16; highest 24.8% in 2023/24. Target: 22.0%. Not comparable across a break: new definition. 24.8% in 2024/25, down 2.1 points on the year. Neighbours average 25.9% (10 of 10), England 24.5%. 79th of 150, band C, but not distinguishable from England. Source: DfE children in need census.
        ");
        insta::assert_snapshot!(samples::bars().alt(), @r"
        Bar chart: Neighbours, 2024/25. % of plans starting in the year. From the top: Somerset 19.5%, East Riding of Yorkshire 22.5%, Leicestershire (ours) 24.8%, Wiltshire 25.0%, Gloucestershire 31.2%, 0.2% over. Without a figure: Hampshire [c]. England: 24.5%. Source: DfE.
        ");
        insta::assert_snapshot!(samples::diverging().alt(), @r"
        Answers on a scale: To what extent do you agree with the closure? 91 people answered; they chose to respond and do not stand for everyone. All online, 91 people answered: Strongly agree 24%, Tend to agree 32%, Tend to disagree 29%, No opinion 15%. Staff, 30 people answered: Strongly agree 10%, Tend to agree 20%, Tend to disagree 30%, Strongly disagree 40%; also counted in all online. By group; not recorded in the published report: [x]. Source: Greengate consultation.
        ");
        insta::assert_snapshot!(Chart::Trend(Trend::default()).alt(), @r"
        Line chart. There is no figure to draw.
        ");
    }

    #[test]
    fn money_is_said_row_by_row_and_step_by_step() {
        assert_eq!(
            samples::stacked().alt(),
            "Stacked bars: Where each grant goes. £90 allocated of £120. Main: Care £60, Assessment £30; £10 left. £90. Small: nothing. £0. Source: the plan."
        );
        assert_eq!(
            samples::waterfall().alt(),
            "Waterfall: From original to latest. Original £100. Carry-forward +£20, to £120. Saving −£30, to £90. Latest £90. Source: the plan."
        );
        assert_eq!(
            printed(&samples::stacked()),
            "Grant | Care | Assessment | Left | Whole\nMain | £60 | £30 | £10 left | £90\nSmall |  |  |  | £0"
        );
        assert_eq!(
            printed(&samples::waterfall()),
            "Step | Change | Total\nOriginal |  | £100\nCarry-forward | +£20 | £120\nSaving | −£30 | £90\nLatest |  | £90"
        );
    }

    #[test]
    fn tables_hold_every_figure() {
        insta::assert_snapshot!(printed(&samples::trend()), @r"
        Period | Leicestershire | Neighbours | East Midlands | England | Status
        2015/16 | 30.5% | 19.4% | 18.0% | 17.9% | outturn
        2016/17 | 19.0% | 22.7% | 21.3% | 18.7% | outturn
        2017/18 | 24.0% | 22.0% | 20.5% | 20.2% | outturn
        2018/19 | 15.2% | 21.6% | 21.8% | 20.8% | outturn
        2019/20 | 21.5% | 24.0% | 23.8% | 21.9% | outturn
        2020/21 | [c] | 24.7% | 24.0% | 22.1% | outturn
        2021/22 | 28.1% | 24.2% | 26.9% | 22.7% | outturn
        2022/23 | 23.3% | 23.8% | 24.8% | 23.6% | outturn
        2023/24 | 26.9% | 24.8% | 26.1% | 24.8% | outturn
        2024/25 | 24.8% | 25.9% | 26.0% | 24.5% | outturn
        2025/26 | 23.9% |  |  |  | provisional
        2026/27 | 22.0% |  |  |  | planned
        ");
        insta::assert_snapshot!(printed(&samples::bars()), @r"
        Name | Value | Over by
        Somerset | 19.5% |
        East Riding of Yorkshire | 22.5% |
        Leicestershire (ours) | 24.8% |
        Wiltshire | 25.0% |
        Gloucestershire | 31.2% | 0.2%
        Hampshire | [c] |
        England | 24.5% |
        ");
        insta::assert_snapshot!(printed(&samples::diverging()), @r"
        Group | Strongly disagree | Strongly disagree, share | Tend to disagree | Tend to disagree, share | Tend to agree | Tend to agree, share | Strongly agree | Strongly agree, share | No opinion | No opinion, share | Base | Note
        All online |  |  | 26 | 29% | 29 | 32% | 22 | 24% | 14 | 15% | 91 |
        Staff | 12 | 40% | 9 | 30% | 6 | 20% | 3 | 10% |  |  | 30 | also counted in all online
        By group |  |  |  |  |  |  |  |  |  |  | – | not recorded in the published report: [x]
        ");
    }

    proptest::proptest! {
        #[test]
        fn any_chart_has_words_and_an_even_table(chart in samples::any_chart()) {
            let table = chart.table();
            proptest::prop_assert!(table.rows.iter().all(|row| row.len() == table.headings.len()));
            proptest::prop_assert!(!chart.alt().contains("NaN"));
            proptest::prop_assert!(!chart.alt().is_empty());
        }
    }
}
