//! A table in Markdown, of ours beside peers, with the ratio between them.

use std::time::Duration;

/// Times each thing is done; the fastest counts, since everything else on the machine only adds.
pub const TIMES: usize = 3;

/// How long something took, and how many figures it gave where it gives figures.
#[derive(Clone, Copy)]
pub struct Took {
    pub time: Duration,
    pub figures: Option<u64>,
}

impl Took {
    pub fn only(time: Duration) -> Self {
        Self {
            time,
            figures: None,
        }
    }

    pub fn times(self, n: u32) -> Self {
        Self {
            time: self.time * n,
            ..self
        }
    }
}

/// The fastest of some runs; nothing where the first cannot be made.
pub fn fastest(mut once: impl FnMut() -> Option<Took>) -> Option<Took> {
    let first = once()?;
    let rest = (1..TIMES).filter_map(|_| once());
    rest.chain([first]).min_by_key(|took| took.time)
}

/// A table being printed.
pub struct Table;

impl Table {
    pub fn begin(measured: &str) -> Self {
        println!("| {measured} | ours | peer | ours ÷ peer |");
        println!("|---|---|---|---|");
        Self
    }

    /// Ours, and a row for each peer.
    pub fn peers(&mut self, what: &str, ours: Option<Took>, peers: &[(&str, Option<Took>)]) {
        let Some(ours) = ours else {
            return println!("| {what} | could not be done | | |");
        };
        for (n, (name, theirs)) in peers.iter().enumerate() {
            let (what, shown_ours) = match n {
                0 => (what, shown(ours.time)),
                _ => ("", String::new()),
            };
            match theirs {
                None => println!("| {what} | {shown_ours} | skipped, not here: {name} | |"),
                Some(theirs) => println!(
                    "| {what} | {shown_ours} | {}: {name}{} | {:.2} |",
                    shown(theirs.time),
                    disagreement(ours, *theirs),
                    ours.time.as_secs_f64() / theirs.time.as_secs_f64()
                ),
            }
        }
    }

    pub fn alone(&mut self, what: &str, ours: Option<Took>) {
        let time = ours.map_or("could not be done".to_owned(), |ours| shown(ours.time));
        println!("| {what} | {time} | | |");
    }

    pub fn end(self) {
        println!();
    }
}

/// A peer that gives another number of figures has not done the same work.
fn disagreement(ours: Took, theirs: Took) -> String {
    match (ours.figures, theirs.figures) {
        (Some(ours), Some(theirs)) if ours != theirs => format!(
            " (ours gives {} figures, this {})",
            counted(ours),
            counted(theirs)
        ),
        _ => String::new(),
    }
}

pub fn shown(time: Duration) -> String {
    if time < Duration::from_millis(20) {
        format!("{:.2} ms", time.as_secs_f64() * 1e3)
    } else if time < Duration::from_secs(1) {
        format!("{:.0} ms", time.as_secs_f64() * 1e3)
    } else {
        format!("{:.2} s", time.as_secs_f64())
    }
}

/// A number with its thousands parted.
pub fn counted(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
