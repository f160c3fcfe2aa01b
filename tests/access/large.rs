//! Text at 200 %: nothing that is said is lost. Words that were cut short are whole in the tree, and no words stand on
//! others.

use crate::paint::{self, Words};
use crate::walk::Window;

/// Words that were cut short and that nothing in the tree says whole.
pub fn lost(window: &Window) -> Vec<String> {
    let said: Vec<String> = window
        .things()
        .into_iter()
        .flat_map(|thing| [thing.name, thing.value, thing.about])
        .filter(|words| !words.is_empty())
        .collect();
    let shapes = paint::shapes(window);
    let mut wrong: Vec<String> = paint::words(&shapes)
        .into_iter()
        .filter(|words| words.cut && !said.iter().any(|said| holds(said, &words.text)))
        .map(|words| format!("cut short: “{}” at {:?}", words.text, words.place.min))
        .collect();
    wrong.dedup();
    wrong
}

/// Whether one thing in the tree says every word of it, in whatever order and with whatever signs; an excerpt of a
/// paragraph is opened by what it stands in.
fn holds(said: &str, text: &str) -> bool {
    let word = |c: char| !c.is_alphanumeric();
    let mut words = text.split(word).filter(|word| !word.is_empty());
    text.chars().count() > 120 || words.all(|word| said.contains(word))
}

/// Words painted over other words.
pub fn on_top(window: &Window) -> Vec<String> {
    let shapes = paint::shapes(window);
    let all = paint::words(&shapes);
    let mut wrong = Vec::new();
    for (n, a) in all.iter().enumerate() {
        for b in &all[n + 1..] {
            if a.text != b.text && overlap(a, b) {
                wrong.push(format!(
                    "“{}” and “{}” at {:?}",
                    short(&a.text),
                    short(&b.text),
                    a.place.min
                ));
            }
        }
    }
    wrong
}

fn overlap(a: &Words, b: &Words) -> bool {
    let shared = a.seen.intersect(b.seen);
    // Behind a dialog or a menu everything is painted over; the ground tells.
    shared.is_positive()
        && shared.area() > 0.3 * a.seen.area().min(b.seen.area())
        && a.ground == b.ground
}

fn short(text: &str) -> String {
    text.chars().take(30).collect()
}
