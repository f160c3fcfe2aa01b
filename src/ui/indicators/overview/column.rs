//! The columns of the overview: what each says of an indicator, with the sign that says the same as its shade.

use egui::Color32;

use crate::domain::benchmark::Direction;
use crate::domain::benchmark::judgement::{CANNOT, Tested};
use crate::domain::indicator::{Indicator, Polarity};
use crate::domain::rating::Rag;
use crate::domain::statistics::compare::Against;
use crate::domain::statistics::quartile::Band;
use crate::ui::indicators::fact::{Fact, direction_sign, rag_sign};
use crate::ui::indicators::sort::Sort;
use crate::ui::theme::{Palette, Tone, space};

/// From this width on every column is shown, and in words.
const WIDE: f32 = 1080.0;

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The code.
    Code,
    /// The title.
    Title,
    /// Our latest figure.
    Ours,
    /// Its period.
    Period,
    /// The neighbours' average.
    Neighbours,
    /// The region.
    Region,
    /// England.
    England,
    /// Change on the period before.
    Change,
    /// Which way that is.
    Direction,
    /// Rank of all councils.
    Rank,
    /// The national quarter.
    Band,
    /// The rating.
    Rag,
    /// Whether it differs from the neighbours by more than chance.
    Tested,
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// The words or the figure, in full.
    pub text: String,
    /// The figure where there is no room for it in full; empty where it is short already.
    pub short: String,
    /// The sign that carries the shade's meaning.
    pub sign: &'static str,
    /// The shade.
    pub tone: Option<Tone>,
    /// Whether it is of second rank.
    pub is_quiet: bool,
}

impl Cell {
    fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    fn quiet(text: impl Into<String>) -> Self {
        Self {
            is_quiet: true,
            ..Self::plain(text)
        }
    }

    fn none() -> Self {
        Self::quiet("–")
    }

    /// Ground and ink of the cell.
    pub fn colours(&self, palette: &Palette) -> (Color32, Color32) {
        match self.tone {
            Some(tone) => (tone.colours(palette).fill, palette.text),
            None if self.is_quiet => (Color32::TRANSPARENT, palette.muted),
            None => (Color32::TRANSPARENT, palette.text),
        }
    }
}

impl Column {
    /// Every column, from the left.
    pub const ALL: [Self; 13] = [
        Self::Code,
        Self::Title,
        Self::Ours,
        Self::Period,
        Self::Neighbours,
        Self::Region,
        Self::England,
        Self::Change,
        Self::Direction,
        Self::Rank,
        Self::Band,
        Self::Rag,
        Self::Tested,
    ];

    /// Its head.
    pub fn head(self) -> &'static str {
        match self {
            Self::Code => "Code",
            Self::Title => "Indicator",
            Self::Ours => "Ours",
            Self::Period => "Period",
            Self::Neighbours => "Neighbours",
            Self::Region => "Region",
            Self::England => "England",
            Self::Change => "Change",
            Self::Direction => "Direction",
            Self::Rank => "Rank",
            Self::Band => "Band",
            Self::Rag => "RAG",
            Self::Tested => "Significance",
        }
    }

    /// Its head where the window is narrow.
    pub fn short_head(self) -> &'static str {
        match self {
            Self::Direction => "Dir.",
            Self::Tested => "Sig.",
            other => other.head(),
        }
    }

    /// The order that a press on its head gives.
    pub fn sort(self) -> Option<Sort> {
        match self {
            Self::Title => Some(Sort::Title),
            Self::Change => Some(Sort::Change),
            Self::Rank => Some(Sort::Rank),
            Self::Band => Some(Sort::Band),
            _ => None,
        }
    }

    /// Whether it stands at the right, as figures do.
    pub fn is_right(self) -> bool {
        matches!(
            self,
            Self::Ours
                | Self::Neighbours
                | Self::Region
                | Self::England
                | Self::Change
                | Self::Rank
        )
    }

    /// Whether it stands in the middle, as letters and signs do.
    pub fn is_middle(self, is_wide: bool) -> bool {
        let signs = matches!(self, Self::Direction | Self::Tested) && !is_wide;
        signs || matches!(self, Self::Band | Self::Rag)
    }

    /// Points across, in a wide window and in a narrow one; the title takes what is left.
    fn widths(self) -> [f32; 2] {
        match self {
            Self::Code => [96.0, 0.0],
            Self::Title => [0.0, 0.0],
            Self::Ours => [92.0, 72.0],
            Self::Period => [80.0, 62.0],
            Self::Neighbours => [88.0, 78.0],
            Self::Region => [78.0, 0.0],
            Self::England => [78.0, 70.0],
            Self::Change => [74.0, 62.0],
            Self::Direction => [78.0, 36.0],
            Self::Rank => [84.0, 76.0],
            Self::Band => [48.0, 42.0],
            Self::Rag => [48.0, 46.0],
            Self::Tested => [124.0, 36.0],
        }
    }

    /// What it says of an indicator.
    pub fn cell(self, indicator: &Indicator, fact: &Fact) -> Cell {
        let show = |value: f64| indicator.show(value, fact.decimals);
        let peer = |value: Option<f64>| {
            value.map_or_else(Cell::none, |value| {
                let side = fact
                    .ours
                    .and_then(|ours| side(indicator.polarity, ours, value));
                let (sign, tone) = side.unwrap_or(("", None));
                Cell {
                    sign,
                    tone,
                    short: short(indicator, value, fact.decimals),
                    ..Cell::plain(show(value))
                }
            })
        };
        match self {
            Self::Code => Cell::quiet(&indicator.code),
            Self::Title => Cell::plain(&indicator.title),
            Self::Ours => Cell {
                is_quiet: fact.ours.is_none(),
                ..Cell::plain(&fact.latest)
            },
            Self::Period => Cell::quiet(&fact.period),
            Self::Neighbours => peer(fact.neighbours),
            // A region's or a nation's count is larger than anybody's: it is not set beside ours.
            Self::Region | Self::England if !indicator.unit.is_comparable() => Cell::none(),
            Self::Region => peer(fact.region),
            Self::England => peer(fact.england),
            Self::Change => fact.change.map_or_else(Cell::none, |change| {
                let brief = short(indicator, change.abs(), fact.decimals);
                Cell {
                    short: changed(&brief, change),
                    ..Cell::plain(changed(&show(change.abs()), change))
                }
            }),
            Self::Direction => fact.direction.map_or_else(Cell::none, direction),
            Self::Rank => {
                let n = fact.national.n;
                let rank = fact.national.rank;
                rank.map_or_else(Cell::none, |rank| Cell::plain(format!("{rank} of {n}")))
            }
            Self::Band => fact.national.band.map_or_else(Cell::none, band),
            Self::Rag => fact.rag.map_or_else(Cell::none, rag),
            Self::Tested => tested(fact.significance),
        }
    }
}

/// A figure in seven marks or so: millions as such, and fewer decimals.
fn short(indicator: &Indicator, value: f64, decimals: u8) -> String {
    if value.abs() >= 1e6 {
        return format!("{}m", indicator.show(value / 1e6, 1));
    }
    let shown = |decimals: u8| indicator.show(value, decimals);
    let fits = |decimals: &u8| shown(*decimals).chars().count() <= 7;
    shown((0..=decimals).rev().find(fits).unwrap_or(0))
}

/// A change with its sign: `+2.1%`, `−0.4`; one that rounds to nothing has none.
fn changed(figure: &str, change: f64) -> String {
    let is_nothing = !figure.chars().any(|mark| ('1'..='9').contains(&mark));
    match (is_nothing, change > 0.0) {
        (true, _) => figure.to_owned(),
        (false, true) => format!("+{figure}"),
        (false, false) => format!("−{figure}"),
    }
}

/// On which side of another figure ours is; nothing where neither is better.
fn side(polarity: Polarity, ours: f64, other: f64) -> Option<(&'static str, Option<Tone>)> {
    match polarity.better(ours, other) {
        Some(true) => Some(("▲", Some(Tone::Ok))),
        Some(false) => Some(("▼", Some(Tone::Warn))),
        None if matches!(polarity, Polarity::Higher | Polarity::Lower) => Some(("≈", None)),
        None => None,
    }
}

fn direction(direction: Direction) -> Cell {
    Cell {
        sign: direction_sign(direction),
        tone: match direction {
            Direction::Better => Some(Tone::Ok),
            Direction::Worse => Some(Tone::Warn),
            Direction::Same | Direction::Up | Direction::Down => None,
        },
        ..Cell::plain(direction.word())
    }
}

fn band(band: Band) -> Cell {
    Cell {
        tone: match band {
            Band::A => Some(Tone::Ok),
            Band::B | Band::C => None,
            Band::D => Some(Tone::Error),
        },
        ..Cell::plain(band.word())
    }
}

fn rag(rag: Rag) -> Cell {
    Cell {
        sign: rag_sign(Some(rag)),
        tone: match rag {
            Rag::Green => Some(Tone::Ok),
            Rag::Amber => Some(Tone::Warn),
            Rag::Red => Some(Tone::Error),
            Rag::NotRated => None,
        },
        ..Cell::plain(if rag == Rag::NotRated {
            ""
        } else {
            rag.letter()
        })
    }
}

fn tested(tested: Tested<Against>) -> Cell {
    let (sign, tone) = match tested {
        Tested::Is(Against::Better) => ("▲", Some(Tone::Ok)),
        Tested::Is(Against::Worse) => ("▼", Some(Tone::Warn)),
        Tested::Is(Against::Similar) => ("≈", None),
        Tested::Is(Against::Higher) => ("+", None),
        Tested::Is(Against::Lower) => ("−", None),
        Tested::Cannot => {
            return Cell {
                sign: "?",
                ..Cell::quiet(CANNOT)
            };
        }
        Tested::Nothing => return Cell::none(),
    };
    Cell {
        sign,
        tone,
        ..Cell::plain(tested.word(Against::word))
    }
}

/// Where the columns stand in a table of this width: left edge and width of each that is shown, and whether it is wide.
pub fn standing(left: f32, width: f32) -> (Vec<(Column, f32, f32)>, bool) {
    let is_wide = width >= WIDE;
    let at = usize::from(!is_wide);
    let fixed: f32 = Column::ALL.iter().map(|held| held.widths()[at]).sum();
    let title = (width - fixed).max(80.0);
    let mut x = left;
    let mut columns = Vec::with_capacity(Column::ALL.len());
    for column in Column::ALL {
        let wide = match column {
            Column::Title => title,
            other => other.widths()[at],
        };
        if wide > 0.0 {
            columns.push((column, x + space::TINY / 2.0, wide - space::TINY));
        }
        x += wide;
    }
    (columns, is_wide)
}

/// The table as text for a spreadsheet: a head, then a row an indicator.
pub fn tsv<'a>(rows: impl Iterator<Item = (&'a Indicator, &'a Fact)>) -> String {
    let heads: Vec<&str> = Column::ALL.iter().map(|column| column.head()).collect();
    let mut text = heads.join("\t");
    for (indicator, fact) in rows {
        let cells = Column::ALL.map(|column| {
            let cell = column.cell(indicator, fact);
            cell.text.replace(['\t', '\n', '\r'], " ")
        });
        text.push('\n');
        text.push_str(&cells.join("\t"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::IndicatorId;
    use crate::domain::indicator::UnitKind;

    fn fact() -> Fact {
        Fact {
            latest: "24.8%".into(),
            period: "2024/25".into(),
            ours: Some(24.8),
            decimals: 1,
            neighbours: Some(26.0),
            england: Some(24.8),
            change: Some(-2.1),
            direction: Some(Direction::Better),
            rag: Some(Rag::Red),
            significance: Tested::Cannot,
            ..Fact::default()
        }
    }

    fn lower() -> Indicator {
        Indicator {
            polarity: Polarity::Lower,
            ..Indicator::new(IndicatorId(1))
        }
    }

    #[test]
    fn a_shaded_cell_has_a_sign_or_a_letter_too() {
        #[track_caller]
        fn check(column: Column, sign: &str, text: &str, tone: Option<Tone>) {
            let cell = column.cell(&lower(), &fact());
            assert_eq!(
                (cell.sign, cell.text.as_str(), cell.tone),
                (sign, text, tone)
            );
        }
        check(Column::Neighbours, "▲", "26.0%", Some(Tone::Ok));
        check(Column::England, "≈", "24.8%", None);
        check(Column::Region, "", "–", None);
        check(Column::Change, "", "−2.1%", None);
        check(Column::Direction, "↑", "better", Some(Tone::Ok));
        check(Column::Rag, "■", "R", Some(Tone::Error));
        check(Column::Tested, "?", "cannot be tested", None);
    }

    #[test]
    fn a_change_that_rounds_to_nothing_has_no_sign() {
        assert_eq!(changed("0.0%", -0.01), "0.0%");
        assert_eq!(changed("2.1%", 2.1), "+2.1%");
    }

    #[test]
    fn a_long_figure_is_shortened() {
        #[track_caller]
        fn check(value: f64, decimals: u8, want: &str) {
            assert_eq!(short(&lower(), value, decimals), want);
        }
        check(0.114_13, 5, "0.1141%");
        check(27.685_94, 5, "27.686%");
        let money = Indicator {
            unit: UnitKind::Money,
            ..lower()
        };
        assert_eq!(short(&money, 817_159_484.0, 0), "£817.2m");
        check(24.8, 1, "24.8%");
    }

    #[test]
    fn the_columns_fill_the_width() {
        for width in [852.0, 1256.0, 1700.0] {
            let (columns, _) = standing(10.0, width);
            let (_, left, wide) = *columns.last().unwrap();
            assert!((left + wide - (10.0 + width)).abs() < 4.0, "{width}");
        }
    }

    #[test]
    fn the_table_has_a_cell_for_every_head() {
        let text = tsv([(&lower(), &fact())].into_iter());
        let n: Vec<usize> = text.lines().map(|line| line.split('\t').count()).collect();
        assert_eq!(n, [13, 13]);
    }
}
