//! The council's scheme of virement as a form: who approves moving how much, and when a variance is amber or red.
//!
//! What the bands leave to nobody or give to two people is said while one types, to the penny, and such a scheme cannot
//! be kept.

use egui::{ScrollArea, Ui, vec2};

use crate::domain::apportion::Number;
use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::id::SchemeId;
use crate::domain::money::Pence;
use crate::domain::problem::Severity;
use crate::domain::record::{Edit, Record as _};
use crate::domain::scheme::{Band, Scheme, Service, USUAL};
use crate::ui::grant::change::{refusal, told};
use crate::ui::grant::fields::{follow_focus, trouble, words};
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{combo, primary_button, room_heading, section, text_field};

/// A band as it is being typed.
#[derive(Clone, Debug, Default)]
struct BandText {
    from: String,
    below: String,
    service: usize,
    nature: usize,
    lasting: usize,
    approver: String,
}

/// A scheme as it is being typed.
#[derive(Debug)]
pub struct SchemeForm {
    was: Option<Scheme>,
    name: String,
    is_cumulative: bool,
    amber: String,
    red: String,
    bands: Vec<BandText>,
    refused: Option<String>,
}

/// What came of the form in a frame.
pub enum SchemeOut {
    /// It stays open.
    Stay,
    /// It is done with, and this is asked for.
    Done(Option<Box<Command>>),
}

const NATURES: [&str; 3] = ["any", "revenue", "capital"];
const LASTINGS: [&str; 3] = ["any", "this year", "permanent"];

impl BandText {
    fn of(band: &Band) -> Self {
        let at = |all: &[&str], word: &str| all.iter().position(|one| *one == word).unwrap_or(0);
        let services = Service::ALL.map(Service::word);
        Self {
            from: band.from.pounds_grouped(),
            below: band.below.map_or_else(String::new, Pence::pounds_grouped),
            service: at(&services, &band.service),
            nature: at(&NATURES, &band.nature),
            lasting: at(&LASTINGS, &band.lasting),
            approver: band.approver.clone(),
        }
    }

    fn band(&self, n: usize) -> Result<Band, String> {
        let amount = |what: &str, text: &str| {
            Pence::read(text).map_err(|error| format!("Band {n}, {what}: {error}"))
        };
        let from = amount("from", &self.from)?.unwrap_or(Pence::ZERO);
        let word = |all: &[&str], at: usize| match all.get(at) {
            Some(word) if at > 0 => (*word).to_owned(),
            _ => String::new(),
        };
        let service = Service::ALL
            .get(self.service)
            .copied()
            .unwrap_or(Service::Any);
        Ok(Band {
            from,
            below: amount("below", &self.below)?,
            service: service.word().to_owned(),
            nature: word(&NATURES, self.nature),
            lasting: word(&LASTINGS, self.lasting),
            approver: self.approver.trim().to_owned(),
        })
    }
}

impl SchemeForm {
    /// The scheme that is there, or an empty one.
    pub fn new(book: &Book) -> Self {
        let empty = Scheme {
            name: String::new(),
            bands: Vec::new(),
            ..Scheme::example()
        };
        Self {
            was: book.scheme.first().cloned(),
            ..Self::of(book.scheme.first().unwrap_or(&empty))
        }
    }

    fn of(scheme: &Scheme) -> Self {
        Self {
            was: None,
            name: scheme.name.clone(),
            is_cumulative: scheme.is_cumulative,
            amber: per_cent(scheme.amber),
            red: per_cent(scheme.red),
            bands: scheme.bands.iter().map(BandText::of).collect(),
            refused: None,
        }
    }

    /// The scheme as it stands in the form.
    fn scheme(&self) -> Result<Scheme, String> {
        let bands = self.bands.iter().enumerate();
        Ok(Scheme {
            id: self.was.as_ref().map_or(SchemeId(1), |was| was.id),
            name: self.name.trim().to_owned(),
            is_cumulative: self.is_cumulative,
            bands: bands
                .map(|(n, band)| band.band(n + 1))
                .collect::<Result<_, _>>()?,
            amber: hundredths("Amber", &self.amber, USUAL.0)?,
            red: hundredths("Red", &self.red, USUAL.1)?,
        })
    }

    /// Draws the form.
    pub fn show(&mut self, ui: &mut Ui, book: &Book, can_edit: bool) -> SchemeOut {
        let mut out = SchemeOut::Stay;
        ScrollArea::vertical()
            .id_salt("scheme")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                room_heading(ui, "The council’s scheme of virement");
                ui.label(theme::muted(ui, "Who approves moving how much. A band begins with its lower amount and ends just below its upper one."));
                ui.add_space(space::SMALL);
                // As it stood when the frame began, which is what one sees.
                let scheme = self.scheme();
                let faults = faults(book, &scheme);
                ui.add_enabled_ui(can_edit, |ui| self.fields(ui, &faults));
                let keep = scheme.ok().filter(|_| can_edit && faults.is_empty());
                out = self.foot(ui, book, keep, can_edit);
                follow_focus(ui);
            });
        out
    }

    fn fields(&mut self, ui: &mut Ui, faults: &[String]) {
        if self.bands.is_empty() && ui.button("Begin with an example").clicked() {
            let was = self.was.take();
            *self = Self {
                was,
                ..Self::of(&Scheme::example())
            };
        }
        ui.scope(|ui| {
            ui.set_max_width(460.0);
            words(
                ui,
                "Name of the scheme",
                &mut self.name,
                "Financial regulations, section C",
                None,
            );
        });
        let tick = "Count a line’s moves of the year together, so that one large move is not made of small ones";
        ui.checkbox(&mut self.is_cumulative, tick);
        ui.add_space(space::SMALL);
        section(ui, "Bands");
        self.grid(ui);
        if ui.button("Add a band").clicked() {
            let last = self.bands.last().map(|band| band.below.clone());
            self.bands.push(BandText {
                from: last.unwrap_or_else(|| "0".to_owned()),
                ..BandText::default()
            });
        }
        for fault in faults {
            trouble(ui, Some(fault));
        }
        if faults.is_empty() {
            ui.label(theme::muted(ui, "✓ Every amount has one approver."));
        }
        ui.add_space(space::SMALL);
        section(ui, "When a forecast is out");
        ui.horizontal(|ui| {
            ui.label("Amber from");
            short(ui, "Amber from, per cent", &mut self.amber, 64.0);
            ui.label("%, red above");
            short(ui, "Red above, per cent", &mut self.red, 64.0);
            ui.label("%");
        });
        ui.add_space(space::SMALL);
    }

    fn grid(&mut self, ui: &mut Ui) {
        let mut gone = None;
        // What the amounts, the lists and the button leave.
        let approver = (ui.available_width() - 510.0).clamp(90.0, 220.0);
        let grid = egui::Grid::new("bands")
            .num_columns(7)
            .spacing(vec2(space::SMALL, 4.0));
        ScrollArea::horizontal()
            .id_salt("bands")
            .auto_shrink([false, true])
            .show(ui, |ui| {
                grid.show(ui, |ui| {
                    for head in [
                        "From £", "Below £", "Service", "Nature", "Lasting", "Approver", "",
                    ] {
                        let head = theme::column_head(ui, head);
                        ui.label(head);
                    }
                    ui.end_row();
                    let services = Service::ALL.map(Service::word);
                    for (at, band) in self.bands.iter_mut().enumerate() {
                        let n = at + 1;
                        short(ui, &format!("Band {n}, from"), &mut band.from, 76.0);
                        short(ui, &format!("Band {n}, below"), &mut band.below, 76.0);
                        combo(
                            ui,
                            ("service", n),
                            &format!("Band {n}, service"),
                            &mut band.service,
                            &services,
                        );
                        combo(
                            ui,
                            ("nature", n),
                            &format!("Band {n}, nature"),
                            &mut band.nature,
                            &NATURES,
                        );
                        combo(
                            ui,
                            ("lasting", n),
                            &format!("Band {n}, lasting"),
                            &mut band.lasting,
                            &LASTINGS,
                        );
                        short(
                            ui,
                            &format!("Band {n}, approver"),
                            &mut band.approver,
                            approver,
                        );
                        let remove = ui
                            .button("Remove")
                            .accessible_name(format!("Remove band {n}"));
                        if remove.clicked() {
                            gone = Some(at);
                        }
                        ui.end_row();
                    }
                });
            });
        if let Some(at) = gone {
            self.bands.remove(at);
        }
    }

    fn foot(
        &mut self,
        ui: &mut Ui,
        book: &Book,
        keep: Option<Scheme>,
        can_edit: bool,
    ) -> SchemeOut {
        trouble(ui, self.refused.as_deref());
        let mut out = SchemeOut::Stay;
        ui.horizontal(|ui| {
            let button =
                ui.add_enabled_ui(keep.is_some(), |ui| primary_button(ui, "Keep the scheme"));
            if button.inner.clicked()
                && let Some(now) = keep
            {
                out = SchemeOut::Done(self.command(now).map(Box::new));
            }
            if ui.button("Back to the virement").clicked() {
                out = SchemeOut::Done(None);
            }
            let Some(was) = self.was.as_ref().filter(|_| can_edit) else {
                return;
            };
            if ui.button("Remove the scheme").clicked() {
                let command = Command::from(Edit::remove(was));
                self.refused = refusal(&command, book);
                if self.refused.is_none() {
                    out = SchemeOut::Done(Some(Box::new(command)));
                }
            }
        });
        out
    }

    fn command(&self, now: Scheme) -> Option<Command> {
        match &self.was {
            Some(was) if *was == now => None,
            Some(was) => Some(Edit::change(was, now).into()),
            None => Some(Edit::add(now).into()),
        }
    }
}

/// Why the scheme cannot be kept as it stands.
fn faults(book: &Book, scheme: &Result<Scheme, String>) -> Vec<String> {
    match scheme {
        Err(why) => vec![why.clone()],
        Ok(scheme) => {
            let problems = scheme.problems(book).into_iter();
            let errors = problems.filter(|problem| problem.severity == Severity::Error);
            errors.map(|problem| told(&problem)).collect()
        }
    }
}

fn short(ui: &mut Ui, label: &str, text: &mut String, width: f32) {
    ui.allocate_ui(vec2(width, size::CONTROL), |ui| {
        ui.set_width(width);
        text_field(ui, label, label, text, "");
    });
}

fn per_cent(hundredths: u32) -> String {
    crate::domain::scheme::percent(hundredths)
        .trim_end_matches(" %")
        .to_owned()
}

/// Hundredths of a per cent of a text such as `2.5`.
fn hundredths(what: &str, text: &str, usual: u32) -> Result<u32, String> {
    let text = text.trim().trim_end_matches('%').trim();
    if text.is_empty() {
        return Ok(usual);
    }
    // A percentage of two decimals is read as an amount of pounds and pence is.
    let is_plain = Number::read(text).is_ok_and(|number| number.is_some());
    let read = Pence::read(text).ok().flatten().filter(|_| is_plain);
    read.and_then(|hundredths| u32::try_from(hundredths.0).ok())
        .ok_or_else(|| {
            format!("{what}: “{text}” is not a percentage; write one with at most two decimals, such as 2.5")
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::grant::Nature;
    use crate::domain::virement::Lasting;

    #[test]
    fn a_percentage_is_read_in_hundredths() {
        #[track_caller]
        fn check(text: &str, want: Option<u32>) {
            assert_eq!(hundredths("Amber", text, 200).ok(), want, "{text:?}");
        }
        check("2", Some(200));
        check("2.5 %", Some(250));
        check("", Some(200));
        check("=2*3", None);
        check("-1", None);
        check("two", None);
    }

    #[test]
    fn the_form_holds_what_the_scheme_holds() {
        let scheme = Scheme::example();
        assert_eq!(SchemeForm::of(&scheme).scheme(), Ok(scheme));
        assert_eq!(Nature::ALL.map(Nature::word), ["revenue", "capital"]);
        assert_eq!(Lasting::ALL.map(Lasting::word), ["this year", "permanent"]);
    }
}
