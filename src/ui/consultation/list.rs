//! The left of the room: which consultation, its questions, meetings, receipts, groups and channels.

use egui::Ui;

use crate::domain::consultation::{Consultation, CountOf, Receipt};
use crate::ui::consultation::ConsultationRoom;
use crate::ui::consultation::cells::{channels, groups};
use crate::ui::consultation::counts::people;
use crate::ui::consultation::date;
use crate::ui::consultation::form::consultation::ConsultationForm;
use crate::ui::consultation::form::meeting::MeetingForm;
use crate::ui::consultation::form::named::{ChannelForm, GroupForm};
use crate::ui::consultation::form::question::QuestionForm;
use crate::ui::consultation::form::{Open, carry};
use crate::ui::consultation::results::finding;
use crate::ui::consultation::rows::{
    named_row, nothing, part, printed_row, question_row, shortened, value_row,
};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{combo, link_button, room_heading};

impl ConsultationRoom {
    /// The whole left card.
    pub(super) fn list(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        held: &Consultation,
        asks: &mut Vec<Request>,
        escape: bool,
    ) {
        self.which(ui, desk, held);
        about(ui, held);
        self.consultation_forms(ui, desk, held, asks, escape);
        self.questions(ui, desk, held);
        self.meetings(ui, desk, held, asks, escape);
        self.receipts(ui, desk, held);
        self.channels(ui, desk, held, asks, escape);
        self.groups(ui, desk, held, asks, escape);
    }

    fn which(&mut self, ui: &mut Ui, desk: Desk<'_>, held: &Consultation) {
        let all = &desk.book().consultations;
        if all.len() < 2 {
            return;
        }
        let mut at = all
            .iter()
            .position(|other| other.id == held.id)
            .unwrap_or(0);
        // About so many letters have room on one line.
        let letters = (ui.available_width() / 10.0) as usize;
        let labels: Vec<String> = all
            .iter()
            .map(|other| shortened(&other.title, letters))
            .collect();
        if combo(ui, "consultation", "Consultation", &mut at, &labels).changed() {
            self.chosen = all[..].get(at).map(|other| other.id);
            self.question = None;
            self.forms.close();
            self.quick = None;
        }
        ui.add_space(space::SMALL);
    }

    fn consultation_forms(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        held: &Consultation,
        asks: &mut Vec<Request>,
        escape: bool,
    ) {
        ui.horizontal_wrapped(|ui| {
            let edit = link_button(ui, "Edit").accessible_name("Edit consultation");
            if edit.clicked() {
                self.forms.close();
                self.forms.consultation = Some(Open::new(ConsultationForm::of(held), &edit));
            }
            let new = link_button(ui, "New consultation…");
            if new.clicked() {
                self.forms.close();
                self.forms.consultation = Some(Open::new(ConsultationForm::fresh(), &new));
            }
        });
        if let Some(made) = carry(
            &mut self.forms.consultation,
            ui,
            "consultation form",
            desk,
            escape,
            asks,
        ) {
            self.follow(&made);
        }
    }

    fn questions(&mut self, ui: &mut Ui, desk: Desk<'_>, held: &Consultation) {
        let add = part(ui, "Questions", "Add a question…");
        if add.clicked() {
            self.forms.close();
            self.forms.question = Some(Open::new(QuestionForm::fresh(desk.book(), held.id), &add));
        }
        let outline = self.outline(desk, held.id);
        if outline.bases.is_empty() {
            nothing(
                ui,
                "None yet. A question has answers, and counts are entered against them.",
            );
        }
        for (id, base) in &outline.bases {
            let Some(question) = desk.book().questions.get(*id) else {
                continue;
            };
            if question_row(ui, question, *base, self.question == Some(*id)).clicked() {
                self.question = Some(*id);
                self.quick = None;
                self.forms.close();
            }
        }
    }

    fn meetings(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        held: &Consultation,
        asks: &mut Vec<Request>,
        escape: bool,
    ) {
        let add = part(ui, "Meetings", "Add a meeting…");
        if add.clicked() {
            self.forms.close();
            self.forms.meeting = Some(Open::new(MeetingForm::fresh(held.id), &add));
        }
        let is_new = self
            .forms
            .meeting
            .as_ref()
            .is_some_and(|open| open.entry.of_which().is_none());
        if is_new {
            carry(
                &mut self.forms.meeting,
                ui,
                "new meeting",
                desk,
                escape,
                asks,
            );
        }
        let events: Vec<_> = desk
            .book()
            .events
            .iter()
            .filter(|event| event.consultation == held.id)
            .collect();
        if events.is_empty() {
            nothing(ui, "None yet: where people met, and how many came.");
        }
        for event in &events {
            let edit = named_row(
                ui,
                &event.name,
                &people(event.n_people),
                "Edit meeting",
                &event.note,
            );
            if edit.clicked() {
                self.forms.close();
                self.forms.meeting = Some(Open::new(MeetingForm::of(event), &edit));
            }
            if self
                .forms
                .meeting
                .as_ref()
                .and_then(|open| open.entry.of_which())
                == Some(event.id)
            {
                carry(&mut self.forms.meeting, ui, "meeting", desk, escape, asks);
            }
        }
        let printed = desk.book().published_counts.iter();
        for count in
            printed.filter(|count| count.consultation == held.id && count.of == CountOf::Meetings)
        {
            printed_row(ui, "reported together as", &count.value.to_string());
        }
        let outline = self.outline(desk, held.id);
        for problem in outline
            .problems
            .iter()
            .filter(|held| held.kind == "meetings-disagree")
        {
            finding(ui, desk.book(), problem, true);
        }
    }

    fn receipts(&mut self, ui: &mut Ui, desk: Desk<'_>, held: &Consultation) {
        let words = if self.receipts_open {
            "Close"
        } else {
            "Enter…"
        };
        let open = part(ui, "Receipts", words).accessible_name("Enter receipts");
        if open.clicked() {
            self.receipts_open = !self.receipts_open;
        }
        let channels = channels(desk.book(), held.id);
        let found: Vec<(&str, &Receipt)> = channels
            .iter()
            .filter_map(|channel| {
                Some((
                    channel.name.as_str(),
                    desk.book()
                        .receipts
                        .iter()
                        .find(|line| line.channel == channel.id)?,
                ))
            })
            .collect();
        if found.is_empty() {
            return nothing(
                ui,
                "None yet: how many responses came in by each channel, and how many were set aside.",
            );
        }
        for (name, receipt) in &found {
            value_row(ui, name, &people(receipt.received), false);
        }
        let received: i64 = found.iter().map(|(_, line)| line.received).sum();
        let analysed: i64 = found.iter().map(|(_, line)| line.analysed()).sum();
        value_row(ui, "Received", &people(received), true);
        value_row(ui, "Set aside", &people(received - analysed), false);
        value_row(ui, "Analysed", &people(analysed), true);
    }

    fn channels(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        held: &Consultation,
        asks: &mut Vec<Request>,
        escape: bool,
    ) {
        let add = part(ui, "Channels", "Add a channel…").accessible_name("Add to channels");
        if add.clicked() {
            self.forms.close();
            self.forms.channel = Some(Open::new(ChannelForm::fresh(held.id), &add));
        }
        if self
            .forms
            .channel
            .as_ref()
            .is_some_and(|open| open.entry.of_which().is_none())
        {
            carry(
                &mut self.forms.channel,
                ui,
                "new channel",
                desk,
                escape,
                asks,
            );
        }
        let found = channels(desk.book(), held.id);
        if found.is_empty() {
            nothing(
                ui,
                "None yet: the ways people can answer. Counts are entered by channel.",
            );
        }
        for channel in found {
            let edit = named_row(ui, &channel.name, channel.kind.word(), "Edit channel", "");
            if edit.clicked() {
                self.forms.close();
                self.forms.channel = Some(Open::new(ChannelForm::of(channel), &edit));
            }
            if self
                .forms
                .channel
                .as_ref()
                .and_then(|open| open.entry.of_which())
                == Some(channel.id)
            {
                carry(&mut self.forms.channel, ui, "channel", desk, escape, asks);
            }
        }
    }

    fn groups(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        held: &Consultation,
        asks: &mut Vec<Request>,
        escape: bool,
    ) {
        let add = part(ui, "Respondent groups", "Add a group…");
        if add.clicked() {
            self.forms.close();
            self.forms.group = Some(Open::new(GroupForm::fresh(held.id), &add));
        }
        if self
            .forms
            .group
            .as_ref()
            .is_some_and(|open| open.entry.of_which().is_none())
        {
            carry(&mut self.forms.group, ui, "new group", desk, escape, asks);
        }
        let found = groups(desk.book(), held.id);
        if found.is_empty() {
            nothing(ui, "None yet: who people are, where the answers say it.");
        }
        for group in found {
            let edit = named_row(ui, &group.name, "", "Edit group", "");
            if edit.clicked() {
                self.forms.close();
                self.forms.group = Some(Open::new(GroupForm::of(group), &edit));
            }
            if self
                .forms
                .group
                .as_ref()
                .and_then(|open| open.entry.of_which())
                == Some(group.id)
            {
                carry(&mut self.forms.group, ui, "group", desk, escape, asks);
            }
        }
    }
}

fn about(ui: &mut Ui, held: &Consultation) {
    room_heading(ui, &held.title);
    if !held.about.is_empty() {
        let words = theme::muted(ui, &held.about);
        ui.add(egui::Label::new(words).wrap());
    }
    let when = format!(
        "{} · {}",
        date::span(held.opened, held.closed),
        held.stage.word()
    );
    ui.label(when);
    let more = [
        ("Asked of", &held.asked_of),
        ("Decision", &held.decision),
        ("Source", &held.source),
    ];
    for (name, text) in more.into_iter().filter(|(_, text)| !text.is_empty()) {
        let words = theme::small(ui, format!("{name}: {text}"));
        ui.add(egui::Label::new(words).wrap());
    }
}
