//! What officers write of columns, and what comes of it.

use super::*;
use crate::exchange::responses::read;

const FILE: &str = "ID,Your e-mail,How do you travel?,Parks,Pools,Comment\n\
    1,a@b.org,\"Bus, tram\",x,,Fine\n\
    2,c@d.org,\"Tram, on foot\",,x,\n\
    3,e@f.org,Bus,x,x,Too far\n";

fn export() -> Export {
    read("a.csv", FILE.as_bytes(), None, &mut |_| true)
        .unwrap()
        .export
}

fn apply(text: &str) -> Result<Proposal, Vec<Problem>> {
    let map = ResponsesMap::read("roles.toml", text).map_err(|problem| vec![problem])?;
    map.apply(&export())
}

#[test]
fn what_is_said_is_done_and_the_rest_is_as_proposed() {
    let proposal = apply(
        r#"
        [[columns]]
        heading = "your E-MAIL"
        role = "ignore"
        [[columns]]
        heading = "How do you travel?"
        role = "several answers in a cell"
        separator = ", "
        [[columns]]
        heading = "Parks"
        role = "one column per option"
        question = "Which do you use?"
        [[columns]]
        heading = "Pools"
        role = "one column per option"
        question = "Which do you use?"
        option = "Swimming pools"
        "#,
    )
    .unwrap();
    let option = |option: &str| Role::MultiColumns {
        stem: "Which do you use?".into(),
        option: option.into(),
    };
    assert_eq!(proposal.columns[0].role, Role::RespondentId);
    assert_eq!(proposal.columns[1].role, Role::Ignore);
    let separator = Separator::CommaSpace;
    assert_eq!(proposal.columns[2].role, Role::MultiCell { separator });
    assert_eq!(proposal.columns[3].role, option("Parks"));
    assert_eq!(proposal.columns[4].role, option("Swimming pools"));
    assert_eq!(proposal.columns[4].options[0].text, "Swimming pools");
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_the_way_out() {
    #[track_caller]
    fn check(text: &str, said: &[&str]) {
        let problems = apply(text).unwrap_err();
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        for words in said {
            assert!(
                told.join("\n").contains(words),
                "“{words}” is not in {told:?}"
            );
        }
    }
    check(
        "\n[[columns]]\nheading = \"Phone\"\nrole = \"ignore\"\n",
        &[
            "roles.toml, line 3",
            "a.csv has no column “Phone”",
            "Your e-mail",
        ],
    );
    check(
        "[[columns]]\nheading = \"ID\"\nrole = \"who\"\n",
        &["roles.toml, line 2", "“who” is no role", "single choice"],
    );
    check(
        "[[columns]]\nheading = \"ID\"\nrole = \"drop\"\ntells = \"shoe size\"\n",
        &["line 2", "shoe size", "telephone number"],
    );
    check(
        "[[columns]]\nheading = \"ID\"\nrole = \"several answers in a cell\"\nseparator = \"+\"\n",
        &["line 2", "“+”", "semicolon"],
    );
    check("layout = \"mine\"\n", &["“mine”", "surveymonkey"]);
    check("keep = [\"all\"]\n", &["“all”", "incomplete"]);
    check("colums = 1\n", &["roles.toml, line 1", "colums"]);
    let twice = "[[columns]]\nheading = \"ID\"\nrole = \"ignore\"\n".repeat(2);
    check(&twice, &["line 5", "more often"]);
}

#[test]
fn every_problem_is_told_at_once() {
    let text = "[[columns]]\nheading = \"X\"\nrole = \"ignore\"\n[[columns]]\nheading = \"Y\"\nrole = \"ignore\"\n";
    assert_eq!(apply(text).unwrap_err().len(), 2);
}

#[test]
fn a_proposal_said_and_read_again_is_the_same_proposal() {
    let export = export();
    let mut proposal = Proposal::with_layout(&export, Layout::GoogleForms);
    let role = Role::Drop(Personal::Other);
    proposal.set_roles(&export, vec![(5, role), (2, Role::Text)]);
    let keep = Keep {
        tests: true,
        without_answers: true,
        ..Keep::default()
    };
    proposal.set_keep(&export, keep);
    let text = ResponsesMap::of(&proposal).write();
    let mut again = ResponsesMap::read("", &text)
        .unwrap()
        .apply(&export)
        .unwrap();
    // Why a column is what it is, is the officer's word in one and the proposal's in the other.
    for held in proposal.columns.iter_mut().chain(&mut again.columns) {
        held.why = String::new();
    }
    assert_eq!(again, proposal, "{text}");
}

#[test]
fn columns_of_one_heading_are_told_apart_by_their_order() {
    let bytes = b"Q,Q,R\nYes,No,1\nNo,Yes,2\n";
    let export = read("a.csv", bytes, None, &mut |_| true).unwrap().export;
    let text = "[[columns]]\nheading = \"Q\"\nrole = \"ignore\"\n[[columns]]\nheading = \"Q\"\nrole = \"attribute\"\n";
    let map = ResponsesMap::read("", text).unwrap();
    let proposal = map.apply(&export).unwrap();
    assert_eq!(proposal.columns[0].role, Role::Ignore);
    assert_eq!(proposal.columns[1].role, Role::Attribute);
}
