//! Which area a row of a publication is of.
//!
//! Departments name places by level (`Regional`), by the nine-character codes of the Office for National Statistics and
//! by name. The program knows areas by DfE's three-digit codes, so each row is brought down to one of those, and a row
//! of a school or a ward is told from a row of a council.
//!
//! Edges: London is published whole and as Inner and Outer London, sometimes under London's own code with only the name
//! to tell them apart; so the name decides there.

use crate::domain::area::AreaCode;
use crate::exchange::published::known::Known;

/// The level of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// England, or another nation.
    Nation,
    /// A region.
    Region,
    /// A local authority.
    Authority,
    /// Anything smaller or other: a school, a district, a constituency.
    Other,
}

impl Level {
    /// The level by the word of the publication: `Local authority`, `LA`, `national`.
    #[must_use]
    pub fn read(word: &str) -> Self {
        let bare: String = word
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        match bare.as_str() {
            "national" | "nation" | "country" | "england" | "nat" => Self::Nation,
            "regional" | "region" | "reg" => Self::Region,
            "localauthority"
            | "localauthorities"
            | "la"
            | "lea"
            | "lalevel"
            | "uppertierlocalauthority"
            | "utla" => Self::Authority,
            _ => Self::Other,
        }
    }
}

/// What a row's place comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// An area of the plan.
    Area(AreaCode),
    /// No area of the plan: its code, or its name where it has none.
    Unknown(String),
    /// One figure for several authorities: `940 / 941`.
    Several(String),
    /// The row does not say which: `Unknown`, or nothing.
    NotStated,
    /// Wales, Scotland, the United Kingdom.
    AnotherNation(String),
}

/// The nine regions and the two halves of London by their nine-character codes.
const REGIONS: [(&str, &str); 11] = [
    ("E12000001", "980"),
    ("E12000002", "981"),
    ("E12000003", "982"),
    ("E12000004", "983"),
    ("E12000005", "984"),
    ("E12000006", "985"),
    ("E12000007", "986"),
    ("E12000008", "989"),
    ("E12000009", "990"),
    ("E13000001", "987"),
    ("E13000002", "988"),
];

/// The nation of a row; a row without a code or a name is England's.
#[must_use]
pub fn nation(known: &Known, code: &str, name: &str) -> Found {
    let is_england = |code: &str, name: &str| {
        code.eq_ignore_ascii_case("E92000001")
            || (code.is_empty() && (name.is_empty() || name.eq_ignore_ascii_case("England")))
    };
    if is_england(code.trim(), name.trim()) {
        return known_code(known, AreaCode::ENGLAND, "England");
    }
    let said = if name.trim().is_empty() { code } else { name };
    Found::AnotherNation(said.trim().to_owned())
}

/// The region of a row.
#[must_use]
pub fn region(known: &Known, code: &str, name: &str) -> Found {
    let by_name = known.by_name(name);
    if let Some(half) = by_name.filter(|found| ["987", "988"].contains(&found.0.as_str())) {
        return Found::Area(half.clone());
    }
    let by_code = REGIONS
        .iter()
        .find(|(gss, _)| gss.eq_ignore_ascii_case(code.trim()));
    if let Some((_, three)) = by_code {
        return known_code(known, three, name);
    }
    // A council's name in the region's column is not a region.
    let is_region = |found: &&AreaCode| REGIONS.iter().any(|(_, three)| *three == found.0);
    match by_name.filter(is_region) {
        Some(found) => Found::Area(found.clone()),
        None if says_nothing(code) && says_nothing(name) => Found::NotStated,
        None => Found::Unknown(said(code, name)),
    }
}

/// The authority of a row, by its three-digit code or, where it has none, by its name.
#[must_use]
pub fn authority(known: &Known, code: &str, name: &str) -> Found {
    let code = code.trim().trim_end_matches(".0");
    if several(code) || (says_nothing(code) && name.contains(" / ")) {
        return Found::Several(said(code, name));
    }
    if !says_nothing(code) {
        return known_code(known, code, name);
    }
    let lower = name.trim().to_lowercase();
    let nowhere = [
        "unknown",
        "outside",
        "not ",
        "other",
        "missing",
        "unallocated",
        "total",
    ];
    if says_nothing(name) || nowhere.iter().any(|begin| lower.starts_with(begin)) {
        return Found::NotStated;
    }
    known.by_name(name).map_or_else(
        || Found::Unknown(name.trim().to_owned()),
        |area| Found::Area(area.clone()),
    )
}

fn known_code(known: &Known, code: &str, name: &str) -> Found {
    known.by_code(code).map_or_else(
        || Found::Unknown(said(code, name)),
        |area| Found::Area(area.clone()),
    )
}

/// `999 Atlantis`.
fn said(code: &str, name: &str) -> String {
    format!("{} {}", code.trim(), name.trim()).trim().to_owned()
}

/// Two codes in one cell.
fn several(code: &str) -> bool {
    let parts = code
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| part.len() >= 3 && part.bytes().all(|c| c.is_ascii_digit()));
    parts.count() > 1
}

/// An empty cell, or one of the marks that stand for one.
fn says_nothing(text: &str) -> bool {
    let text = text
        .trim()
        .trim_start_matches('[')
        .trim_end_matches(']')
        .to_lowercase();
    [
        "", "z", "x", ".", "..", ":", "-", "na", "n/a", "nan", "null",
    ]
    .contains(&text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::published::known::tests::england;

    fn area(code: &str) -> Found {
        Found::Area(AreaCode::new(code))
    }

    #[test]
    fn regions_are_found_by_code_and_by_name_and_london_has_halves() {
        let known = england();
        assert_eq!(region(&known, "E12000004", "East Midlands"), area("983"));
        assert_eq!(region(&known, "E12000008", ""), area("989"));
        assert_eq!(region(&known, "", "Yorkshire and The Humber"), area("982"));
        assert_eq!(region(&known, "E12000007", "London"), area("986"));
        assert_eq!(region(&known, "E12000007", "Outer London"), area("988"));
        assert_eq!(region(&known, "E13000001", "Inner London"), area("987"));
        assert_eq!(
            region(&known, "E12000099", "Mercia"),
            Found::Unknown("E12000099 Mercia".into())
        );
        assert_eq!(
            region(&known, "", "Leicester"),
            Found::Unknown("Leicester".into())
        );
        assert_eq!(region(&known, "", ""), Found::NotStated);
    }

    #[test]
    fn authorities_are_found_by_code_before_name() {
        let known = england();
        assert_eq!(authority(&known, "856", "Leicester City"), area("856"));
        assert_eq!(authority(&known, "856.0", ""), area("856"));
        assert_eq!(authority(&known, "", "Bedford Borough"), area("822"));
        assert_eq!(authority(&known, "z", "Bedford"), area("822"));
        assert_eq!(
            authority(&known, "999", "Leicester"),
            Found::Unknown("999 Leicester".into())
        );
        assert_eq!(
            authority(&known, "", "Atlantis"),
            Found::Unknown("Atlantis".into())
        );
        for both in ["940 / 941", "940/941", "940, 941", "940 & 941"] {
            assert_eq!(
                authority(&known, both, "N"),
                Found::Several(format!("{both} N"))
            );
        }
        assert_eq!(
            authority(&known, "z", "Outside of England and unknown"),
            Found::NotStated
        );
        assert_eq!(authority(&known, "", ""), Found::NotStated);
    }

    #[test]
    fn only_england_is_the_nation() {
        let known = england();
        assert_eq!(nation(&known, "E92000001", "England"), area("970"));
        assert_eq!(nation(&known, "", ""), area("970"));
        assert_eq!(
            nation(&known, "W92000004", "Wales"),
            Found::AnotherNation("Wales".into())
        );
    }

    #[test]
    fn levels_are_read_in_any_writing() {
        for (word, level) in [
            ("National", Level::Nation),
            ("Local authority", Level::Authority),
            ("Local Authority", Level::Authority),
            ("local_authority", Level::Authority),
            ("LA", Level::Authority),
            ("Region", Level::Region),
            ("School", Level::Other),
            ("Local authority district", Level::Other),
            ("", Level::Other),
        ] {
            assert_eq!(Level::read(word), level, "{word}");
        }
    }
}
