//! Window or command line? Nothing else.

use std::process::ExitCode;

use clap::Parser;
use golden_thread::cli::{self, Arguments, Outcome};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match arguments.verb {
        #[cfg(feature = "gui")]
        Some(cli::Verb::Screenshot(asked)) => {
            golden_thread::ui::start::screenshot(&asked.file, &shot(&asked), &asked.out)
                .map(|()| Outcome::Done)
        }
        #[cfg(feature = "gui")]
        Some(cli::Verb::Guide(cli::Guide {
            pictures: Some(folder),
            ..
        })) => golden_thread::ui::start::guide_pictures(&folder).map(|()| Outcome::Done),
        Some(verb) => cli::run(verb),
        None => window(arguments.file.as_deref()),
    };
    match done {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::ProblemsFound) => ExitCode::from(1),
        Err(error) => {
            eprintln!("golden-thread: {error:#}");
            ExitCode::from(2)
        }
    }
}

#[cfg(feature = "gui")]
fn window(file: Option<&std::path::Path>) -> anyhow::Result<Outcome> {
    golden_thread::ui::start::window(file).map(|()| Outcome::Done)
}

#[cfg(not(feature = "gui"))]
fn window(_file: Option<&std::path::Path>) -> anyhow::Result<Outcome> {
    anyhow::bail!(
        "this build of the program has no window; `golden-thread --help` lists what it can do without one"
    )
}

/// The picture that the command line asks for. A size that cannot be read is out of range, and refused as such.
#[cfg(feature = "gui")]
fn shot(asked: &cli::Screenshot) -> golden_thread::ui::screenshot::Shot {
    let side = |text: Option<&str>| text.and_then(|text| text.parse().ok()).unwrap_or(0.0);
    let mut sides = asked.size.split(['x', 'X', '×']);
    golden_thread::ui::screenshot::Shot {
        screen: asked.screen.clone(),
        size: [side(sides.next()), side(sides.next())],
        dark: asked.dark,
        scale: asked.scale.clamp(0.5, 4.0),
        year: asked
            .year
            .as_deref()
            .and_then(|year| year.get(..4)?.parse().ok()),
        steps: asked.steps.clone(),
    }
}
