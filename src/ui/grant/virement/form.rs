//! What is said of a move beside its amounts: whether it balances, who must approve it, what it changes; and the fields
//! that record it.
//!
//! Why in words: "£2,000 still to be given" says what to do next; a difference of two sums does not.

use egui::{RichText, Ui};

use crate::domain::book::Book;
use crate::domain::id::GrantId;
use crate::domain::money::Pence;
use crate::domain::virement::Lasting;
use crate::ui::grant::change::told;
use crate::ui::grant::fields::{pick, trouble, words};
use crate::ui::grant::virement::draft::Draft;
use crate::ui::grant::virement::memo::Said;
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::{Attention, attention, link_button, primary_button, section};

/// What was pressed in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// Record the move.
    Record,
    /// Begin anew.
    Clear,
    /// Open the council's scheme.
    Scheme,
}

/// `Main: £2,000 still to be given`.
pub fn balance(book: &Book, grant: GrantId, sum: Pence) -> String {
    let name = book.grants.get(grant).map_or("?", |held| &held.short);
    match sum.0.signum() {
        -1 => format!("{name}: {} still to be given", sum.abs()),
        1 => format!("{name}: {sum} still to be found"),
        _ => format!("{name}: balanced"),
    }
}

/// Draws all of it; gives back what was pressed.
pub fn show(ui: &mut Ui, book: &Book, draft: &mut Draft, said: &Said) -> Option<Pressed> {
    let mut pressed = None;
    section(ui, "Balance");
    balances(ui, book, said);
    ui.add_space(space::SMALL);
    section(ui, "Who must approve it");
    if approver(ui, book, draft, said) {
        pressed = Some(Pressed::Scheme);
    }
    ui.add_space(space::SMALL);
    consequences(ui, said);
    fields(ui, draft, said);
    pressed.or(buttons(ui, draft, said))
}

fn balances(ui: &mut Ui, book: &Book, said: &Said) {
    if said.balances.is_empty() {
        let hint =
            "Enter what lines gain in the column “Move”, and with a minus sign what they give up.";
        ui.label(theme::muted(ui, hint));
    }
    for (grant, sum) in &said.balances {
        let tone = if *sum == Pence::ZERO {
            Tone::Ok
        } else {
            Tone::Warn
        };
        let colour = tone.colours(theme::palette(ui)).text;
        let text = balance(book, *grant, *sum);
        ui.label(RichText::new(format!("{} {text}", tone.sign())).color(colour));
    }
}

/// Who must approve, and why; true when the scheme was asked for.
fn approver(ui: &mut Ui, book: &Book, draft: &mut Draft, said: &Said) -> bool {
    let is_any = book.scheme.is_empty();
    if is_any {
        ui.label("No scheme of virement is entered yet: any approver will do.");
    } else if let Some((size, post)) = &said.approval {
        ui.label(format!("{size}: {post}"));
        if let Some(virement) = &said.virement {
            let kind = virement.kind(book).words();
            ui.label(theme::small(ui, format!("For a move of {kind}.")));
        }
    } else {
        ui.label(theme::muted(
            ui,
            "The scheme says when the amounts are entered.",
        ));
    }
    let pressed = link_button(ui, "The council’s scheme…").clicked();
    if is_any {
        words(
            ui,
            "Approver’s post",
            &mut draft.approver,
            "Head of finance",
            None,
        );
    }
    pressed
}

/// What the checks would say.
fn consequences(ui: &mut Ui, said: &Said) {
    if said
        .virement
        .as_ref()
        .is_none_or(|held| held.lines.is_empty())
    {
        return;
    }
    section(ui, "What it changes");
    if said.new_checks.is_empty() && said.gone_checks.is_empty() {
        ui.label(theme::muted(ui, "No check says anything else than before."));
    }
    for problem in &said.new_checks {
        let note = Attention {
            tone: Tone::Warn,
            title: &format!("{}.", problem.what),
            detail: &problem.why,
            links: &[],
        };
        attention(ui, &note);
    }
    for problem in &said.gone_checks {
        let text = format!("✓ No longer: {}.", problem.what);
        let colour = Tone::Ok.colours(theme::palette(ui)).text;
        ui.label(RichText::new(text).color(colour));
    }
    ui.add_space(space::SMALL);
}

fn fields(ui: &mut Ui, draft: &mut Draft, said: &Said) {
    section(ui, "Record it");
    words(
        ui,
        "Reason for the move",
        &mut draft.reason,
        "Fewer placements than planned",
        None,
    );
    words(
        ui,
        "Approved by",
        &mut draft.approved_by,
        "The name of the officer in that post",
        None,
    );
    words(
        ui,
        "Decided on",
        &mut draft.date,
        "2001-09-30",
        said.date_problem.as_deref(),
    );
    for warning in &said.warnings {
        ui.label(theme::small(ui, format!("⚠ {}", told(warning))));
    }
    pick(
        ui,
        "Lasting",
        &mut draft.lasting,
        &Lasting::ALL,
        |lasting| {
            match lasting {
                Lasting::ThisYear => "this year alone",
                Lasting::Permanent => "permanent: next year’s plan begins with it",
            }
            .to_owned()
        },
    );
}

fn buttons(ui: &mut Ui, draft: &Draft, said: &Said) -> Option<Pressed> {
    let mut pressed = None;
    let first = said.refusals.first().map(told);
    let reason = said.date_problem.clone().or(first);
    ui.horizontal(|ui| {
        let record = ui.add_enabled_ui(reason.is_none(), |ui| {
            primary_button(ui, "Record the virement")
        });
        if record.inner.clicked() {
            pressed = Some(Pressed::Record);
        }
        let is_begun = draft.is_begun();
        let clear = ui.add_enabled(is_begun, egui::Button::new("Begin anew"));
        if clear.clicked() {
            pressed = Some(Pressed::Clear);
        }
    });
    // An empty form is not told off for what it lacks.
    let is_begun = !draft.moves.is_empty() || draft.typing.is_some();
    if !is_begun {
        ui.label(theme::small(
            ui,
            "It can be recorded once amounts are entered that balance, with a reason.",
        ));
        return pressed;
    }
    if let Some(why) = &said.date_problem {
        trouble(ui, Some(why));
    }
    for problem in &said.refusals {
        trouble(ui, Some(&told(problem)));
    }
    pressed
}
