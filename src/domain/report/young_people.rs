//! The plan for young people and parents: plain words, large type, a picture for each figure.
//!
//! The words that are ours are short, and a test holds them to what a child of eleven reads with ease (a Flesch–Kincaid
//! grade below 6; Kincaid and others, 1975). What officers typed, such as the name of a goal, stands as they typed it.
//! Each figure is said in words, then drawn.
//!
//! Edges: where there is no figure we say that we do not know yet. Few answers are not printed, and the page says why.

mod count;

use crate::domain::consultation::Question;
use crate::domain::document::Document;
use crate::domain::money::Pence;
use crate::domain::plan::ActionStatus;
use crate::domain::report::Report;
use crate::domain::report::cells::list;
use crate::domain::report::consultation;
use crate::domain::report::maker::Maker;
use crate::domain::report::sources::{self, Used};
use crate::domain::report::summary::money_chart;
use crate::domain::report::voices::{Said, Told, asked, said, whole};
use crate::domain::statistics::half_up;

/// The most actions that are named.
const MOST: usize = 6;
/// The most questions of a consultation.
const QUESTIONS: usize = 3;

/// Writes the document.
pub(super) fn write(maker: &Maker<'_>, document: &mut Document) {
    what_is_this(maker, document);
    money(maker, document);
    count::write(maker, document);
    told(maker, document);
    doing(maker, document);
    document.heading(1, "Tell us what you think");
    document.say("Is there a word you do not know? Ask the person who gave you this. Do you think we got it wrong? Tell us. We will listen.");
    document.heading(1, "For those who want to check");
    document.say(
        "The next page is for people who want to check our numbers. You do not need to read it.",
    );
    let used = Used::of(maker, Report::YoungPeople);
    sources::write(maker, document, &used);
}

fn what_is_this(maker: &Maker<'_>, document: &mut Document) {
    document.heading(1, "What is this?");
    let authority = maker.authority();
    let by = if authority.is_empty() {
        "We are your council.".to_owned()
    } else {
        format!("We are {authority}.")
    };
    document.say(format!(
        "{by} This is our plan in short. It says how we want to help you. It says what we spend and how well we do."
    ));
    document.heading(1, "What we want");
    if maker.book.objectives.is_empty() {
        document.say("We have not set our goals yet.");
        return;
    }
    document.say("These are our goals.");
    let goals = maker.book.objectives.iter();
    document.add(list(goals.map(|held| held.short.clone())));
}

/// The money and what it is for.
fn money(maker: &Maker<'_>, document: &mut Document) {
    document.heading(1, "The money");
    let position = &maker.position;
    if position.grants.is_empty() {
        document.say("We do not know yet how much money we have.");
        return;
    }
    document.say(format!(
        "In {} we were given {}.",
        maker.year_words(),
        position.granted
    ));
    if position.allocated == Pence::ZERO {
        document.say("We have not said yet what it is for.");
        return;
    }
    document.say(format!("We plan to spend {} of it.", position.allocated));
    document.say(match position.left {
        Pence(0) => "That is all of it.".to_owned(),
        left if left.is_negative() => {
            format!("That is {} too much. We have to put it right.", left.abs())
        }
        left => format!("So {left} is left."),
    });
    if let Some(picture) = money_chart(maker) {
        document.say("Each bar is one thing we pay for. A long bar means more money.");
        document.add(picture);
    }
}

/// What people said and what was done.
fn told(maker: &Maker<'_>, document: &mut Document) {
    document.heading(1, "What people told us");
    if maker.book.consultations.is_empty() {
        document.say("We have not asked you yet.");
        return;
    }
    for held in &maker.book.consultations {
        document.heading(2, held.title.clone());
        let Some(told) = maker.told(held.id) else {
            continue;
        };
        let questions: Vec<&Question> = (maker.book.questions.iter())
            .filter(|question| question.consultation == held.id && !question.is_about)
            .collect();
        let mut n = 0;
        for question in questions {
            if n < QUESTIONS && of_question(document, told, question) {
                n += 1;
            }
        }
        if n == 0 {
            document.say("We do not have numbers that we can show you.");
        }
        let done: Vec<String> = (maker.book.themes.iter())
            .filter(|theme| theme.consultation == held.id && !theme.we_did.trim().is_empty())
            .map(|theme| format!("You said: {}. We did this: {}", theme.title, theme.we_did))
            .collect();
        if !done.is_empty() {
            document.add(list(done));
        }
    }
    document.say("Not all people told us what they think. So this is what some of you think. It may not be what all of you think.");
}

/// What was asked, how many answered and how; whether there was anything to say.
fn of_question(document: &mut Document, told: &Told, question: &Question) -> bool {
    let words = match said(told, question.id) {
        Said::Sides {
            agree,
            against,
            base,
        } => format!(
            "{} people told us. Out of each 100 of them, {:.0} were for it and {:.0} were against it.",
            whole(base),
            half_up(agree, 0),
            half_up(against, 0)
        ),
        Said::Few {
            agree,
            against,
            base,
        } => format!(
            "{} people told us. {agree} were for it and {against} were against it.",
            whole(base)
        ),
        Said::Hidden if told.refused.is_empty() => hidden(told, question),
        Said::Hidden | Said::NotAsked | Said::NoCounts | Said::Published(_) => return false,
    };
    document.say(format!("We asked this. {}", ended(&asked(question))));
    document.say(words);
    if let Some(chart) = consultation::chart(told, question) {
        document.add(consultation::drawn(chart));
    }
    true
}

/// Why answers are not shown: how many told us may be shown where what they told us may not.
fn hidden(told: &Told, question: &Question) -> String {
    let base = told.everyone(question.id).and_then(|all| all.base);
    base.map_or_else(
        || "We do not show how many people told us. That is to keep them safe.".to_owned(),
        |base| {
            format!(
                "{} people told us. We do not show some answers, because only a few people gave one of them.",
                whole(base)
            )
        },
    )
}

/// The text with a full stop, unless it ends already.
fn ended(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '?', '!']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// What is being done now.
fn doing(maker: &Maker<'_>, document: &mut Document) {
    document.heading(1, "What we will do");
    let open: Vec<String> = (maker.book.actions.iter())
        .filter(|action| action.status != ActionStatus::Done)
        .map(|action| action.title.clone())
        .collect();
    if open.is_empty() {
        document.say("We have no jobs on our list right now.");
        return;
    }
    let n = open.len();
    document.say(if n == 1 {
        "There is one job on our list.".to_owned()
    } else {
        format!("There are {n} jobs on our list. Here are some of them.")
    });
    document.add(list(open.into_iter().take(MOST)));
}
