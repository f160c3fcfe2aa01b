//! `import responses` and `tally` as scripts see them: every row accounted for, every column with its role, nothing
//! personal kept, nothing half written.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use desk::Desk;
use golden_thread::session::Session;

mod desk;

const PLAN: &str = "leicester.sqlite";
const TITLE: &str = "Parks and pools";

/// An option with the separator inside it; the headings again halfway down; an empty row, and a last one.
const SURVEY: &str = "Respondent ID,Channel,Your e-mail,Which do you use?,Do you agree?,Why?\n\
    1,Online,a@b.org,Parks;Pools; indoor and out;,Agree,Because of my children\n\
    2,Online,c@d.org,Parks;,Disagree,\n\
    3,Paper,,Pools; indoor and out;,Strongly agree,It is near\n\
    Respondent ID,Channel,Your e-mail,Which do you use?,Do you agree?,Why?\n\
    4,Paper,,Parks;Pools; indoor and out;Libraries;,Agree,\n\
    ,,,,,\n\
    5,Online,e@f.org,Libraries;,Strongly disagree,Too dear\n\
    ,,,,,\n";

/// A scale of five points that an answer is outside of.
const ROLES: &str = r#"
[[columns]]
heading = "Which do you use?"
role = "several answers in a cell"
separator = ";"

[[columns]]
heading = "Why?"
role = "own words"
"#;

impl Desk {
    fn new() -> Self {
        let desk = Self::with(&["leicester"]);
        desk.write("survey.csv", SURVEY);
        desk.write("roles.toml", ROLES);
        desk
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), bytes).unwrap();
    }

    fn import(&self, file: &str, more: &[&str]) -> (i32, String, String) {
        let arguments = [
            "import",
            "responses",
            file,
            "--into",
            PLAN,
            "--consultation",
            TITLE,
            "--format",
            "csv",
        ];
        self.run(&[&arguments, more].concat()).parts()
    }

    fn tally(&self, more: &[&str]) -> String {
        let arguments = ["tally", PLAN, "--consultation", TITLE, "--format", "csv"];
        let (code, out, err) = self.run(&[&arguments, more].concat()).parts();
        assert_eq!(code, 0, "{err}");
        out
    }

    fn session(&self) -> Session {
        Session::open_to_read(&self.path(PLAN)).unwrap()
    }

    fn bytes(&self) -> Vec<u8> {
        std::fs::read(self.path(PLAN)).unwrap()
    }
}

/// The rows of a table whose first cells are these.
fn rows<'t>(table: &'t str, begin: &str) -> Vec<&'t str> {
    table
        .lines()
        .filter(|line| line.starts_with(begin))
        .collect()
}

#[test]
fn the_preview_accounts_for_every_row_and_column() {
    let desk = Desk::new();
    let before = desk.bytes();
    let (code, out, err) = desk.import("survey.csv", &["--map", "roles.toml", "--dry-run"]);
    assert_eq!(code, 0, "{err}");
    insta::assert_snapshot!(out, @r#"
    what,heading,role,rows,first_line,detail
    read,,,8,,
    kept,,,5,,
    set aside: headings again,,,1,5,
    set aside: blank row,,,2,7,
    column 1,Respondent ID,respondent's number,5,,Each response has its own number here.
    column 2,Channel,channel,5,,Online | Paper
    column 3,Your e-mail,drop: personal,3,,dropped: e-mail address
    column 4,Which do you use?,several answers in a cell,5,,parted by semicolon: Libraries | Parks | Pools; indoor and out
    column 5,Do you agree?,scale,5,,Strongly agree | Agree | Disagree | Strongly disagree
    column 6,Why?,own words,3,,Its answers differ: they are people's own words.
    "#);
    assert!(
        err.contains("a new consultation, “Parks and pools”"),
        "{err}"
    );
    assert!(desk.bytes() == before, "a dry run writes nothing");
}

#[test]
fn what_is_taken_in_is_tallied_and_nothing_personal_is_kept() {
    let desk = Desk::new();
    let (code, _, err) = desk.import("survey.csv", &["--map", "roles.toml", "--yes"]);
    assert_eq!(code, 0, "{err}");
    insta::assert_snapshot!(desk.tally(&[]), @r"
    question,option,breakdown,count,base,percent,lower,upper,reason,of_people,of_counts,question_text,mean,median
    1,Libraries,All,2,5,40,11.762077423264788,76.9275718723987,,5,,Which do you use?,,
    1,Parks,All,3,5,60,23.072428127601295,88.23792257673522,,5,,Which do you use?,,
    1,Pools; indoor and out,All,3,5,60,23.072428127601295,88.23792257673522,,5,,Which do you use?,,
    2,Strongly agree,All,1,5,20,3.622410863243017,62.446537023747474,,5,,Do you agree?,,
    2,Agree,All,2,5,40,11.762077423264788,76.9275718723987,,5,,Do you agree?,,
    2,Disagree,All,1,5,20,3.622410863243017,62.446537023747474,,5,,Do you agree?,,
    2,Strongly disagree,All,1,5,20,3.622410863243017,62.446537023747474,,5,,Do you agree?,,
    ");
    let by_channel = desk.tally(&["--by", "channel"]);
    assert_eq!(
        rows(&by_channel, "1,Parks,Online,2,3,66.6").len(),
        1,
        "{by_channel}"
    );
    assert_eq!(
        rows(&by_channel, "1,Parks,Paper,1,2,50,").len(),
        1,
        "{by_channel}"
    );
    let bytes = desk.bytes();
    for personal in ["a@b.org", "c@d.org", "e@f.org"] {
        let found = bytes
            .windows(personal.len())
            .any(|held| held == personal.as_bytes());
        assert!(!found, "{personal} is in the file");
    }
    // The same file is not taken in twice, under whatever name.
    desk.write("again.csv", SURVEY);
    let before = desk.bytes();
    let (code, _, err) = desk.import("again.csv", &["--yes"]);
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("the same file as survey.csv"), "{err}");
    assert!(desk.bytes() == before);
}

#[test]
fn roles_are_remembered_with_the_plan() {
    let desk = Desk::new();
    let roles = format!("{ROLES}[[columns]]\nheading = \"Channel\"\nrole = \"attribute\"\n");
    desk.write("roles.toml", roles);
    let (code, _, err) = desk.import(
        "survey.csv",
        &["--map", "roles.toml", "--yes", "--channel", "By letter"],
    );
    assert_eq!(code, 0, "{err}");
    desk.write("next.csv", SURVEY.replace("Too dear", "Too far"));
    let (code, out, err) = desk.import("next.csv", &["--yes"]);
    assert_eq!(code, 1, "{err}");
    // The same five people: they are told of, and set aside.
    assert!(err.contains("5 respondents came before"), "{err}");
    assert!(
        err.contains("the last time a file had these headings"),
        "{err}"
    );
    assert!(
        err.contains("“Parks and pools”, which the plan has"),
        "{err}"
    );
    assert_eq!(rows(&out, "column 2,Channel,attribute").len(), 1, "{out}");
    let session = desk.session();
    let held = session.book().consultations.iter();
    let held = held.filter(|held| held.title == TITLE).count();
    assert_eq!(held, 1, "the second file goes to the same consultation");
    let channels: Vec<&str> = session
        .book()
        .channels
        .iter()
        .map(|held| held.name.as_str())
        .filter(|name| *name == "By letter" || *name == "Paper")
        .collect();
    assert_eq!(channels, ["By letter"]);
}

#[test]
fn older_letters_and_answers_outside_a_scale_are_said() {
    let desk = Desk::new();
    let mut bytes = b"How satisfied are you?,Your caf\xe9\n".to_vec();
    for _ in 0..8 {
        bytes.extend(b"Very satisfied,Caf\xe9 Rouge\nDissatisfied,None\nSatisfied,Caf\xe9 Rouge\n");
    }
    bytes.extend(b"Quite good really,None\n");
    desk.write("letters.csv", &bytes);
    let (code, out, err) = desk.import("letters.csv", &["--yes"]);
    assert_eq!(code, 1, "{out}{err}");
    assert!(err.contains("letters.csv"), "{err}");
    assert!(out.contains("Your café"), "{out}");
    assert!(err.contains("letters.csv, line 26, column 1"), "{err}");
    assert!(err.contains("“Quite good really”"), "{err}");
    let session = desk.session();
    let heard = session.book().heard.values().next().unwrap();
    let outside: i64 = heard
        .questions
        .values()
        .map(|held| held.reach.outside)
        .sum();
    assert_eq!(outside, 1, "the answer outside its scale is in no base");
}

#[test]
fn one_respondent_in_two_channels_is_told_with_both_lines() {
    let desk = Desk::new();
    let twice = SURVEY.replace("\n5,Online", "\n3,Online");
    desk.write("twice.csv", twice);
    let (code, out, err) = desk.import("twice.csv", &["--map", "roles.toml", "--yes"]);
    assert_eq!(code, 1, "{err}");
    assert!(
        err.contains("in line 4 (Paper) and in line 8 (Online)"),
        "{err}"
    );
    assert_eq!(
        rows(&out, "set aside: duplicate number,,,1,8,").len(),
        1,
        "{out}"
    );
    assert_eq!(rows(&out, "kept,,,4").len(), 1, "{out}");
}

#[test]
fn what_is_wrong_keeps_the_file_out() {
    let desk = Desk::new();
    desk.write(
        "bad.toml",
        "[[columns]]\nheading = \"Shoe size\"\nrole = \"number\"\n",
    );
    desk.write(
        "none.toml",
        "[[columns]]\nheading = \"Why?\"\nrole = \"chanel\"\n",
    );
    #[track_caller]
    fn check(desk: &Desk, arguments: &[&str], said: &[&str]) {
        let before = desk.bytes();
        let (code, _, err) = desk.run(arguments).parts();
        assert_eq!(code, 2, "{err}");
        for words in said {
            assert!(err.contains(words), "“{words}” is not in: {err}");
        }
        assert!(desk.bytes() == before, "the plan has changed");
    }
    let begin = ["import", "responses", "survey.csv", "--into", PLAN, "--yes"];
    let with = |more: &[&'static str]| [&begin, more].concat();
    check(&desk, &begin, &["--consultation is missing"]);
    check(
        &desk,
        &with(&["--consultation", TITLE, "--map", "bad.toml"]),
        &[
            "bad.toml, line 2",
            "survey.csv has no column “Shoe size”",
            "Nothing was written",
        ],
    );
    check(
        &desk,
        &with(&["--consultation", TITLE, "--map", "none.toml"]),
        &["none.toml, line 2", "“chanel” is no role", "channel"],
    );
    let two = "ID,Channel,How?,Do you agree?\n1,Web,Post,Yes\n2,Web,Post,No\n";
    desk.write("two.csv", two);
    desk.write(
        "two.toml",
        "[[columns]]\nheading = \"How?\"\nrole = \"channel\"\n",
    );
    check(
        &desk,
        &[
            "import",
            "responses",
            "two.csv",
            "--into",
            PLAN,
            "--yes",
            "--consultation",
            TITLE,
            "--map",
            "two.toml",
        ],
        &["2 columns are “channel”", "lost in silence"],
    );
}
