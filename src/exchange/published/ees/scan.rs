//! What one column of a data file holds, gathered while the file is looked through.

use std::collections::HashMap;

use crate::domain::reading::Reported;
use crate::exchange::published::ees::unit::{self, Seen};
use crate::exchange::published::figure;
use crate::exchange::published::places::Level;

/// The most different texts a column may hold and still be a filter.
pub(super) const OPTIONS: usize = 3_000;

/// A column, so far.
#[derive(Default)]
pub(super) struct Column {
    pub n_numbers: u64,
    pub n_symbols: u64,
    pub n_blank: u64,
    pub n_others: u64,
    pub decimals: u8,
    pub seen: Seen,
    /// Each different text, in the order met, with how many rows have it.
    pub options: Vec<(String, u64)>,
    /// For each row, which of them; empty where there are too many to be a filter's.
    pub ids: Vec<u16>,
    places: HashMap<String, u16>,
    /// Whether there are too many different texts.
    pub is_long: bool,
}

impl Column {
    /// Takes in the cell of the next row.
    pub fn add(&mut self, cell: &str, level: Level) {
        match figure::read(cell) {
            _ if cell.is_empty() => self.n_blank += 1,
            Some(Reported::Figure { value, decimals }) => {
                self.n_numbers += 1;
                self.decimals = self.decimals.max(decimals);
                self.size(value, level);
            }
            Some(Reported::Missing(_)) => self.n_symbols += 1,
            None => self.n_others += 1,
        }
        self.option(cell);
    }

    fn size(&mut self, value: f64, level: Level) {
        let seen = &mut self.seen;
        seen.lowest = seen.lowest.min(value);
        seen.highest = seen.highest.max(value);
        seen.has_fractions |= value.fract() != 0.0;
        let highest = match level {
            Level::Nation => &mut seen.highest_of_nation,
            Level::Authority => &mut seen.highest_of_authority,
            _ => return,
        };
        *highest = Some(highest.map_or(value, |held| held.max(value)));
    }

    fn option(&mut self, cell: &str) {
        if self.is_long {
            return;
        }
        if let Some(&place) = self.places.get(cell) {
            self.options[usize::from(place)].1 += 1;
            self.ids.push(place);
            return;
        }
        let place = u16::try_from(self.options.len()).unwrap_or(u16::MAX);
        if self.options.len() >= OPTIONS {
            self.is_long = true;
            (self.ids, self.options, self.places) = Default::default();
            return;
        }
        self.options.push((cell.to_owned(), 1));
        self.places.insert(cell.to_owned(), place);
        self.ids.push(place);
    }

    /// Whether it holds figures, going by what is in it and what it is called.
    pub fn holds_figures(&self, heading: &str) -> bool {
        let words = unit::words(heading);
        let has = |any: &[&str]| words.iter().any(|word| any.contains(&word.as_str()));
        let is_average = has(&[
            "average",
            "mean",
            "median",
            "percent",
            "percentage",
            "rate",
            "number",
            "count",
            "score",
        ]);
        let sorts = has(&[
            "age", "ages", "decile", "quintile", "quartile", "code", "id", "urn", "laestab",
            "ukprn",
        ]) || heading.to_lowercase().contains("year_group");
        if self.n_numbers == 0 || (sorts && !is_average) {
            return false;
        }
        let says_so = is_average || has(&["fte", "headcount", "total", "pct", "per"]);
        self.n_others == 0
            || (says_so && self.n_others <= self.n_numbers)
            || (self.n_numbers >= 20 && self.n_others * 20 <= self.n_numbers)
    }
}
