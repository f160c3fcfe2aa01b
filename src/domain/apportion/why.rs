//! The working of every penny in a sentence: the quota, what rounding took, and who got what was left over.
//!
//! An auditor should be able to check a line with nothing but this sentence and the table it stands in.

mod limits;

use crate::domain::apportion::damping::pounds as grid_pounds;
use crate::domain::apportion::remainder::Part;
use crate::domain::apportion::rule::changed_by;
use crate::domain::apportion::{Number, Rule, Share, Shared, Unit, number};
use crate::domain::money::Pence;
use crate::domain::money::exact::Exact;

impl Shared {
    /// Why a line gets what it gets.
    #[must_use]
    pub fn why(&self, line: usize) -> String {
        let (Some(share), Some(part)) = (self.lines.get(line), self.settled.parts.get(line)) else {
            return String::new();
        };
        let fixed = share.fixed.filter(|_| share.rule != Rule::Fixed);
        let mut words = match fixed {
            Some(fixed) => format!("{fixed} fixed, and of the rest: "),
            None => String::new(),
        };
        words.push_str(&self.rule_words(line, share));
        if !matches!(share.rule, Rule::LeftOut | Rule::Fixed) {
            words.push_str(&match self.settled.kept {
                Some(_) => self.kept_words(line, part),
                None => self.rounding(line, part),
            });
        }
        words
    }

    /// Why the balancing line has what it has; nothing where there is none.
    #[must_use]
    pub fn why_balancing(&self) -> String {
        self.balancing.map_or_else(String::new, |over| {
            let unit = self.unit;
            format!("{over} is less than the unit of {unit}, so no line could take it")
        })
    }

    /// What is true of the whole: fixed amounts, factor, units left over.
    #[must_use]
    pub fn about(&self) -> Vec<String> {
        let mut said = Vec::new();
        if self.fixed > Pence::ZERO {
            said.push(format!(
                "{} are fixed; {} are shared",
                self.fixed,
                self.by_weight()
            ));
        }
        if let Some(factor) = self.quotas.factor {
            said.push(self.factor_words(factor));
        }
        let n = self.left_over();
        let unit = self.unit;
        if self.settled.kept.is_some() {
            said.push(self.kept_about());
            return said;
        }
        said.push(match n {
            0 => format!("every quota is a whole number of {}", units(unit)),
            1 => format!("1 unit of {unit} was left over and went to the largest remainder"),
            n => format!("{n} units of {unit} were left over and went to the largest remainders"),
        });
        said
    }

    fn factor_words(&self, factor: Exact) -> String {
        let fraction = if factor.bottom() == 1 {
            String::new()
        } else {
            format!("{}/{} = ", factor.top(), factor.bottom())
        };
        let factor_shown = Number(factor);
        let limits = self.quotas.limits;
        match (limits.on_bases, limits.ceiling) {
            (true, None) => {
                let more = if factor.top() > factor.bottom() {
                    "; above 1, for there is more money than the formula asks for"
                } else {
                    ""
                };
                format!("the scaling factor above the floor is {fraction}{factor_shown}{more}")
            }
            (true, Some(_)) => format!("the multiplier is {fraction}{factor_shown}"),
            (false, _) => format!(
                "between floor and ceiling each unit of weight gets £{}",
                number::decimals(factor, 6).0
            ),
        }
    }

    /// How the quota comes about.
    fn rule_words(&self, line: usize, share: &Share) -> String {
        let weight = share.weight.unwrap_or(Number::NOUGHT);
        let quota = || self.shown_quota(line);
        let limits = self.quotas.limits;
        match share.rule {
            Rule::LeftOut => "left out: it has no weight".to_owned(),
            Rule::Fixed => format!(
                "{} fixed; no weight, so no part of the rest",
                share.allocated
            ),
            Rule::Weight if weight.is_nought() => "weight 0, so quota £0".to_owned(),
            Rule::Weight => format!(
                "{} × {weight} ÷ {} = quota {}",
                self.by_weight(),
                self.quotas
                    .weights
                    .map_or_else(String::new, |all| Number(all).to_string()),
                quota()
            ),
            Rule::Floor => format!(
                "at its floor, {}: {}",
                self.limit_words(line, limits.floor),
                quota()
            ),
            Rule::Ceiling => {
                format!(
                    "at its ceiling, {}: {}",
                    self.limit_words(line, limits.ceiling),
                    quota()
                )
            }
            Rule::Multiplied if limits.on_bases => {
                format!(
                    "£{weight} calculated × {} = quota {}",
                    self.factor(),
                    quota()
                )
            }
            Rule::Multiplied => format!("weight {weight} × £{} = quota {}", self.factor(), quota()),
            Rule::Damped => format!(
                "floor {} + {} × (£{weight} calculated − floor) = quota {}",
                self.floor_amount(line),
                self.factor(),
                quota()
            ),
        }
    }

    fn factor(&self) -> String {
        self.quotas
            .factor
            .map_or_else(String::new, |factor| Number(factor).to_string())
    }

    fn limit_words(&self, line: usize, percent: Option<Number>) -> String {
        let percent = percent.unwrap_or(Number::NOUGHT);
        match self.bases.get(line).copied().flatten() {
            Some(base) if self.quotas.limits.on_bases => {
                if percent.is_nought() {
                    format!("its base of {base}")
                } else {
                    let sign = if percent.is_negative() { "" } else { "+" };
                    format!("its base of {base} {sign}{percent}%")
                }
            }
            _ => format!("{percent}% of {}", self.by_weight()),
        }
    }

    fn floor_amount(&self, line: usize) -> String {
        let base = self.bases.get(line).copied().flatten().unwrap_or_default();
        let part = self.quotas.limits.floor.and_then(changed_by);
        let floor = part.and_then(|part| Exact::whole(i128::from(base.0)).times(part));
        floor.map_or_else(String::new, |floor| {
            format!("£{}", grouped(&grid_pounds(floor.top(), floor.bottom())))
        })
    }

    /// The quota of what is shared by weight, in pounds with thousands marks.
    fn shown_quota(&self, line: usize) -> String {
        let fixed = self
            .lines
            .get(line)
            .and_then(|share| share.fixed)
            .unwrap_or_default();
        let less = Exact::new(-i128::from(fixed.0), 100);
        let pounds = self
            .pounds(line)
            .zip(less)
            .and_then(|(pounds, less)| pounds.plus(less));
        let Some(pounds) = pounds else {
            return "too long to print".to_owned();
        };
        let (text, ends) = number::decimals(pounds, 5);
        format!("£{}{}", grouped(&text), if ends { "" } else { "…" })
    }

    /// What rounding did, and where the units left over went.
    fn rounding(&self, line: usize, part: &Part) -> String {
        if part.over == 0 {
            return self.whole_words(part);
        }
        let n = self.left_over();
        let down = self.amount_of(part.floor);
        let over = self.over(part);
        let place = match part.rank {
            0 => String::new(),
            rank => format!("{} ", ordinal(rank as usize + 1)),
        };
        let tie = self.tie(line, part);
        if self.settled.gains(part) {
            let unit = self.unit;
            let of = match n {
                1 => format!("the 1 unit of {unit} left over"),
                n => format!("one of {n} units of {unit} left over"),
            };
            format!(
                "; rounded down to {down}; {of} went here, {place}largest remainder {over}{tie}"
            )
        } else {
            let were = match n {
                1 => "only 1 unit was left over".to_owned(),
                n => format!("only {n} units were left over"),
            };
            format!("; rounded down to {down}; {place}largest remainder {over}, and {were}{tie}")
        }
    }

    /// A quota that needs no rounding.
    pub(super) fn whole_words(&self, part: &Part) -> String {
        match part.floor {
            0 => String::new(),
            _ => format!(", a whole number of {}", units(self.unit)),
        }
    }

    /// So many units as an amount.
    pub(super) fn amount_of(&self, units: i128) -> String {
        i64::try_from(units)
            .ok()
            .and_then(|units| units.checked_mul(self.unit.pence().0))
            .map_or_else(String::new, |pence| Pence(pence).to_string())
    }

    /// The remainder as a part of a unit.
    fn over(&self, part: &Part) -> String {
        let over = Exact::new(part.over, self.settled.bottom);
        over.map_or_else(String::new, |over| {
            let (text, ends) = number::decimals(over, 5);
            format!("{text}{}", if ends { "" } else { "…" })
        })
    }

    /// What decided between equal remainders, where they decided anything.
    fn tie(&self, line: usize, part: &Part) -> String {
        let Some((last, first)) = self.settled.cut else {
            return String::new();
        };
        let over = |line: usize| self.settled.parts.get(line).map(|part| part.over);
        if over(last) != over(first) || over(last) != Some(part.over) {
            return String::new();
        }
        let named = |other: usize| {
            let name = self
                .lines
                .get(other)
                .map_or("", |share| share.name.as_str());
            format!("line {} ({name})", other + 1)
        };
        debug_assert!(line <= last || line >= first);
        if self.settled.gains(part) {
            format!(", as large as that of {}, and earlier", named(first))
        } else {
            format!("; as large as that of {}, which is earlier", named(last))
        }
    }
}

pub(super) fn units(unit: Unit) -> String {
    match unit.pence().0 {
        1 => "pence".to_owned(),
        100 => "pounds".to_owned(),
        _ => format!("units of {unit}"),
    }
}

/// Thousands marks before the decimal point.
pub(super) fn grouped(text: &str) -> String {
    let (sign, text) = text
        .strip_prefix('-')
        .map_or(("", text), |rest| ("−", rest));
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut out = sign.to_owned();
    for (place, figure) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(figure);
    }
    // A single decimal of a pound is read as pence with two.
    out.push_str(rest);
    if rest.len() == 2 {
        out.push('0');
    }
    out
}

fn ordinal(n: usize) -> String {
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

#[cfg(test)]
mod tests {
    use crate::domain::apportion::{Ask, Line, Number, Unit, share};
    use crate::domain::money::Pence;

    fn lines(weights: &[&str]) -> Vec<Line> {
        let line = |(n, weight): (usize, &&str)| Line {
            name: format!("L{}", n + 1),
            weight: Number::read(weight).unwrap(),
            ..Line::default()
        };
        weights.iter().enumerate().map(line).collect()
    }

    #[track_caller]
    fn check(pounds: i64, unit: &str, weights: &[&str], want: &[&str]) {
        let lines = lines(weights);
        let unit = Unit::read(unit).unwrap();
        let shared = share(&Ask::by_weight(Pence(pounds * 100), unit, &lines)).unwrap();
        let said: Vec<String> = (0..lines.len()).map(|line| shared.why(line)).collect();
        assert_eq!(said, want);
    }

    #[test]
    fn the_working_can_be_checked_line_by_line() {
        check(
            123_456,
            "1",
            &["37", "29", "21", "13"],
            &[
                "£123,456 × 37 ÷ 100 = quota £45,678.72; rounded down to £45,678; one of 2 units of £1 left over went here, 2nd largest remainder 0.72",
                "£123,456 × 29 ÷ 100 = quota £35,802.24; rounded down to £35,802; 4th largest remainder 0.24, and only 2 units were left over",
                "£123,456 × 21 ÷ 100 = quota £25,925.76; rounded down to £25,925; one of 2 units of £1 left over went here, largest remainder 0.76",
                "£123,456 × 13 ÷ 100 = quota £16,049.28; rounded down to £16,049; 3rd largest remainder 0.28, and only 2 units were left over",
            ],
        );
        check(
            10,
            "1",
            &["1", "3", "", "0"],
            &[
                "£10 × 1 ÷ 4 = quota £2.50; rounded down to £2; the 1 unit of £1 left over went here, largest remainder 0.5, as large as that of line 2 (L2), and earlier",
                "£10 × 3 ÷ 4 = quota £7.50; rounded down to £7; 2nd largest remainder 0.5, and only 1 unit was left over; as large as that of line 1 (L1), which is earlier",
                "left out: it has no weight",
                "weight 0, so quota £0",
            ],
        );
    }
}
