//! The window on a plan, and the way through every place in it: rooms, their desks and tabs, forms and dialogs.

use egui::accesskit::{self, Action, NodeId, Role, Toggled};
use egui::{Event, Key, Modifiers, Rect, Theme, pos2};
use egui_kittest::{Harness, kittest::NodeT as _};
use golden_thread::domain::area::AreaCode;
use golden_thread::session::{Session, Which};
use golden_thread::ui::action;
use golden_thread::ui::app::App;
use golden_thread::ui::room::Room;
use tempfile::TempDir;

use crate::common;

/// A plan to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    Leicester,
    Leicestershire,
    Empty,
    /// Leicester as it stood at a snapshot: nothing in it can be changed.
    ReadOnly,
}

impl Plan {
    pub const ALL: [Self; 4] = [
        Self::Leicester,
        Self::Leicestershire,
        Self::Empty,
        Self::ReadOnly,
    ];

    fn session(self, path: &std::path::Path) -> Session {
        match self {
            Self::Leicester => Session::sample(Which::Leicester, path).unwrap(),
            Self::Leicestershire => Session::sample(Which::Leicestershire, path).unwrap(),
            Self::Empty => Session::new_plan(path, &AreaCode::new("856"), "none").unwrap(),
            Self::ReadOnly => {
                let mut session = Session::sample(Which::Leicester, path).unwrap();
                let id = session.take_snapshot("For the panel", "").unwrap().id;
                session.seen_in(id).unwrap()
            }
        }
    }
}

/// One thing of the accessibility tree, as far as it is judged.
#[derive(Clone, Debug)]
pub struct Thing {
    pub id: NodeId,
    pub role: Role,
    /// What a screen reader says first.
    pub name: String,
    pub value: String,
    pub about: String,
    pub place: Rect,
    pub enabled: bool,
    pub can_focus: bool,
    pub has_focus: bool,
    pub toggled: Option<Toggled>,
    pub selected: Option<bool>,
    pub row: Option<usize>,
    pub column: Option<usize>,
    /// The names of what it stands in, the nearest first.
    pub within: Vec<String>,
}

impl Thing {
    /// What an offender is reported as.
    pub fn told(&self) -> String {
        let r = self.place;
        format!(
            "{:?} “{}” at {:.0},{:.0} {:.0}×{:.0}",
            self.role,
            self.name,
            r.left(),
            r.top(),
            r.width(),
            r.height()
        )
    }
}

/// The window on a plan.
pub struct Window {
    pub harness: Harness<'static, App>,
    _folder: TempDir,
}

impl Window {
    pub fn open(plan: Plan, size: [f32; 2], theme: Theme) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = App::new(plan.session(&folder.path().join("plan.sqlite")));
        let mut harness = common::window(size, theme, app, |ui, app| {
            app.logic(ui.ctx());
            app.ui(ui);
        });
        harness.run_ok();
        Self {
            harness,
            _folder: folder,
        }
    }

    pub fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Draws until nothing moves. Work beside the window is waited for a little.
    pub fn settle(&mut self) {
        for _ in 0..20 {
            if self.harness.run_ok().is_some() {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
    }

    pub fn go(&mut self, room: Room) {
        let key = action::Action::Go(room).shortcut().unwrap();
        self.key(key.modifiers, key.logical_key);
        assert_eq!(self.harness.state().room(), room);
    }

    /// Presses what has this name, as a screen reader does; false if there is no such thing that can be pressed.
    pub fn press(&mut self, role: Role, name: &str) -> bool {
        let found = self
            .things()
            .into_iter()
            .find(|thing| thing.role == role && thing.name == name && thing.enabled);
        let Some(found) = found else { return false };
        self.act(found.id, Action::Click);
        self.settle();
        true
    }

    pub fn act(&mut self, target_node: NodeId, action: Action) {
        let request = accesskit::ActionRequest {
            action,
            target_tree: accesskit::TreeId::ROOT,
            target_node,
            data: None,
        };
        self.harness.event(Event::AccessKitActionRequest(request));
    }

    /// Everything in the tree, in its order.
    pub fn things(&self) -> Vec<Thing> {
        let scale = f64::from(self.harness.ctx.pixels_per_point());
        self.harness
            .root()
            .children_recursive()
            .map(|node| {
                let node = node.accesskit_node();
                let b = node.bounding_box().unwrap_or_default();
                let at = |x: f64, y: f64| pos2((x / scale) as f32, (y / scale) as f32);
                let up: Vec<_> =
                    std::iter::successors(node.parent(), |node| node.parent()).collect();
                Thing {
                    id: node.locate().0,
                    role: node.role(),
                    name: node.label().unwrap_or_default(),
                    value: node.value().unwrap_or_default(),
                    about: node.description().unwrap_or_default(),
                    place: Rect::from_min_max(at(b.x0, b.y0), at(b.x1, b.y1)),
                    enabled: !node.is_disabled(),
                    can_focus: node.data().supports_action(Action::Focus),
                    has_focus: node.is_focused(),
                    toggled: node.toggled(),
                    selected: node.is_selected(),
                    row: node.data().row_index(),
                    column: node.data().column_index(),
                    within: up.iter().filter_map(|node| node.label()).collect(),
                }
            })
            .collect()
    }

    /// The switches between desks and tabs of the room in view, by name.
    fn switches(&self) -> Vec<(Role, String)> {
        self.things()
            .into_iter()
            .filter(|thing| {
                matches!(thing.role, Role::Tab | Role::RadioButton)
                    && thing.enabled
                    && thing.place.left() >= golden_thread::ui::theme::size::RAIL
            })
            .map(|thing| (thing.role, thing.name))
            .collect()
    }
}

/// Buttons that open a form or a list in the room. Those that open the system's file dialog are left out.
const OPENERS: [&str; 8] = [
    "Add", "New ", "Edit", "Begin", "Change", "Move", "Split", "Quick",
];

fn opens(thing: &Thing) -> bool {
    let room = thing.place.left() >= golden_thread::ui::theme::size::RAIL
        && thing.place.top() >= golden_thread::ui::theme::size::TOP;
    room && thing.enabled
        && matches!(thing.role, Role::Button | Role::Link)
        && OPENERS.iter().any(|word| thing.name.starts_with(word))
}

/// How far to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// The room as it opens.
    Room,
    /// Each of its desks and tabs.
    Tabs,
    /// Each form in them too.
    Forms,
}

/// Takes `visit` to every place of a room.
pub fn walk(
    window: &mut Window,
    room: Room,
    depth: Depth,
    visit: &mut dyn FnMut(&mut Window, &str),
) {
    window.go(room);
    if depth == Depth::Room {
        visit(window, room.name());
        return;
    }
    let outer = window.switches();
    if outer.is_empty() {
        desk(window, room.name(), depth, visit);
    }
    for (role, name) in &outer {
        window.go(room);
        if !window.press(*role, name) {
            continue;
        }
        let place = format!("{} / {name}", room.name());
        desk(window, &place, depth, visit);
        let inner: Vec<_> = window
            .switches()
            .into_iter()
            .filter(|held| !outer.contains(held))
            .collect();
        for (role, name) in inner {
            if window.press(role, &name) {
                visit(window, &format!("{place} / {name}"));
            }
        }
    }
}

/// One desk and, in turn, the forms that its buttons open.
fn desk(window: &mut Window, place: &str, depth: Depth, visit: &mut dyn FnMut(&mut Window, &str)) {
    visit(window, place);
    if depth != Depth::Forms {
        return;
    }
    let mut done = Vec::new();
    let openers: Vec<Thing> = window.things().into_iter().filter(opens).collect();
    for opener in openers {
        // One form of a kind: the fourth “Edit …” is as the first.
        let kind = opener.name.split(' ').take(2).collect::<Vec<_>>().join(" ");
        if done.contains(&kind) || done.len() > 6 {
            continue;
        }
        let before = window.things().len();
        if !window.press(opener.role, &opener.name) {
            continue;
        }
        done.push(kind);
        if window.things().len() != before {
            visit(window, &format!("{place} / {}", opener.name));
        }
        let cancel = [Role::Button, Role::Link]
            .into_iter()
            .any(|role| window.press(role, "Cancel") || window.press(role, "Close"));
        if !cancel {
            window.key(Modifiers::NONE, Key::Escape);
        }
    }
}
