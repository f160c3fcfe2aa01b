//! Reads the cells of a published dashboard: `12.63% (61)`, `Same/better`, `A`, `Top quartile`.
//!
//! Edges: what is not understood is none, and the cell's own words stay beside it.

use crate::domain::reading::Reported;

/// Which way a measure moved, as its dashboard prints it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Moved {
    /// `Better`.
    Better,
    /// `Same`.
    Same,
    /// `Worse`.
    Worse,
    /// `Same/better`: two words, of which the first counts.
    SameOrBetter,
    /// `Same/worse`: two words, of which the first counts.
    SameOrWorse,
}

impl Moved {
    /// Reads the printed words; upper and lower case are one.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        match text.trim().to_lowercase().as_str() {
            "better" | "improved" => Some(Self::Better),
            "same" | "no change" => Some(Self::Same),
            "worse" | "declined" => Some(Self::Worse),
            "same/better" => Some(Self::SameOrBetter),
            "same/worse" => Some(Self::SameOrWorse),
            _ => None,
        }
    }

    /// Whether two words were printed, so that the count depends on which is taken.
    #[must_use]
    pub fn is_mixed(self) -> bool {
        matches!(self, Self::SameOrBetter | Self::SameOrWorse)
    }
}

/// What a dashboard prints in the column of the national benchmark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quartile {
    /// A quartile, 1 to 4; 1 is the best.
    Of(u8),
    /// `Better` than England, without a quartile.
    Better,
    /// `Worse` than England, without a quartile.
    Worse,
}

impl Quartile {
    /// Reads the printed cell.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        match text.trim().to_lowercase().as_str() {
            "better" => Some(Self::Better),
            "worse" => Some(Self::Worse),
            other => other
                .trim_start_matches('q')
                .parse()
                .ok()
                .filter(|n| (1..=4).contains(n))
                .map(Self::Of),
        }
    }

    /// The quartile, where one is printed.
    #[must_use]
    pub fn number(self) -> Option<u8> {
        match self {
            Self::Of(n) => Some(n),
            Self::Better | Self::Worse => None,
        }
    }
}

/// A printed figure, with anything in brackets after it passed over. None where the cell is words or a reason.
#[must_use]
pub fn figure(text: &str) -> Option<f64> {
    let bare = match text.split_once('(') {
        Some((before, after)) if after.trim_end().ends_with(')') => before,
        _ => text,
    };
    Reported::read(bare).ok()?.value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_printed() {
        #[track_caller]
        fn check(text: &str, want: Option<f64>) {
            assert_eq!(figure(text), want, "{text}");
        }
        check("12.63% (61)", Some(12.63));
        check("97.4%", Some(97.4));
        check("20.9", Some(20.9));
        check("1877", Some(1877.0));
        check("0.0%", Some(0.0));
        check("See Appendix B", None);
        check("n/a", None);
        check("-", None);
        check("", None);
        check("12 (", None);
    }

    #[test]
    fn marks_are_read_whatever_their_case() {
        assert_eq!(Moved::read("Same/Better"), Some(Moved::SameOrBetter));
        assert_eq!(Moved::read("Same/worse"), Some(Moved::SameOrWorse));
        assert_eq!(Moved::read("Better"), Some(Moved::Better));
        for none in ["-", "n/a", "", "Better/same"] {
            assert_eq!(Moved::read(none), None, "{none}");
        }
        assert_eq!(Quartile::read("4"), Some(Quartile::Of(4)));
        assert_eq!(Quartile::read("5"), None);
        assert_eq!(Quartile::read("Worse"), Some(Quartile::Worse));
    }
}
