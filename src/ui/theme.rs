//! How the program looks: the only place that names a font, a colour, a size or a distance.
//!
//! Why one place: the rooms stay calm and alike only if none of them chooses for itself, and a second theme costs nothing.
//! A room asks for [`palette()`], for the text helpers ([`strong`], [`muted`], [`small`], …), for [`space`] and [`size`], and
//! for the frames ([`card`], [`note`]).
//!
//! Edges: text grows and shrinks with `egui::Context::set_zoom_factor`, never by other sizes here. Colours follow the
//! theme of the `Ui` one draws in.

use egui::{
    Context, CornerRadius, FontFamily, FontId, Frame, Margin, RichText, Shadow, Stroke, Style,
    TextStyle, Theme, Ui, Vec2, Visuals, style::WidgetVisuals, vec2,
};

pub mod fonts;
pub mod palette;

pub use palette::{DARK, LIGHT, Note, Palette, Series, contrast};

/// Distances, in points.
pub mod space {
    /// Between a word and its icon.
    pub const TINY: f32 = 4.0;
    /// Between things that belong together.
    pub const SMALL: f32 = 8.0;
    /// Between cards, and between groups in a card.
    pub const MEDIUM: f32 = 12.0;
    /// From the edge of a card to what is in it.
    pub const LARGE: f32 = 16.0;
    /// Between parts of a page that have nothing to do with each other.
    pub const HUGE: f32 = 32.0;
}

/// Sizes, in points.
pub mod size {
    /// The height of anything one can press or type in.
    pub const CONTROL: f32 = 28.0;
    /// The height of a row in a grid.
    pub const ROW: f32 = 30.0;
    /// The left rail of rooms.
    pub const RAIL: f32 = 104.0;
    /// The top bar.
    pub const TOP: f32 = 52.0;
    /// The bottom line.
    pub const BOTTOM: f32 = 26.0;
    /// The height of a bar that shows a share.
    pub const METER: f32 = 9.0;
    /// A line of recent values inside a row.
    pub const SPARKLINE: [f32; 2] = [88.0, 22.0];
    /// The round of cards and notes.
    pub const ROUND: u8 = 6;
    /// The round of fields, buttons and badges.
    pub const ROUND_SMALL: u8 = 4;
    /// The thickness of the frame that shows where the keyboard is.
    pub const FOCUS: f32 = 2.0;
    /// Line of a series in a chart.
    pub const SERIES_LINE: f32 = 2.5;
    /// Line in a sparkline.
    pub const SPARK_LINE: f32 = 1.6;
}

/// Gives a context the fonts and both themes. Call once, before the first frame.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts::definitions());
    // Where the desktop does not say which it prefers, papers are white.
    ctx.options_mut(|options| options.fallback_theme = Theme::Light);
    ctx.set_style_of(Theme::Light, style(Theme::Light));
    ctx.set_style_of(Theme::Dark, style(Theme::Dark));
}

/// The colours of the theme this `Ui` is drawn in.
pub fn palette(ui: &Ui) -> &'static Palette {
    if ui.visuals().dark_mode {
        &DARK
    } else {
        &LIGHT
    }
}

/// The name of a room or of the thing selected in it.
pub fn heading() -> TextStyle {
    TextStyle::Heading
}

/// The name of a card or of a part of it.
pub fn subheading() -> TextStyle {
    TextStyle::Name("subheading".into())
}

/// A large amount that is read first.
pub fn figure() -> TextStyle {
    TextStyle::Name("figure".into())
}

/// Text that stands out in a line: totals, names, what a note says first.
pub fn strong(text: impl Into<String>) -> RichText {
    RichText::new(text).family(fonts::semibold())
}

/// Text of second rank.
pub fn muted(ui: &Ui, text: impl Into<String>) -> RichText {
    RichText::new(text).color(palette(ui).muted)
}

/// Small text of second rank: units, captions, column heads.
pub fn small(ui: &Ui, text: impl Into<String>) -> RichText {
    muted(ui, text).small()
}

/// The head of a column: small, heavier, of second rank.
pub fn column_head(ui: &Ui, text: impl Into<String>) -> RichText {
    small(ui, text).family(fonts::semibold())
}

/// The font of ordinary text, for what is painted by hand.
pub fn body_font(ui: &Ui) -> FontId {
    TextStyle::Body.resolve(ui.style())
}

/// The font of text that stands out, for what is painted by hand.
pub fn strong_font(ui: &Ui) -> FontId {
    FontId::new(body_font(ui).size, fonts::semibold())
}

/// The font of small text, for what is painted by hand.
pub fn small_font(ui: &Ui) -> FontId {
    TextStyle::Small.resolve(ui.style())
}

/// A white sheet on the page: what most things stand on.
pub fn card(ui: &Ui) -> Frame {
    let p = palette(ui);
    Frame::new()
        .fill(p.card)
        .stroke(Stroke::new(1.0, p.line))
        .corner_radius(size::ROUND)
        .inner_margin(space::LARGE)
}

/// The ground of a whole room.
pub fn page(ui: &Ui) -> Frame {
    Frame::new()
        .fill(palette(ui).page)
        .inner_margin(space::LARGE)
}

/// A strip of plain words inside a card, such as the sentence under a plot.
pub fn quiet(ui: &Ui) -> Frame {
    Frame::new()
        .fill(palette(ui).field)
        .corner_radius(size::ROUND_SMALL)
        .inner_margin(Margin::symmetric(12, 10))
}

/// What a note is about, and so its colour and its sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// All is well.
    Ok,
    /// Needs a look.
    Warn,
    /// Was refused.
    Error,
}

impl Tone {
    /// The sign that says the same as the colour, for those who do not see it.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Ok => "✓",
            Self::Warn => "⚠",
            Self::Error => "✗",
        }
    }

    /// The tone's colours in this theme.
    pub fn colours(self, palette: &Palette) -> Note {
        match self {
            Self::Ok => palette.ok,
            Self::Warn => palette.warn,
            Self::Error => palette.error,
        }
    }
}

/// The frame of a note in the colours of its tone.
pub fn note(ui: &Ui, tone: Tone) -> Frame {
    let colours = tone.colours(palette(ui));
    Frame::new()
        .fill(colours.fill)
        .stroke(Stroke::new(1.0, colours.edge))
        .corner_radius(size::ROUND)
        .inner_margin(Margin::symmetric(12, 8))
}

/// The frame of a note that all is well.
pub fn note_ok(ui: &Ui) -> Frame {
    note(ui, Tone::Ok)
}

/// The frame of a note that something needs a look.
pub fn note_warn(ui: &Ui) -> Frame {
    note(ui, Tone::Warn)
}

/// The frame of a note that something was refused.
pub fn note_error(ui: &Ui) -> Frame {
    note(ui, Tone::Error)
}

/// A theme as egui understands it. The text sizes are the same in both.
fn style(theme: Theme) -> Style {
    let mut style = theme.default_style();
    let font = |size: f32, family: FontFamily| FontId::new(size, family);
    style.text_styles = [
        (heading(), font(20.0, fonts::semibold())),
        (subheading(), font(15.0, fonts::semibold())),
        (figure(), font(24.0, fonts::semibold())),
        (TextStyle::Body, font(14.0, FontFamily::Proportional)),
        (TextStyle::Button, font(14.0, FontFamily::Proportional)),
        (TextStyle::Small, font(12.5, FontFamily::Proportional)),
        (TextStyle::Monospace, font(14.0, FontFamily::Monospace)),
    ]
    .into();
    style.visuals = match theme {
        Theme::Light => visuals(Visuals::light(), &LIGHT),
        Theme::Dark => visuals(Visuals::dark(), &DARK),
    };
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(space::SMALL, 6.0);
    spacing.button_padding = vec2(10.0, 5.0);
    spacing.interact_size = Vec2::splat(size::CONTROL);
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(16);
    spacing.combo_width = 64.0;
    spacing.combo_height = 320.0;
    spacing.icon_width = 16.0;
    style.interaction.selectable_labels = false;
    style
}

fn visuals(mut visuals: Visuals, p: &Palette) -> Visuals {
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(p.muted);
    visuals.hyperlink_color = p.accent;
    visuals.panel_fill = p.page;
    visuals.window_fill = p.card;
    visuals.window_stroke = Stroke::new(1.0, p.edge);
    visuals.extreme_bg_color = p.card;
    visuals.text_edit_bg_color = Some(p.card);
    visuals.faint_bg_color = p.field;
    visuals.code_bg_color = p.field;
    visuals.warn_fg_color = p.warn.text;
    visuals.error_fg_color = p.error.text;
    visuals.selection.bg_fill = p.selected;
    visuals.selection.stroke = Stroke::new(1.0, p.accent);
    visuals.text_cursor.stroke = Stroke::new(1.5, p.accent);
    visuals.window_corner_radius = CornerRadius::same(size::ROUND + 2);
    visuals.menu_corner_radius = CornerRadius::same(size::ROUND);
    let shadow = Shadow {
        offset: [0, 4],
        blur: 16,
        spread: 0,
        color: p.shadow,
    };
    visuals.popup_shadow = shadow;
    visuals.window_shadow = shadow;
    let look = |fill, edge: Stroke, ink| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: edge,
        corner_radius: CornerRadius::same(size::ROUND_SMALL + 1),
        fg_stroke: Stroke::new(1.0, ink),
        expansion: 0.0,
    };
    let widgets = &mut visuals.widgets;
    widgets.noninteractive = look(p.card, Stroke::new(1.0, p.line), p.text);
    widgets.inactive = look(p.card, Stroke::new(1.0, p.edge), p.text);
    widgets.hovered = look(p.hover, Stroke::new(1.0, p.accent), p.text);
    // egui draws the widget that has the keyboard as "active": the frame must be seen.
    widgets.active = look(p.selected, Stroke::new(size::FOCUS, p.accent), p.text);
    widgets.open = look(p.hover, Stroke::new(1.0, p.accent), p.text);
    visuals
}
