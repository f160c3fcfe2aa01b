//! Columns that only make sense together, and so are one cell to whoever decides.
//!
//! A figure and the reason why there is none exclude one another: half of each would be neither copy's statement, and the
//! file's own rules would not take it.

#[rustfmt::skip]
const TOGETHER: &[(&str, &[&str])] = &[
    ("reading",       &["value", "decimals", "missing"]),
    ("reading",       &["period", "period_end"]),
    ("narrative",     &["confirmed_by", "confirmed_on", "confirmed_figures"]),
    ("risk",          &["probability", "impact"]),
    ("closing",       &["is_closed", "made_on", "made_by", "reason"]),
    ("forecast",      &["pence", "made_on", "made_by", "reason"]),
    ("coding",        &["coder", "reader"]),
    ("allocation",    &["covers_from", "covers_to"]),
    ("scheme",        &["amber", "red"]),
    ("carried",       &["fate", "into_grant_id"]),
    ("receipt",       &["received", "invalid", "blank", "duplicate", "withdrawn"]),
    ("virement",      &["lines", "fiscal_year"]),
    ("question",      &["kind", "stem"]),
    ("consultation",  &["opened", "closed"]),
    ("milestone",     &["starts", "ends"]),
    ("giving",        &["identifier", "title", "pence", "currency", "award_date", "recipient", "funder", "programme", "body"]),
];

/// The columns that are one cell with this one, itself among them.
#[must_use]
pub fn together(table: &str, field: &str) -> Vec<String> {
    let group = TOGETHER
        .iter()
        .find(|(held, fields)| *held == table && fields.contains(&field));
    match group {
        Some((_, fields)) => fields.iter().map(|field| (*field).to_owned()).collect(),
        None => vec![field.to_owned()],
    }
}
