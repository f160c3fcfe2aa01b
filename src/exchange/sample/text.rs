//! The files that each sample plan is made from, compiled into the program.
//!
//! A plan has the files of the nouns it has something of, and both share DfE's.

use crate::exchange::sample::Which;
use crate::exchange::sample::table::File;

macro_rules! files {
    ($folder:literal: $($noun:literal),* $(,)?) => {
        [$(File {
            name: concat!($folder, "/", $noun, ".csv"),
            text: include_str!(concat!("../../../sample-db/", $folder, "/", $noun, ".csv")),
        }),*]
    };
}

const LEICESTER: &[File] = &files!(
    "leicester": "plan", "objective", "indicator", "dfe_indicator", "reading", "grant", "priority_area",
    "allocation", "of_which", "contribution", "published_total", "action", "milestone", "risk",
    "narrative", "decision",
);

const LEICESTERSHIRE: &[File] = &files!(
    "leicestershire": "plan", "objective", "indicator", "dfe_indicator", "reading", "marker", "dashboard_count",
    "figure", "area", "consultation", "group", "channel", "question", "choice", "tally", "event", "receipt", "published_count",
    "theme", "action", "narrative", "decision",
);

const DFE: &[File] = &files!("dfe": "area", "neighbour", "indicator", "figure");

/// The plan's own files, then the shared ones.
pub(super) fn files(which: Which) -> Vec<File> {
    let own = match which {
        Which::Leicester => LEICESTER,
        Which::Leicestershire => LEICESTERSHIRE,
    };
    own.iter().chain(DFE).copied().collect()
}

/// The shared files alone.
pub(super) fn shared() -> Vec<File> {
    DFE.to_vec()
}
