//! What sharing money takes: `cargo bench --bench money`. Prints; asserts nothing, since a busy machine is no fault.

#![allow(
    clippy::expect_used,
    reason = "a bench that cannot set itself up has nothing to measure"
)]

use std::time::{Duration, Instant};

use golden_thread::domain::apportion::{Ask, Line, Number, Unit, share};
use golden_thread::domain::money::Pence;

fn main() {
    println!("| measured | mean | slowest |");
    println!("|---|---|---|");
    sharing();
}

fn row(what: &str, times: &[Duration]) -> Duration {
    let mean = times.iter().sum::<Duration>() / u32::try_from(times.len()).unwrap_or(1);
    let ms = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1e3);
    let slowest = times.iter().max().copied().unwrap_or_default();
    println!("| {what} | {} | {} |", ms(mean), ms(slowest));
    mean
}

/// A hundred thousand weights with decimals shared exactly, beside sorting as many of the machine's own fractions, which
/// is the least that any method of largest remainders must do.
fn sharing() {
    const LINES: usize = 100_000;
    const RUNS: usize = 20;
    let mut seed: u64 = 20_212_021;
    let mut next = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        seed >> 33
    };
    let figures: Vec<u64> = (0..LINES).map(|_| 1 + next() % 1_000_000_000).collect();
    let lines: Vec<Line> = figures
        .iter()
        .map(|figure| Line {
            name: format!("line {figure}"),
            weight: Number::read(&format!("{}.{:04}", figure / 10_000, figure % 10_000))
                .expect("a number"),
            ..Line::default()
        })
        .collect();
    let total = Pence(123_456_789_012);
    let (mut ours, mut sorted) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let begun = Instant::now();
        let ask = Ask::by_weight(total, Unit::PENNY, &lines);
        let shared = share(&ask).expect("weights that can be shared");
        ours.push(begun.elapsed());
        std::hint::black_box(shared);
        let mut fractions: Vec<f64> = figures
            .iter()
            .map(|figure| *figure as f64 / 10_000.0)
            .collect();
        let begun = Instant::now();
        fractions.sort_unstable_by(f64::total_cmp);
        sorted.push(begun.elapsed());
        std::hint::black_box(fractions);
    }
    let ours = row("100,000 weights shared to the penny", &ours);
    let sorted = row("100,000 fractions sorted by the machine", &sorted);
    let ratio = ours.as_secs_f64() / sorted.as_secs_f64();
    println!("| sharing against sorting | {ratio:.1} times | |");
}
