//! A room on a desk, for the tests that use it: what it asks for is carried out as the window does.
#![allow(dead_code, reason = "each test uses what it needs")]

use golden_thread::domain::problem::Place;
use golden_thread::session::Session;
use golden_thread::session::chart::Against;
use golden_thread::ui::request::Request;
use golden_thread::ui::room::{Desk, Room, Screen};
use golden_thread::ui::theme;

/// The room, the plan it shows, and what it has asked for.
pub struct Office<R> {
    pub session: Session,
    pub against: Against,
    pub room: R,
    /// The fiscal year in view.
    pub year: i16,
    pub asks: Vec<Request>,
    pub refused: Vec<String>,
    _folder: tempfile::TempDir,
}

impl<R: Screen> Office<R> {
    /// A plan in a folder that goes away with the test, at 2001/02.
    pub fn new(folder: tempfile::TempDir, session: Session, room: R) -> Self {
        Self {
            against: session.against(),
            session,
            room,
            year: 2001,
            asks: Vec::new(),
            refused: Vec::new(),
            _folder: folder,
        }
    }

    /// The things that were to be opened, in order.
    pub fn opened(&self) -> Vec<Place> {
        let opened = |ask: &Request| match ask {
            Request::Open(place) => Some(place.clone()),
            _ => None,
        };
        self.asks.iter().filter_map(opened).collect()
    }

    /// The rooms that were to be gone to, in order.
    pub fn gone(&self) -> Vec<Room> {
        let gone = |ask: &Request| match ask {
            Request::Go(room) => Some(*room),
            _ => None,
        };
        self.asks.iter().filter_map(gone).collect()
    }

    /// One frame of the room on its page, and what it asks for carried out.
    pub fn page(ui: &mut egui::Ui, office: &mut Self) {
        theme::page(ui).show(ui, |ui| Self::draw(ui, office));
    }

    /// One frame of the room, and what it asks for carried out.
    pub fn draw(ui: &mut egui::Ui, office: &mut Self) {
        let mut asks = Vec::new();
        let desk = Desk {
            session: &office.session,
            year: office.year,
            against: &office.against,
        };
        office.room.ui(ui, desk, &mut asks);
        for ask in asks {
            match &ask {
                Request::Change(command) => {
                    if let Err(error) = office.session.run(command) {
                        office.refused.push(error.to_string());
                    }
                    ui.ctx().request_repaint();
                }
                Request::Refused(words) => office.refused.push(words.clone()),
                Request::Compare(against) => office.against = against.clone(),
                _ => {}
            }
            office.asks.push(ask);
        }
    }
}
