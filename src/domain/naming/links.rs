//! What the tables of links join. A link has no name of its own: its key is the keys of two records.

/// The two records that a link joins, each by its table and its key, the one that it belongs to first. `key` is the row's
/// key as the journal writes it; none for a row that is no link.
#[must_use]
pub fn joins(table: &str, key: &str) -> Option<[(&'static str, i64); 2]> {
    let [from, to] = ends(table)?;
    let [one, other] = serde_json::from_str::<[i64; 2]>(key).ok()?;
    Some([(from, one), (to, other)])
}

/// The tables of the two records that a link in this table joins, the one that it belongs to first; none for a table of
/// records.
#[must_use]
pub fn ends(table: &str) -> Option<[&'static str; 2]> {
    ENDS.iter()
        .find(|(name, _)| *name == table)
        .map(|(_, ends)| *ends)
}

const ENDS: [(&str, [&str; 2]); 11] = [
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
];
