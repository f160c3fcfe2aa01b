//! The local authorities, regions and nation of England, by DfE's three-digit codes.
//!
//! A new plan chooses its authority here, and a file that says only `856` is read as Leicester. Codes are kept
//! rather than names since names differ between publications, and councils that were reorganised keep their
//! own rows, so that their history is not lost and is not joined to their successors'.
//!
//! Edges: councils abolished before 2010 are not here. Inner and Outer London are published beside the nine
//! regions; a borough lies in one of the two, and both lie in London.

use serde::Deserialize;

use crate::domain::area::{Area, AreaCode, AreaKind};

const AUTHORITIES: &str = include_str!("authorities.csv");

/// The nation, the nine regions, and the two groups that are published like regions.
const ABOVE: [(&str, &str, AreaKind); 12] = [
    ("970", "England", AreaKind::Nation),
    ("980", "North East", AreaKind::Region),
    ("981", "North West", AreaKind::Region),
    ("982", "Yorkshire and the Humber", AreaKind::Region),
    ("983", "East Midlands", AreaKind::Region),
    ("984", "West Midlands", AreaKind::Region),
    ("985", "East of England", AreaKind::Region),
    ("986", "London", AreaKind::Region),
    ("987", "Inner London", AreaKind::Group),
    ("988", "Outer London", AreaKind::Group),
    ("989", "South East", AreaKind::Region),
    ("990", "South West", AreaKind::Region),
];

#[derive(Deserialize)]
struct Row {
    code: String,
    name: String,
    region: String,
}

/// England, its regions, and every authority with children's services, the larger area before the smaller.
#[must_use]
pub fn areas() -> Vec<Area> {
    let above = ABOVE.iter().map(|(code, name, kind)| Area {
        code: AreaCode::new(code),
        name: (*name).to_owned(),
        kind: *kind,
        region: matches!(*code, "987" | "988").then(|| AreaCode::new("986")),
    });
    above.chain(authorities()).collect()
}

/// The area of this three-digit code.
#[must_use]
pub fn find(code: &str) -> Option<Area> {
    let code = AreaCode::new(code);
    areas().into_iter().find(|area| area.code == code)
}

/// The file is part of the program and a test reads every row of it, so a row that fails is none.
fn authorities() -> impl Iterator<Item = Area> {
    let rows = csv::Reader::from_reader(AUTHORITIES.as_bytes()).into_deserialize::<Row>();
    rows.filter_map(Result::ok).map(|row| Area {
        code: AreaCode::new(&row.code),
        name: row.name,
        kind: AreaKind::Authority,
        region: Some(AreaCode::new(&row.region)),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_row_is_read_and_lies_in_a_region() {
        let all = areas();
        let of = |kind: AreaKind| all.iter().filter(move |area| area.kind == kind).count();
        // 153 of today and five that were reorganised.
        assert_eq!(of(AreaKind::Authority), 158);
        assert_eq!(of(AreaKind::Authority) + 1, AUTHORITIES.lines().count());
        assert_eq!((of(AreaKind::Region), of(AreaKind::Nation)), (9, 1));
        let codes: HashSet<_> = all.iter().map(|area| &area.code).collect();
        assert_eq!(codes.len(), all.len());
        for area in all.iter().filter(|area| area.kind == AreaKind::Authority) {
            let region = area.region.as_ref().and_then(|region| find(&region.0));
            // A borough lies in half of London, and that in London.
            let region = match region {
                Some(half) if half.kind == AreaKind::Group => {
                    half.region.and_then(|region| find(&region.0))
                }
                region => region,
            };
            assert_eq!(
                region.map(|region| region.kind),
                Some(AreaKind::Region),
                "{area:?}"
            );
            assert!(area.code.0.len() == 3 && !area.name.is_empty(), "{area:?}");
        }
    }

    #[test]
    fn areas_are_found_by_code() {
        #[track_caller]
        fn check(code: &str, name: Option<&str>, region: Option<&str>) {
            let found = find(code);
            assert_eq!(found.as_ref().map(|area| area.name.as_str()), name);
            let of = found.and_then(|area| area.region);
            assert_eq!(of, region.map(AreaCode::new));
        }
        check("856", Some("Leicester"), Some("983"));
        check(" 855 ", Some("Leicestershire"), Some("983"));
        check("928", Some("Northamptonshire (to 2021)"), Some("983"));
        check(
            "839",
            Some("Bournemouth, Christchurch and Poole"),
            Some("990"),
        );
        check("304", Some("Brent"), Some("988"));
        check("970", Some("England"), None);
        check("999", None, None);
        check("", None, None);
    }
}
