//! The sheet a picture is written on: shapes and text in, well-formed XML out.
//!
//! Everything that could spoil the file passes here once: text is escaped, characters XML forbids
//! are dropped, and a number that is not finite never reaches the page.

use std::fmt::Write as _;

use super::ink;

/// An SVG document being written.
pub struct Canvas {
    out: String,
    width: f64,
}

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    size: f64,
    fill: &'static str,
    bold: bool,
    anchor: Option<&'static str>,
}

impl Text {
    pub fn new(size: f64, fill: &'static str) -> Self {
        Self {
            size,
            fill,
            bold: false,
            anchor: None,
        }
    }

    pub fn bold(mut self) -> Self {
        self.bold = true;
        self
    }

    pub fn middle(mut self) -> Self {
        self.anchor = Some("middle");
        self
    }

    pub fn end(mut self) -> Self {
        self.anchor = Some("end");
        self
    }
}

/// A number with at most one decimal, as short as it can be.
fn n(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let rounded = (value.clamp(-1e6, 1e6) * 10.0).round() / 10.0;
    // Adding zero turns −0 into 0.
    format!("{}", rounded + 0.0)
}

/// Text that may stand between tags or in an attribute.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            _ => out.push(letter),
        }
    }
    out
}

impl Canvas {
    /// A sheet with its name and text alternative.
    pub fn new(width: f64, height: f64, title: &str, alt: &str) -> Self {
        let (w, h) = (n(width), n(height));
        let out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" \
             viewBox=\"0 0 {w} {h}\" role=\"img\" \
             font-family=\"IBM Plex Sans, Arial, sans-serif\">\n\
             <title>{}</title>\n<desc>{}</desc>\n",
            escape(title),
            escape(alt)
        );
        let mut canvas = Self { out, width };
        canvas.rect([0.0, 0.0, width, height], ink::PAPER, 0.0);
        canvas
    }

    /// Width of the sheet in pixels.
    pub fn width(&self) -> f64 {
        self.width
    }

    /// The finished document.
    pub fn finish(mut self) -> String {
        self.out.push_str("</svg>\n");
        self.out
    }

    fn put(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// A filled rectangle: left, top, width, height.
    pub fn rect(&mut self, [x, y, w, h]: [f64; 4], fill: &str, round: f64) {
        let round = if round > 0.0 {
            format!(" rx=\"{}\"", n(round))
        } else {
            String::new()
        };
        self.put(&format!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{round} fill=\"{fill}\"/>",
            n(x),
            n(y),
            n(w.max(0.0)),
            n(h.max(0.0))
        ));
    }

    /// A straight line from one point to another.
    pub fn line(&mut self, from: [f64; 2], to: [f64; 2], stroke: (&str, f64, &str)) {
        self.path(&[from, to], stroke);
    }

    /// A line through points; the stroke is colour, width, dash pattern.
    pub fn path(&mut self, points: &[[f64; 2]], (colour, width, dash): (&str, f64, &str)) {
        let mut d = String::new();
        for (index, [x, y]) in points.iter().enumerate() {
            let verb = if index == 0 { 'M' } else { 'L' };
            // Writing to a String cannot fail.
            let _ = write!(d, "{verb}{} {}", n(*x), n(*y));
        }
        let dash = match dash {
            "" => String::new(),
            dash => format!(" stroke-dasharray=\"{dash}\""),
        };
        self.put(&format!(
            "<path d=\"{d}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{}\" \
             stroke-linejoin=\"round\" stroke-linecap=\"round\"{dash}/>",
            n(width)
        ));
    }

    /// A filled shape with straight sides through points.
    pub fn shape(&mut self, points: &[[f64; 2]], fill: &str) {
        let corners: Vec<String> = points
            .iter()
            .map(|[x, y]| format!("{},{}", n(*x), n(*y)))
            .collect();
        self.put(&format!(
            "<polygon points=\"{}\" fill=\"{fill}\"/>",
            corners.join(" ")
        ));
    }

    /// A round mark that says `hint` when pointed at; hollow unless `solid`.
    pub fn dot(&mut self, [x, y]: [f64; 2], radius: f64, colour: &str, solid: bool, hint: &str) {
        let fill = if solid { colour } else { ink::PAPER };
        self.put(&format!(
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{fill}\" stroke=\"{colour}\" \
             stroke-width=\"1.8\"><title>{}</title></circle>",
            n(x),
            n(y),
            n(radius),
            escape(hint)
        ));
    }

    /// A line of text standing on (x, y).
    pub fn text(&mut self, x: f64, y: f64, text: &str, style: Text) {
        if text.trim().is_empty() {
            return;
        }
        let bold = if style.bold {
            " font-weight=\"600\""
        } else {
            ""
        };
        let anchor = style
            .anchor
            .map(|at| format!(" text-anchor=\"{at}\""))
            .unwrap_or_default();
        self.put(&format!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{bold}{anchor} fill=\"{}\">{}</text>",
            n(x),
            n(y),
            n(style.size),
            style.fill,
            escape(text)
        ));
    }
}
