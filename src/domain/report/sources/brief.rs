//! The sources in a few lines, for a paper of a few pages.
//!
//! Whoever wants to know which figure came from where finds it in the plan, which lists every source with what came of it,
//! the methods and every finding. Here stands what no paper may leave out: what it was made from, the names of the sources,
//! the licence, whom the authority is compared with, and the rule for small counts.
//!
//! Edges: of many sources the first are named and the others counted.

use crate::domain::check::words::several;
use crate::domain::document::Document;
use crate::domain::report::maker::{Maker, whole_rule};
use crate::domain::report::sources::{Used, licence, made_from, neighbours, sources};

/// Sources that are named.
const MOST: usize = 8;

/// Writes the sources in brief.
pub(in crate::domain::report) fn brief(maker: &Maker<'_>, document: &mut Document, used: &Used) {
    document.heading(1, "Sources and methods");
    made_from(maker, document);
    let names: Vec<String> = sources(maker, used).into_keys().collect();
    let n = names.len();
    if n == 0 {
        document.say("The document has no figures yet, so there is no source to name.");
    } else {
        let mut text = names.into_iter().take(MOST).collect::<Vec<_>>().join("; ");
        if n > MOST {
            text.push_str(&format!("; and {}", several(n - MOST, "other")));
        }
        document.say(format!("The figures come from: {text}."));
    }
    licence(maker, document, used);
    neighbours(maker, document, used);
    let mut how = String::from(
        "No figure is not nought: a mark says why there is none. Better and worse are by each indicator’s own direction.",
    );
    if !used.consultations.is_empty() {
        how.push_str(" Whoever answered chose to answer. ");
        how.push_str(&whole_rule(maker.options.profile));
    }
    document.say(how);
    document.say("The plan lists every source with what came from it, how each figure is made, and what the checks find.");
}
