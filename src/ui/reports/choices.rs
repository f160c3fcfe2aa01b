//! What a document is made with: the year, the quarter, the consultation and the rule for small counts, each where the
//! document has it.

use std::path::PathBuf;

use egui::Ui;

use crate::domain::consultation::Consultation;
use crate::domain::disclosure::Profile;
use crate::domain::document::Version;
use crate::domain::id::{ConsultationId, SnapshotId};
use crate::domain::period::Period;
use crate::domain::report::{Options, Report};
use crate::domain::snapshot::{Kind, Snapshot};
use crate::ui::consultation::rule::rule_for_small_counts;
use crate::ui::room::Desk;
use crate::ui::theme;
use crate::ui::widgets::{combo, form_row};

/// What the officer chose.
#[derive(Clone, Debug, Default)]
pub(super) struct Choices {
    /// The consultation; none for every one.
    pub(super) consultation: Option<ConsultationId>,
    period: Option<Period>,
    profile: Profile,
    /// The snapshot it is made from; none for the plan as it stands.
    snapshot: Option<SnapshotId>,
    snapshots: Vec<Snapshot>,
    quarters: Vec<Period>,
    /// The one that is shown unless another is picked.
    usual_quarter: Option<Period>,
    of: Option<(PathBuf, u64)>,
}

/// Which document, of which state of the plan, made with what.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Key {
    pub(super) revision: u64,
    pub(super) report: Report,
    pub(super) options: Options,
    /// The snapshot it is made from; none for the plan as it stands.
    pub(super) snapshot: Option<SnapshotId>,
}

impl Choices {
    /// What stands in the room as it is.
    pub(super) fn key(&mut self, desk: Desk<'_>, report: Report) -> Key {
        self.read(desk);
        let book = desk.book();
        let mut options = desk.session.report_options();
        options.fiscal_year = Some(desk.year);
        options.list.clone_from(&desk.against.list);
        options.average = desk.against.average;
        options.period = self.period.filter(|held| self.quarters.contains(held));
        options.profile = self.profile;
        options.consultation = self
            .consultation
            .filter(|id| book.consultations.get(*id).is_some());
        let held = self
            .snapshots
            .iter()
            .find(|held| Some(held.id) == self.snapshot);
        if let Some(held) = held {
            options.standing.version = Version::Snapshot {
                name: held.name.clone(),
                hash: held.short_hash().to_owned(),
            };
        }
        Key {
            revision: desk.session.revision(),
            report,
            options,
            snapshot: held.map(|held| held.id),
        }
    }

    /// The snapshots of the plan and its quarters, read once a change. A list that cannot be read is said by the Data room.
    fn read(&mut self, desk: Desk<'_>) {
        let of = (desk.session.path().to_owned(), desk.session.revision());
        if self.of.as_ref() != Some(&of) {
            self.of = Some(of);
            self.snapshots = desk.session.snapshots().unwrap_or_default();
            self.quarters = desk.session.dashboard_quarters();
            self.usual_quarter = desk.session.dashboard_quarter();
            self.snapshots.retain(|held| held.kind != Kind::Release);
        }
    }

    fn version(&mut self, ui: &mut Ui) {
        let mut names = vec!["the plan as it stands"];
        names.extend(self.snapshots.iter().map(|held| held.name.as_str()));
        let place = self
            .snapshots
            .iter()
            .position(|held| Some(held.id) == self.snapshot);
        let mut at = place.map_or(0, |at| at + 1);
        form_row(ui, "Made from", |ui| {
            combo(ui, "version", "Made from", &mut at, &names)
        });
        let chosen = at.checked_sub(1).and_then(|at| self.snapshots.get(at));
        self.snapshot = chosen.map(|held| held.id);
        if self.snapshots.is_empty() {
            let words = "A snapshot is taken in Data; a paper for a meeting is best made from one.";
            ui.add(egui::Label::new(theme::small(ui, words)).wrap());
        }
    }

    /// Draws the choices that the document has.
    pub(super) fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, report: Report) {
        if report == Report::Dashboard {
            self.quarter(ui);
        }
        if report == Report::Consultation {
            self.which(ui, desk);
        }
        if matches!(
            report,
            Report::Consultation | Report::Summary | Report::YoungPeople | Report::Plan
        ) {
            rule_for_small_counts(ui, &mut self.profile);
        }
        self.version(ui);
        let year = Period::Financial(desk.year);
        let words = format!(
            "The money is that of {year}, chosen at the top of the window; figures are set beside the neighbours of {}, chosen in Indicators.",
            if desk.against.list.is_empty() {
                "no list"
            } else {
                &desk.against.list
            }
        );
        ui.add(egui::Label::new(theme::small(ui, words)).wrap());
    }

    fn quarter(&mut self, ui: &mut Ui) {
        let quarters = &self.quarters;
        if quarters.is_empty() {
            ui.add(
                egui::Label::new(theme::small(ui, "The plan has no quarter’s dashboard yet."))
                    .wrap(),
            );
            return;
        }
        let names: Vec<String> = quarters.iter().map(ToString::to_string).collect();
        let mut at = self
            .period
            .or(self.usual_quarter)
            .and_then(|held| quarters.iter().position(|quarter| *quarter == held))
            .unwrap_or(0);
        form_row(ui, "Quarter", |ui| {
            combo(ui, "quarter", "Quarter", &mut at, &names)
        });
        self.period = quarters.get(at).copied();
    }

    fn which(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        let held: Vec<&Consultation> = desk.book().consultations.iter().collect();
        let mut names = vec!["every consultation"];
        names.extend(held.iter().map(|held| held.title.as_str()));
        let place = held
            .iter()
            .position(|held| Some(held.id) == self.consultation);
        let mut at = place.map_or(0, |at| at + 1);
        form_row(ui, "Consultation", |ui| {
            combo(ui, "consultation", "Consultation", &mut at, &names)
        });
        let chosen = at.checked_sub(1).and_then(|at| held.get(at));
        self.consultation = chosen.map(|held| held.id);
    }
}
