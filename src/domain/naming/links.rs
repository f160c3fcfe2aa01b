//! What the tables of links join. A link has no name of its own: its key is the keys of two records.

/// The tables of the two records that a link in this table joins, the one that it belongs to first; none for a table of
/// records.
#[must_use]
pub fn ends(table: &str) -> Option<[&'static str; 2]> {
    ENDS.iter()
        .find(|(name, _)| *name == table)
        .map(|(_, ends)| *ends)
}

const ENDS: [(&str, [&str; 2]); 13] = [
    ("indicator_objective", ["indicator", "objective"]),
    ("grant_eligible", ["grant", "priority_area"]),
    ("grant_eligible_objective", ["grant", "objective"]),
    ("consultation_objective", ["consultation", "objective"]),
    ("priority_area_objective", ["priority_area", "objective"]),
    ("action_objective", ["action", "objective"]),
    ("risk_objective", ["risk", "objective"]),
    ("milestone_objective", ["milestone", "objective"]),
    ("theme_objective", ["theme", "objective"]),
    ("narrative_objective", ["narrative", "objective"]),
    ("decision_objective", ["decision", "objective"]),
    ("indicator_priority_area", ["indicator", "priority_area"]),
    ("theme_priority_area", ["theme", "priority_area"]),
];
