//! The national frameworks that a new plan can take its objectives from.
//!
//! The number and the two or three words are what a table shows; the title is what a report prints. Titles are
//! put in our own words; the five outcomes of Every Child Matters keep their names.
//!
//! Edges: a name that is no framework gives nothing, so that a misspelt one cannot pass for an empty plan.

/// An objective of a framework: its number, two or three words for it, and its title.
pub type FrameworkObjective = (&'static str, &'static str, &'static str);

/// The names of the frameworks, as the plan's own record keeps them.
pub const NAMES: [&str; 3] = ["quality-protects", "every-child-matters", "none"];

const QUALITY_PROTECTS: [FrameworkObjective; 11] = [
    (
        "1",
        "Secure attachment",
        "Children grow up with carers to whom they are securely attached and who keep them safe",
    ),
    (
        "2",
        "Protection from harm",
        "Children are kept from abuse and neglect of every kind",
    ),
    (
        "3",
        "Children in need",
        "Children in need get the schooling, health and social care that widen their chances",
    ),
    (
        "4",
        "Looked after children",
        "Children in the council’s care get the schooling, health and social care that widen their chances",
    ),
    (
        "5",
        "Care leavers",
        "Young people who leave care are not left alone and take their place as citizens",
    ),
    (
        "6",
        "Disabled children",
        "Disabled or ill children have a home that suits them, close by, with their needs met and reviewed",
    ),
    (
        "7",
        "Assessment",
        "Referral and assessment tell needs apart and bring an answer in time",
    ),
    (
        "8",
        "Listening",
        "Users and carers shape services and their own care, and complaints are dealt with",
    ),
    (
        "9",
        "Regulated services",
        "Inspectors and rules guard children in regulated homes and services",
    ),
    (
        "10",
        "Workforce",
        "Social care workers have the skills, training and qualifications that the work needs",
    ),
    (
        "11",
        "Value for money",
        "What there is to spend does users the most good, leaves them choice, and can show its worth",
    ),
];

const EVERY_CHILD_MATTERS: [FrameworkObjective; 5] = [
    (
        "1",
        "Be healthy",
        "Children are well in body and mind, and live healthily",
    ),
    (
        "2",
        "Stay safe",
        "Children are kept from harm and neglect, and grow up cared for",
    ),
    (
        "3",
        "Enjoy and achieve",
        "Children get the most from life and learn what they need for it",
    ),
    (
        "4",
        "Make a positive contribution",
        "Children take part in the community and do it good, not harm",
    ),
    (
        "5",
        "Achieve economic well-being",
        "No child is held back by want from what he or she could become",
    ),
];

/// The objectives of a framework, in their own order; none when there is no framework of that name.
#[must_use]
pub fn objectives(framework: &str) -> Option<Vec<FrameworkObjective>> {
    match framework {
        "quality-protects" => Some(QUALITY_PROTECTS.to_vec()),
        "every-child-matters" => Some(EVERY_CHILD_MATTERS.to_vec()),
        "none" => Some(Vec::new()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_framework_has_its_objectives() {
        #[track_caller]
        fn check(framework: &str, want: Option<usize>) {
            assert_eq!(objectives(framework).map(|found| found.len()), want);
        }
        check("quality-protects", Some(11));
        check("every-child-matters", Some(5));
        check("none", Some(0));
        check("Quality Protects", None);
        check("", None);
        for name in NAMES {
            assert!(objectives(name).is_some(), "{name}");
        }
    }

    #[test]
    fn objectives_are_numbered_from_one() {
        for name in NAMES {
            let found = objectives(name).unwrap_or_default();
            for (number, objective) in (1..).zip(found) {
                assert_eq!(objective.0, number.to_string());
                assert!(!objective.1.is_empty() && !objective.2.is_empty());
            }
        }
    }
}
