//! How a value is printed: sign, thousands, decimals, and what stands before or after it.
//!
//! Rounding is plain half-up on the decimals a person sees: 0.285 is 0.29, although the machine's
//! nearest number lies a hair below. Published figures are decimal, so rounding works on decimal
//! digits and not on the machine's binary ones.
//!
//! Edges: halves round away from zero on both sides, so that +2.5 and −2.5 print alike; a result
//! of zero carries no sign; what is not a finite number prints as `–`.

/// What stands around a number, and how many decimals it shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// Before the number: `£`.
    pub prefix: String,
    /// After it: `%`, or ` per 10,000`.
    pub suffix: String,
    /// Decimals printed.
    pub decimals: u8,
}

impl Unit {
    /// A unit from its three parts.
    #[must_use]
    pub fn new(prefix: &str, suffix: &str, decimals: u8) -> Self {
        Self {
            prefix: prefix.to_owned(),
            suffix: suffix.to_owned(),
            decimals,
        }
    }

    /// The value as printed, such as `£1,355,598` or `24.8%`.
    #[must_use]
    pub fn show(&self, value: f64) -> String {
        self.with_decimals(value, self.decimals)
    }

    /// A mark on an axis whose marks are `step` apart: no more decimals than the step needs.
    #[must_use]
    pub fn tick(&self, value: f64, step: f64) -> String {
        let needed = (0..=12_u8).find(|n| is_whole(step * 10_f64.powi(i32::from(*n))));
        self.with_decimals(value, needed.unwrap_or(self.decimals))
    }

    fn with_decimals(&self, value: f64, decimals: u8) -> String {
        if !value.is_finite() {
            return "–".to_owned();
        }
        let digits = half_up(value.abs(), usize::from(decimals));
        let is_zero = digits.bytes().all(|byte| matches!(byte, b'0' | b'.'));
        let sign = if value < 0.0 && !is_zero { "−" } else { "" };
        format!("{sign}{}{}{}", self.prefix, thousands(&digits), self.suffix)
    }
}

fn is_whole(value: f64) -> bool {
    (value - value.round()).abs() < 1e-6 && value.round() != 0.0
}

/// A number of at least zero to so many decimals, half-up on its shortest decimal form.
fn half_up(value: f64, decimals: usize) -> String {
    let text = format!("{value}");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let kept: String = fraction
        .chars()
        .chain(std::iter::repeat('0'))
        .take(decimals)
        .collect();
    let mut digits: Vec<u8> = whole.bytes().chain(kept.bytes()).collect();
    if fraction
        .as_bytes()
        .get(decimals)
        .is_some_and(|next| *next >= b'5')
    {
        increment(&mut digits);
    }
    let point = digits.len() - decimals;
    let mut out: String = digits.iter().map(|digit| char::from(*digit)).collect();
    if decimals > 0 {
        out.insert(point, '.');
    }
    out
}

/// Adds one to a row of decimal digits.
fn increment(digits: &mut Vec<u8>) {
    for digit in digits.iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            return;
        }
        *digit = b'0';
    }
    digits.insert(0, b'1');
}

/// Commas between thousands.
fn thousands(digits: &str) -> String {
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut out = String::with_capacity(digits.len() + whole.len() / 3);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(unit: &Unit, value: f64, printed: &str) {
        assert_eq!(unit.show(value), printed, "{value:?} with {unit:?}");
    }

    #[test]
    fn values_print_half_up_on_their_decimals() {
        let plain = |decimals| Unit::new("", "", decimals);
        check(&plain(2), 0.285, "0.29");
        check(&plain(2), 1.005, "1.01");
        check(&plain(0), 0.5, "1");
        check(&plain(0), 2.5, "3");
        check(&plain(0), -2.5, "−3");
        check(&plain(1), 9.95, "10.0");
        check(&plain(1), -0.04, "0.0");
        check(&plain(0), 999_999.5, "1,000,000");
        check(&plain(3), 7.0, "7.000");
        check(&plain(1), f64::NAN, "–");
        check(&plain(0), 1e21, "1,000,000,000,000,000,000,000");
        check(&Unit::new("£", "", 0), 1_355_598.0, "£1,355,598");
        check(&Unit::new("£", "", 0), -2.0, "−£2");
        check(&Unit::new("", "%", 1), 24.8, "24.8%");
        check(&Unit::new("", " per 10,000", 0), 47.0, "47 per 10,000");
    }

    #[test]
    fn ticks_print_only_the_decimals_of_their_step() {
        let unit = Unit::new("", "%", 1);
        assert_eq!(unit.tick(25.0, 5.0), "25%");
        assert_eq!(unit.tick(0.6, 0.2), "0.6%");
        assert_eq!(unit.tick(0.05, 0.01), "0.05%");
    }

    proptest! {
        #[test]
        fn printing_never_strays_more_than_half_a_unit(value in -1e9..1e9_f64, decimals in 0..5_u8) {
            let printed = Unit::new("", "", decimals).show(value).replace(',', "").replace('−', "-");
            let read: f64 = printed.parse().unwrap();
            prop_assert!((read - value).abs() <= 0.5 * 10_f64.powi(-i32::from(decimals)) * (1.0 + 1e-6) + 1e-6);
        }
    }
}
