//! The program on a stage: it is given keys and presses as a hand would give them, and then drawn.
//!
//! What is pressed is named by its words in the accessibility tree, as a screen reader hears them. So a picture of the
//! guide cannot be made by a button that is not there: a step that finds nothing says so.
//!
//! | step | does |
//! |---|---|
//! | `press Allocate` | presses what is called so; failing that, what begins so, or has the words in its name |
//! | `press 2 Edit…` | the second of that name, from the top |
//! | `at Amount to share` | puts the keyboard there |
//! | `type 250,000` | types |
//! | `key Ctrl+K` | presses a key |
//! | `until Saved` | waits until something on the screen says so |
//! | `show Expenditure` | scrolls to it |
//!
//! Edges: the clock moves a quarter of a second a frame. Waiting gives up after half a minute.

use std::time::Duration;

use egui::accesskit::{Action, ActionRequest, Node, NodeId, Role, TreeId, TreeUpdate};
use egui::epaint::ClippedShape;
use egui::{Context, Event, FontFamily, Key, Modifiers, Theme};

use crate::ui::app::App;
use crate::ui::painter::{Painter, Picture, input};
use crate::ui::theme;

/// How often a step that waits looks again, and how long it waits in between.
const LOOKS: usize = 600;
const PAUSE: Duration = Duration::from_millis(50);
/// Frames after a step, so that what it opened has measured itself.
const SETTLE: usize = 4;

/// The program, and what it last drew.
pub(super) struct Stage {
    ctx: Context,
    app: App,
    painter: Painter,
    size: [f32; 2],
    scale: f32,
    dark: bool,
    n_frames: usize,
    nodes: Vec<(NodeId, Node)>,
    shapes: Vec<ClippedShape>,
}

impl Stage {
    pub(super) fn new(app: App, size: [f32; 2], scale: f32, dark: bool) -> Self {
        let ctx = Context::default();
        theme::install(&ctx);
        ctx.enable_accesskit();
        ctx.set_theme(if dark { Theme::Dark } else { Theme::Light });
        ctx.all_styles_mut(|style| style.visuals.text_cursor.blink = false);
        let mut stage = Self {
            ctx,
            app,
            painter: Painter::default(),
            size,
            scale,
            dark,
            n_frames: 0,
            nodes: Vec::new(),
            shapes: Vec::new(),
        };
        stage.settle();
        stage
    }

    /// Does one step.
    pub(super) fn step(&mut self, step: &str) -> anyhow::Result<()> {
        let (verb, words) = step.split_once(' ').unwrap_or((step, ""));
        match verb {
            "press" => self.act(Action::Click, words)?,
            "at" => self.act(Action::Focus, words)?,
            "show" => self.act(Action::ScrollIntoView, words)?,
            "type" => self.frame(vec![Event::Text(words.to_owned())]),
            "key" => self.key(words)?,
            "until" => return self.until(words),
            _ => {
                anyhow::bail!("“{step}” is no step: begin with press, at, show, type, key or until")
            }
        }
        self.settle();
        Ok(())
    }

    /// What is on the screen now.
    pub(super) fn picture(&mut self) -> Picture {
        self.fresh_letters();
        self.settle();
        let frame = self
            .ctx
            .tessellate(std::mem::take(&mut self.shapes), self.scale);
        let pixels = self
            .size
            .map(|points| (points * self.scale).round().max(1.0) as u32);
        let ground = if self.dark {
            theme::DARK.page
        } else {
            theme::LIGHT.page
        };
        self.painter.paint(&frame, pixels, self.scale, ground)
    }

    /// Draws every letter anew. Letters are kept in the order in which they were first seen, which hangs on how long a
    /// wait took, and their edges are rounded by where they are kept: so a second picture would differ by a shade.
    fn fresh_letters(&self) {
        let mut fonts = theme::fonts::definitions();
        let same = fonts.families.get(&FontFamily::Proportional).cloned();
        let name = FontFamily::Name("letters drawn anew".into());
        fonts.families.insert(name, same.unwrap_or_default());
        self.ctx.set_fonts(fonts);
    }

    fn settle(&mut self) {
        for _ in 0..SETTLE {
            self.frame(Vec::new());
        }
    }

    fn frame(&mut self, events: Vec<Event>) {
        let mut given = input(self.size, self.scale, self.n_frames);
        given.events = events;
        self.n_frames += 1;
        let app = &mut self.app;
        let mut output = self.ctx.run_ui(given, |ui| {
            app.logic(ui.ctx());
            app.ui(ui);
        });
        self.painter.update(&mut output.textures_delta);
        self.shapes = output.shapes;
        if let Some(TreeUpdate { nodes, .. }) = output.platform_output.accesskit_update {
            self.nodes = nodes;
        }
    }

    fn act(&mut self, action: Action, words: &str) -> anyhow::Result<()> {
        let target_node = self.find(words)?;
        self.frame(vec![Event::AccessKitActionRequest(ActionRequest {
            action,
            target_tree: TreeId::ROOT,
            target_node,
            data: None,
        })]);
        Ok(())
    }

    fn key(&mut self, words: &str) -> anyhow::Result<()> {
        let mut modifiers = Modifiers::NONE;
        let mut name = words;
        while let Some((held, rest)) = name.split_once('+') {
            modifiers |= match held {
                "Ctrl" => Modifiers::COMMAND | Modifiers::CTRL,
                "Shift" => Modifiers::SHIFT,
                _ => anyhow::bail!("“{words}” is no key: {held} is neither Ctrl nor Shift"),
            };
            name = rest;
        }
        let Some(key) = Key::from_name(name) else {
            anyhow::bail!("“{words}” is no key");
        };
        for pressed in [true, false] {
            self.frame(vec![Event::Key {
                key,
                physical_key: None,
                pressed,
                repeat: false,
                modifiers,
            }]);
        }
        Ok(())
    }

    fn until(&mut self, words: &str) -> anyhow::Result<()> {
        for _ in 0..LOOKS {
            self.settle();
            if self
                .nodes
                .iter()
                .any(|(_, node)| says(node).contains(words))
            {
                return Ok(());
            }
            std::thread::sleep(PAUSE);
        }
        anyhow::bail!("nothing on the screen says “{words}”")
    }

    /// The control that a step names. The rail comes last, since rooms have the names of what is in them.
    fn find(&self, words: &str) -> anyhow::Result<NodeId> {
        let (nth, name) = match words.split_once(' ') {
            Some((nth, name)) if nth.parse::<usize>().is_ok_and(|nth| nth > 0) => {
                (nth.parse().unwrap_or(1), name)
            }
            _ => (1, words),
        };
        let ways: [fn(&str, &str) -> bool; 3] = [
            |said, name| said == name,
            |said, name| said.starts_with(name),
            |said, name| said.contains(name),
        ];
        for is_it in ways {
            let mut found: Vec<_> = self
                .nodes
                .iter()
                .filter(|(_, node)| is_it(says(node), name))
                .collect();
            found.sort_by(|(_, a), (_, b)| place(a).total_cmp(&place(b)));
            if let Some((id, _)) = found.get(nth - 1) {
                return Ok(*id);
            }
        }
        let mut names: Vec<_> = self.nodes.iter().map(|(_, node)| says(node)).collect();
        names.retain(|name| !name.is_empty());
        names.sort_unstable();
        names.dedup();
        anyhow::bail!(
            "nothing here is called “{name}”; what is: {}",
            names.join(" · ")
        )
    }
}

/// What a screen reader says of it.
fn says(node: &Node) -> &str {
    node.label().or_else(|| node.value()).unwrap_or_default()
}

/// From the top, and then from the left; what can be pressed before what is only read, the rail last.
fn place(node: &Node) -> f64 {
    let rank = match node.role() {
        Role::Tab => 2.0,
        _ if node.supports_action(Action::Click) => 0.0,
        _ => 1.0,
    };
    let at = node
        .bounds()
        .map_or(0.0, |bounds| bounds.y0 * 1.0e4 + bounds.x0);
    rank * 1.0e9 + at
}
