//! The rooms, in the order of the rail. This list feeds the rail, the menu, the finder, the pictures and the tests.

use egui_material_icons::MaterialIcon;
use egui_material_icons::icons;

use crate::domain::book::Book;
use crate::domain::problem::Place;
use crate::session::Session;
use crate::session::chart::Against;
use crate::ui::consultation::ConsultationRoom;
use crate::ui::data::DataRoom;
use crate::ui::grant::GrantRoom;
use crate::ui::indicators::IndicatorsRoom;
use crate::ui::plan::PlanRoom;
use crate::ui::reports::ReportsRoom;
use crate::ui::request::Request;
use crate::ui::thread::ThreadRoom;

/// A room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Room {
    /// Objective by objective: pounds, indicators, voice.
    #[default]
    Thread,
    /// Grants and what they pay for.
    Grant,
    /// Indicators and whom they are compared with.
    Indicators,
    /// Consultations and their tallies.
    Consultation,
    /// Text, actions, milestones, risks, decisions.
    Plan,
    /// Documents.
    Reports,
    /// The file: problems, history, backups, imports.
    Data,
}

impl Room {
    /// Every room, in the order of the rail.
    pub const ALL: [Self; 7] = [
        Self::Thread,
        Self::Grant,
        Self::Indicators,
        Self::Consultation,
        Self::Plan,
        Self::Reports,
        Self::Data,
    ];

    /// Its name, on the rail and for `screenshot --screen`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Thread => "Thread",
            Self::Grant => "Grant",
            Self::Indicators => "Indicators",
            Self::Consultation => "Consultation",
            Self::Plan => "Plan",
            Self::Reports => "Reports",
            Self::Data => "Data",
        }
    }

    /// Its icon.
    #[must_use]
    pub fn icon(self) -> MaterialIcon {
        match self {
            Self::Thread => icons::ICON_LINEAR_SCALE,
            Self::Grant => icons::ICON_CURRENCY_POUND,
            Self::Indicators => icons::ICON_MONITORING,
            Self::Consultation => icons::ICON_FORUM,
            Self::Plan => icons::ICON_CHECKLIST,
            Self::Reports => icons::ICON_DESCRIPTION,
            Self::Data => icons::ICON_DATABASE,
        }
    }

    /// What one does there, for the finder and a screen reader.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Thread => "objective by objective: pounds, indicators, voice",
            Self::Grant => "allocate grants to priority areas",
            Self::Indicators => "enter figures and see them beside neighbours",
            Self::Consultation => "tally responses by group and channel",
            Self::Plan => "text, actions, milestones, risks and decisions",
            Self::Reports => "documents for committee and public",
            Self::Data => "checks, history, backups and imports",
        }
    }

    /// Its parts, by their names in the row at its top and in that order, for the finder; none where there is no such row.
    #[must_use]
    pub fn parts(self, session: &Session) -> Vec<&'static str> {
        match self {
            Self::Grant => crate::ui::grant::parts(),
            Self::Indicators => {
                crate::ui::indicators::parts(!session.dashboard_quarters().is_empty())
            }
            Self::Consultation => crate::ui::consultation::parts(),
            Self::Plan => crate::ui::plan::PARTS.to_vec(),
            Self::Data => crate::ui::data::PARTS.to_vec(),
            Self::Thread | Self::Reports => Vec::new(),
        }
    }

    /// The room where a thing lives.
    #[must_use]
    pub fn of(place: &Place) -> Self {
        match place {
            Place::Plan | Place::Field(_) | Place::File(..) => Self::Data,
            Place::Objective(_) => Self::Thread,
            Place::Grant(_)
            | Place::Allocation(..)
            | Place::PriorityArea(..)
            | Place::FiscalYear(_) => Self::Grant,
            Place::Indicator(_) | Place::Reading(..) => Self::Indicators,
            Place::Consultation(_) | Place::Question(_) => Self::Consultation,
            Place::Action(_)
            | Place::Milestone(_)
            | Place::Risk(_)
            | Place::Narrative(_)
            | Place::Decision(_) => Self::Plan,
        }
    }
}

/// What every room is given to draw from.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The plan: to be read and asked, not changed.
    pub session: &'a Session,
    /// The fiscal year in view, by the year in which it begins.
    pub year: i16,
    /// Whom indicators are compared with.
    pub against: &'a Against,
}

impl<'a> Desk<'a> {
    /// The plan as it stands.
    #[must_use]
    pub fn book(&self) -> &'a Book {
        self.session.book()
    }
}

/// A room's screen.
pub trait Screen {
    /// Draws the room into what is left of the window, and adds what the officer asks for.
    fn ui(&mut self, ui: &mut egui::Ui, desk: Desk<'_>, asks: &mut Vec<Request>);
    /// Selects a thing that lives here, so that it is in view and has the keyboard.
    fn select(&mut self, place: &Place, book: &Book);
    /// Brings one of [`Room::parts`] into view, by its place among them.
    fn show(&mut self, _part: usize) {}
    /// A line for the foot of the window: what the keys do here, or what is in view.
    fn hint(&self, _desk: Desk<'_>) -> String {
        String::new()
    }
}

/// Every room's own state: drafts, selections, what is folded.
#[derive(Default)]
pub struct Rooms {
    thread: ThreadRoom,
    grant: GrantRoom,
    indicators: IndicatorsRoom,
    consultation: ConsultationRoom,
    plan: PlanRoom,
    reports: ReportsRoom,
    data: DataRoom,
}

impl Rooms {
    /// The Data room, for work that goes on while another room is in view.
    pub fn data(&mut self) -> &mut DataRoom {
        &mut self.data
    }

    /// Whether a file is being written into the plan beside the window.
    #[must_use]
    pub fn is_writing(&self) -> bool {
        self.data.is_writing() || self.grant.is_writing() || self.consultation.is_writing()
    }

    /// Takes what work beside the window has brought, whichever room is in view.
    pub fn poll(&mut self, ctx: &egui::Context, session: &Session, asks: &mut Vec<Request>) {
        self.data.poll(ctx, session, asks);
        self.grant.poll(ctx, session, asks);
        self.consultation.poll(ctx, session, asks);
        self.plan.poll(session, asks);
    }

    /// The Consultation room, for a file of responses that was chosen for it.
    pub fn consultation(&mut self) -> &mut ConsultationRoom {
        &mut self.consultation
    }

    /// The Grant room, for a file that was chosen for it.
    pub fn grant(&mut self) -> &mut GrantRoom {
        &mut self.grant
    }

    /// One room's screen.
    pub fn screen(&mut self, room: Room) -> &mut dyn Screen {
        match room {
            Room::Thread => &mut self.thread,
            Room::Grant => &mut self.grant,
            Room::Indicators => &mut self.indicators,
            Room::Consultation => &mut self.consultation,
            Room::Plan => &mut self.plan,
            Room::Reports => &mut self.reports,
            Room::Data => &mut self.data,
        }
    }
}
