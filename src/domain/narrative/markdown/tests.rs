//! What each mark becomes, and that no text is lost or run.

use proptest::prelude::*;

use super::{blocks, figures};
use crate::domain::document::{Block, Cell, Document, Item, Run, Weight, faults};
use crate::domain::live::Reference;

/// Prints a figure as its name in angles, and warns of one called `old`.
fn figure(reference: &Reference) -> Run {
    Run {
        text: format!("<{}>", reference.name),
        source: "the plan".into(),
        warning: if reference.name == "old" {
            "it said 3".into()
        } else {
            String::new()
        },
        ..Run::default()
    }
}

/// Runs in short: `*strong*`, `/emphasis/`, `words→where`, `words!warning`.
fn runs(runs: &[Run]) -> String {
    let each = runs.iter().map(|run| {
        let mut text = match run.weight {
            Weight::Plain => run.text.clone(),
            Weight::Strong => format!("*{}*", run.text),
            Weight::Emphasis => format!("/{}/", run.text),
        };
        if !run.link.is_empty() {
            text = format!("{text}→{}", run.link);
        }
        if !run.warning.is_empty() {
            text = format!("{text}!{}", run.warning);
        }
        text
    });
    each.collect::<Vec<_>>().join("|")
}

fn item(held: &Item) -> String {
    let items: Vec<String> = held.items.iter().map(item).collect();
    let under = if items.is_empty() {
        String::new()
    } else {
        format!("[{}]", items.join(", "))
    };
    format!("{}{under}", runs(&held.text))
}

fn cell(held: &Cell) -> String {
    match held {
        Cell::Text(text) => text.clone(),
        _ => String::new(),
    }
}

fn short(block: &Block) -> String {
    match block {
        Block::Heading { level, text } => format!("h{level} {text}"),
        Block::Text(held) => format!("p {}", runs(held)),
        Block::Note(held) => format!("note {}", runs(held)),
        Block::List {
            numbered_from,
            items,
        } => {
            let items: Vec<String> = items.iter().map(item).collect();
            let kind = match numbered_from {
                None => "ul".to_owned(),
                Some(1) => "ol".to_owned(),
                Some(first) => format!("ol from {first}"),
            };
            format!("{kind} {}", items.join("; "))
        }
        Block::Table(table) => {
            let head = table.columns.iter().map(|column| {
                let side = if column.is_figure { ">" } else { "" };
                format!("{side}{}", column.heading)
            });
            let mut lines = vec![head.collect::<Vec<_>>().join(",")];
            for row in &table.rows {
                lines.push(row.cells.iter().map(cell).collect::<Vec<_>>().join(","));
            }
            lines.extend(table.notes.clone());
            format!("table {}: {}", table.caption, lines.join("; "))
        }
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn check(text: &str, want: &[&str]) {
    let given: Vec<String> = blocks(text, 2, "Progress", &figure)
        .iter()
        .map(short)
        .collect();
    assert_eq!(given, want, "{text}");
}

#[test]
fn paragraphs_and_weights() {
    check("", &[]);
    check("One\ntwo\n\nthree", &["p One two", "p three"]);
    check("a **b** *c* ***d***", &["p a |*b*| |/c/| |*d*"]);
    check("x `y_z` &amp; \\*", &["p x y_z & *"]);
    check("> said so\n>\n> twice", &["note said so", "note twice"]);
    check("```\nlet a = 1;\n\n  b\n```", &["p let a = 1;", "p   b"]);
    check("---\n\nafter", &["p after"]);
}

#[test]
fn headings_stand_under_the_section_without_a_gap() {
    check(
        "# One\n\n### Three\n\n# Again\n\na\n\n## Two",
        &["h3 One", "h4 Three", "h3 Again", "p a", "h4 Two"],
    );
    check("### Deep\n\n#", &["h3 Deep"]);
    check(
        "# {grant:Main} {grant:old}",
        &["h3 <Main> <old>", "note <old>!it said 3"],
    );
}

#[test]
fn lists_nest_and_are_numbered() {
    check("- a\n- b\n  - c\n  - d **e**\n", &["ul a; b[c, d |*e*]"]);
    check(
        "5. a\n6. b\n\ntext\n\n7. c",
        &["ol from 5 a; b", "p text", "ol from 7 c"],
    );
    check("1. a\n2. b\n", &["ol a; b"]);
    check("- a\n\n  more\n- # h\n", &["ul a| |more; *h*"]);
    let deep: String = (0..30)
        .map(|n| format!("{}- {n}\n", "  ".repeat(n)))
        .collect();
    let given: Vec<String> = blocks(&deep, 0, "", &figure).iter().map(short).collect();
    assert_eq!(given[0].matches('[').count(), 7, "{given:?}");
    for n in 0..30 {
        assert!(given.concat().contains(&n.to_string()), "{n}");
    }
}

#[test]
fn links_lead_only_where_they_may() {
    check(
        "[a](https://example.org/x) [b](javascript:alert(1)) <mailto:c@example.org> [d](HTTP://e.f)",
        &["p a→https://example.org/x| b |mailto:c@example.org→mailto:c@example.org| |d→HTTP://e.f"],
    );
    check(
        "[a](data:text/html,x) ![words](https://x.y/z.png)",
        &["p a words"],
    );
}

#[test]
fn html_is_printed_as_text() {
    check("a <b>c</b>", &["p a <b>c</b>"]);
    check(
        "<script>alert(1)</script>\n\nb",
        &["p <script>alert(1)</script> ", "p b"],
    );
    check("=cmd|' /C calc'!A0", &["p =cmd|' /C calc'!A0"]);
}

#[test]
fn tables_keep_their_columns_and_say_what_changed() {
    check(
        "| a | n |\n|---|--:|\n| x | {grant:old} |\n| y |\n",
        &["table Progress: a,>n; x,<old>; y,; <old>: it said 3"],
    );
    check(
        "# Names\n\n| a |\n|---|\n| {grant:A | B} |\n",
        &["h3 Names", "table Names: a; <A | B>"],
    );
}

#[test]
fn figures_stand_among_the_words() {
    check(
        "We have **{grant:Main}** now.",
        &["p We have |*<Main>*| now."],
    );
    check("It is {grant:old}.", &["p It is |<old>!it said 3|."]);
    check(
        "\\{grant:Main} and `{grant:Main}`",
        &["p {grant:Main} and {grant:Main}"],
    );
    check("{grant:a_b_c*d*}", &["p <a_b_c*d*>"]);
    check("\u{E000} {grant:Main}", &["p \u{E000} |<Main>"]);
    let found = figures("{grant:A} `{grant:B}` {grant:A}\n\n- {area:C}");
    let names: Vec<&str> = found.iter().map(|held| held.written.as_str()).collect();
    assert_eq!(names, ["grant:A", "area:C"]);
}

#[test]
fn a_text_of_any_kind_is_kept() {
    check("שלום {grant:Main} مرحبا", &["p שלום |<Main>| مرحبا"]);
    let long = "word ".repeat(100_000);
    assert_eq!(blocks(&long, 0, "", &figure).len(), 1);
}

fn letters(blocks: &[Block]) -> String {
    let words: String = blocks.iter().map(short).collect();
    words.chars().filter(|c| c.is_ascii_uppercase()).collect()
}

proptest! {
    /// Whatever is written, nothing panics, the blocks make a sound document, and no letter of the words is lost.
    #[test]
    fn no_text_is_lost(text in "[A-D \n#*_>`|{}:=.1<>&\\-\\[\\]()]{0,80}") {
        // A line such as `[A]: B` says where a link leads, and is no text; an entity stands for another letter.
        prop_assume!(!text.contains("]:") && !text.contains("](") && !text.contains("```"));
        let mut document = Document::default();
        document.heading(1, "Over it");
        let found = blocks(&text, 1, "Over it", &figure);
        let want: String = text.chars().filter(char::is_ascii_uppercase).collect();
        prop_assert_eq!(letters(&found), want);
        document.blocks.extend(found);
        prop_assert_eq!(faults(&document), Vec::<String>::new());
    }

    /// Any text at all.
    #[test]
    fn nothing_panics(text in "\\PC{0,120}", level in 0_u8..8) {
        let _ = blocks(&text, level, "", &figure);
        let _ = figures(&text);
    }
}
