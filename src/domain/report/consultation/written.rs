//! What people wrote: themes with how many wrote of each, quotes that may be printed, and what was done.

use crate::domain::consultation::Consultation;
use crate::domain::consultation::quote::{Answerers, group_name, of_consultation, refusals};
use crate::domain::consultation::released::printed;
use crate::domain::consultation::said_did::{SaidDid, figure_words, said_did};
use crate::domain::consultation::themes::tree;
use crate::domain::document::{Block, Cell, Column, Document, Item, Row, Run, Weight};
use crate::domain::id::ThemeId;
use crate::domain::report::cells::{
    Words, head, hidden, missing, money_or, people, percent, set, table, words,
};
use crate::domain::report::consultation::add;
use crate::domain::report::maker::Maker;
use crate::domain::report::voices::Told;
use crate::domain::statistics;

/// Groups or channels that stand side by side at most.
const ACROSS: usize = 6;

/// A theme's title, set in under the wider theme that it is part of.
fn theme_name(maker: &Maker<'_>, id: ThemeId, depth: usize) -> String {
    let title = maker.book.themes.get(id).map_or("?", |held| &held.title);
    format!("{}{title}", "– ".repeat(depth.min(6)))
}

/// The theme table, everyone's and by group and channel.
pub(super) fn themes(maker: &Maker<'_>, document: &mut Document, held: &Consultation, told: &Told) {
    let themes = tree(maker.book, held.id);
    if themes.is_empty() {
        return;
    }
    document.heading(2, "What people wrote");
    let Some(found) = told.theme_table.as_ref().filter(|found| found.coded > 0) else {
        document
            .say("Comments have themes but have not been coded one by one, so nobody is counted.");
        return;
    };
    if let Some(n) = told.wrote.and_then(printed) {
        document.add(
            Words::default()
                .figure(statistics::grouped(n), "comments")
                .say(" people wrote something. Each is counted once for a theme, however often they spoke of it.")
                .paragraph(),
        );
    }
    let columns = vec![
        Column::words("Theme", 6),
        Column::figures("People"),
        Column::figures("Of those who wrote"),
    ];
    let mut all = table(
        "Themes",
        "Themes, and how many people wrote of each",
        columns,
    );
    for row in &found.rows {
        let mark = told.themes.get(&row.theme).map(|held| held.people);
        let both = mark.and_then(printed).zip(told.wrote.and_then(printed));
        let share = both.and_then(|(n, of)| statistics::percent(n, of));
        all.rows.push(Row::body(vec![
            head(theme_name(maker, row.theme, row.depth)),
            people(mark),
            if mark.is_some() && both.is_none() {
                hidden()
            } else {
                percent(share, 0, "nobody wrote")
            },
        ]));
    }
    add(document, all);
    let groups: Vec<String> = (found.groups.iter())
        .map(|(group, _)| group_name(maker.book, *group))
        .collect();
    let channels: Vec<String> = (found.channels.iter())
        .map(|(id, _)| {
            maker
                .book
                .channels
                .get(*id)
                .map_or("?", |held| &held.name)
                .to_owned()
        })
        .collect();
    for (what, names, is_group) in [("group", groups, true), ("channel", channels, false)] {
        if !(2..=ACROSS).contains(&names.len()) {
            continue;
        }
        let mut columns = vec![Column::words("Theme", 6)];
        columns.extend(names.iter().map(Column::figures));
        let caption = format!("People who wrote of each theme, by {what}");
        let mut parts = table(&format!("Themes by {what}"), caption, columns);
        for row in &found.rows {
            let marks = told.themes.get(&row.theme);
            let marks = marks.map(|held| {
                if is_group {
                    &held.by_group
                } else {
                    &held.by_channel
                }
            });
            let mut cells = vec![head(theme_name(maker, row.theme, row.depth))];
            cells.extend(marks.into_iter().flatten().map(|mark| people(Some(*mark))));
            cells.resize(names.len() + 1, Cell::Empty);
            parts.rows.push(Row::body(cells));
        }
        add(document, parts);
    }
}

/// Quotes that may be printed: with consent, of groups that are large enough, with nothing in them that tells who wrote.
pub(super) fn quotes(maker: &Maker<'_>, document: &mut Document, held: &Consultation) {
    let all: Vec<_> = of_consultation(maker.book, held.id).collect();
    if all.is_empty() {
        return;
    }
    document.heading(2, "In people’s own words");
    let sheet = maker.gathered.sheets.get(&held.id);
    let mut items = Vec::new();
    for quote in &all {
        let answerers = sheet.map_or_else(Answerers::default, |sheet| {
            Answerers::of(maker.book, sheet, quote.question)
        });
        if !refusals(maker.book, &answerers, quote).is_empty() {
            continue;
        }
        let group = answerers.group(quote.response).flatten();
        let theme = quote.theme.and_then(|id| maker.book.themes.get(id));
        let mut by = group_name(maker.book, group);
        if let Some(theme) = theme {
            by = format!("{by}, on {}", theme.title);
        }
        items.push(Item {
            text: vec![
                Run {
                    text: format!("“{}”", quote.text),
                    weight: Weight::Emphasis,
                    ..Run::default()
                },
                Run::new(format!(" ({by})")),
            ],
            ..Item::default()
        });
    }
    let is_kept_back = items.len() < all.len();
    if !items.is_empty() {
        document.add(Block::List {
            numbered_from: None,
            items,
        });
    }
    if is_kept_back {
        document.say("Some quotes are kept back: nobody is quoted without consent, from a small group, or in words that tell who wrote them.");
    }
}

/// You said, we did: each theme with what was done, what pays for it and what shows it.
pub(super) fn said_and_did(
    maker: &Maker<'_>,
    document: &mut Document,
    held: &Consultation,
    told: &Told,
) {
    let lines = said_did(
        maker.book,
        held.id,
        &maker.position,
        |id| maker.comparisons(id),
        told.theme_table.as_ref(),
    );
    if lines.is_empty() {
        return;
    }
    document.heading(2, "You said, we did");
    let columns = vec![
        Column::words("You said", 4),
        Column::figures("People"),
        Column::words("We did", 5),
        Column::words("Paid from", 3),
        Column::figures(match maker.year {
            Some(_) => format!("Money, {}", maker.year_words()),
            None => "Money".to_owned(),
        }),
        Column::words("What shows it", 4),
    ];
    let mut table = table(
        "You said, we did",
        "What was said and what was done about it",
        columns,
    );
    for line in &lines {
        table.rows.push(did(maker, told, line));
    }
    document.add(set(table));
}

fn did(maker: &Maker<'_>, told: &Told, line: &SaidDid) -> Row {
    let book = maker.book;
    let theme = book.themes.get(line.theme);
    let area = line.area.and_then(|id| book.priority_areas.get(id));
    let indicator = line.indicator.and_then(|id| book.indicators.get(id));
    let mark = told.themes.get(&line.theme).map(|held| held.people);
    let shows = match (indicator, &line.figure) {
        (Some(indicator), Some(figure)) => Cell::text(format!(
            "{}: {}",
            indicator.title,
            figure_words(indicator, figure)
        )),
        (Some(indicator), None) => Cell::text(format!("{}: no figure yet", indicator.title)),
        (None, _) => missing("no indicator is named"),
    };
    let did = theme.map_or("", |held| &held.we_did);
    Row::body(vec![
        head(theme_name(maker, line.theme, line.depth)),
        if line.people.is_some() {
            people(mark)
        } else {
            missing("no comment was coded")
        },
        if did.trim().is_empty() {
            missing("nothing has been recorded yet")
        } else {
            words(did)
        },
        area.map_or_else(
            || missing("no priority area is named"),
            |held| Cell::text(held.name.clone()),
        ),
        money_or(line.money, "no grant of the year pays it"),
        shows,
    ])
}
