//! Sentences and lists of a page: strong words, links, figures with their source, warnings in words.

use maud::{Markup, html as markup};

use crate::domain::document::{Item, Run, Weight};
use crate::domain::guide::Topic;
use crate::exchange::document::words;

/// A paragraph's runs.
pub(super) fn runs(runs: &[Run]) -> Markup {
    markup! { @for run in runs { (linked(run)) } }
}

fn linked(run: &Run) -> Markup {
    markup! {
        @if words::is_followed(&run.link) {
            a href=(run.link.trim()) rel="noopener noreferrer" { (set(run)) }
        } @else if let Some(topic) = Topic::of_link(&run.link) {
            a href={ (topic.stem()) ".html" } { (set(run)) }
        } @else {
            (set(run))
        }
        @if let Some(warning) = words::warning(run) {
            mark { (warning) }
        }
    }
}

fn set(run: &Run) -> Markup {
    match run.weight {
        Weight::Plain => sourced(run),
        Weight::Strong => markup! { strong { (sourced(run)) } },
        Weight::Emphasis => markup! { em { (sourced(run)) } },
    }
}

/// A figure put in by the program says where it comes from under the pointer; words are just words.
fn sourced(run: &Run) -> Markup {
    markup! {
        @if run.source.trim().is_empty() {
            (run.text)
        } @else {
            span.sourced title=(run.source) { (run.text) }
        }
    }
}

/// A list, with the lists under its items numbered or not as it is.
pub(super) fn list(numbered_from: Option<u32>, items: &[Item]) -> Markup {
    let lines = markup! {
        @for item in items {
            li dir="auto" {
                (runs(&item.text))
                @if !item.items.is_empty() { (list(item.numbered_from, &item.items)) }
            }
        }
    };
    markup! {
        @match numbered_from {
            None => ul { (lines) },
            Some(1) => ol { (lines) },
            Some(first) => ol start=(first) { (lines) },
        }
    }
}
