//! # Golden Thread
//!
//! The plan for children of an English council, in one file: **what the money is for, what it changes, what people
//! said**, joined objective by objective. This page is the map.
//!
//! ```text
//!  officer -- ui::grant --Request::Change(Command)--> session.run
//!                ^                                       | command.problems(&book)   domain: problems, or none
//!                | draws &Session                        | store.run(command)        one transaction = one journal entry
//!                |                                       v                                  = one undo step
//!              Book <--------- store.catch_up() <---- revision += 1
//! ```
//!
//! | part | is | may use | never names |
//! |---|---|---|---|
//! | [`domain`] | what is true: nouns, rules, every change, charts as values | itself | egui, SQL, files, clock, environment, threads, printing, chance |
//! | [`store`] | the file: the only part that speaks SQL | domain | egui |
//! | [`exchange`] | bytes in, rows and problems out; values in, documents out | domain | egui, SQL, files |
//! | [`session`] | a plan, open: book, file, undo, revision, answers about bulk figures | domain, store, exchange | egui |
//! | [`ui`] | draws a plan, answers with requests | domain, session | SQL |
//! | [`cli`] | the verbs without a window | domain, session | egui |
//!
//! `tests/architecture.rs` reads the sources against this table, and itself is tested with planted breaches;
//! `clippy.toml` fences the clock, files and threads out of `domain`; `cargo check --no-default-features` proves that
//! everything but `ui` stands without a window.
//!
//! **The same noun names the file in every part**: `domain/grant.rs` says what is true of a grant, `store/grant.rs` how
//! its rows are kept, `ui/grant.rs` what the officer sees.
//!
//! ## Why
//!
//! * *Why does everything change by a [`domain::command::Command`]?* It is at once the transaction, the undo step, the
//!   words in the menu and the history, and the test case. An edit carries what the officer saw
//!   ([`domain::record::Edit`]), so a value that somebody changed meanwhile is refused, not overwritten.
//! * *Why is the book read from the file after a change, and never altered by it?* Then memory and disk cannot disagree.
//!   The journal names the rows that a change touched, and those are read again, a handful of a hundred thousand; whatever
//!   is out of the ordinary is loaded whole. Figures that come by the hundred thousand stay in the file and are asked for
//!   ([`session::Session::panel`]).
//! * *Why does a screen get `&Session`?* Because shared, it can be read and asked but not changed: only
//!   [`ui::app`] holds it for changing.
//! * *Why triggers for the journal?* They see every row that changes, whoever changes it, so nothing can be forgotten;
//!   and a tool that would change the file past the journal is stopped by the file itself.
//! * *Why pence, and reasons for missing figures?* Because a plan that is £1 out, or that counts "not known" as nought,
//!   is wrong in a way that a committee finds out.
//! * *Why is a chart a value?* The window, the SVG in a report and the text in a test draw the same figures.
//!
//! * *Why are published figures series in the file and panels in memory?* A rank looks along one period at every
//!   authority, a trend along one authority at every period: a [`domain::panel::Panel`] answers both, and a list of four
//!   hundred indicators reads only the period it shows ([`session::standing`]).
//!
//! ## How a published file comes in
//!
//! ```text
//!  bytes -- exchange::published::{ees,lait,neighbours,fingertips,mapped} --> domain::intake::Intake   every row kept or
//!              officer looks: read, kept, left out and why, problems with their lines                  counted with a reason
//!  Intake -- session.take_in --> Command (indicators, neighbours, the batch) + series, one transaction, one undo step
//!  series -- domain::panel::Panel -- domain::benchmark --> Comparison, Judgement -- room, `benchmark`, charts
//! ```
//!
//! ## How a pound is followed
//!
//! ```text
//!  allocation.amount        what the plan gave a line: frozen once the line is approved
//!    + virement lines  -->  grant::position::latest       the latest budget; balanced within each grant by rule
//!    by the profile    -->  profile::by_month             what should have been spent by each month
//!  actual, commitment, forecast, closing  -->  monitor::of_year   spent, promised, free, expected, variance, rating
//!  what is left         -->  carried::left                by the grant's own rule: next year's grant, or paid back
//! ```
//!
//! All of these are kept by line: a grant and a priority area ([`domain::grant::at::LineAt`]). Which grant pays which
//! line is [`domain::grant::flow`]; sharing an amount out is [`domain::apportion`].
//!
//! ## How a response is counted
//!
//! ```text
//!  bytes -- exchange::responses --> domain::responses: export, roles, rows kept or set aside --> officer corrects --> taken
//!  taken -- responses::entering --> Command (questions, answers, channels) + bulk rows, one undo step; names never stored
//!  bulk rows, paper forms --> consultation::sheet::Sheet      who answered what, column by column, kept by the session
//!    less consultation::aside (set aside, copies) --> consultation::heard::Heard, in the book   counts by channel and group
//!    + tallies entered by hand --> results, crosstab, sensitivity     each with its base
//!  any table that leaves  -->  consultation::released, disclosure     small counts hidden, and an attack that must fail
//! ```
//!
//! ## How a figure in a sentence stays the plan's
//!
//! ```text
//!  text -- narrative::markdown --> document::Block      `{indicator:A1@2001/02}` -- live::Figures --> value, period, status,
//!                                                                                  source, the place to open; or why not
//!  confirm --> what each figure said then, in the section --> check::narratives: figure-changed, figure-not-found
//! ```
//!
//! In a document an answer in a sentence is taken from the same release as the tables (`domain::report::text`).
//!
//! ## How the past is found, and how a plan leaves
//!
//! ```text
//!  journal, backwards    --> store::as_at     the plan as it stood, in a file of its own, with nothing later in it
//!  journal, backwards    --> store::shadow    the same, seen without a file: twins in memory of the journalled tables
//!  Session::take_snapshot --> snapshot        every journalled row as text, hashed, never changed
//!         .seen_in, .seen_at --> Session      a plan to look at, read only: rooms and documents are made from it as from any
//!         .compare       --> domain::compare  cell by cell, in the nouns' own words
//!  every table --> exchange::package --> folder of CSV and datapackage.json --> Session::from_package   nothing lost
//! ```
//!
//! ## How two copies of a plan come together
//!
//! ```text
//!  their journal, ours --> store::merge::copy     what each has not heard of; a change is named by its hash in every copy
//!  row by row --> domain::merge::weigh            comes in, stays, or both changed it: the officer decides, not the program
//!  tried in a savepoint --> store::merge::rules   what the plan's rules keep out, told --> one entry, one step of undo
//!  undecided, afterwards --> domain::check        a finding each until decided; journal: came in, kept, not decided yet
//! ```
//!
//! ## How a file that may be anybody's is opened
//!
//! ```text
//!  path --> store::open     its kind told by its first bytes; read only where it must be; older: backed up, brought up to date
//!   its schema as text --> store::own      held against ours before any of it is run: another's trigger or view is refused
//!   device and inode   --> store::place    before every write: removed or replaced meanwhile is told, nothing is written there
//!  refused by the file --> ui::app::unsaved    the change waits on screen, to be saved again, or into a copy
//!  damaged, or another's  --> store::rescue    what can be read, row by row, in a new plan; the history as far as it leads back
//! ```
//!
//! Every error has a name: `domain/check/catalogue.rs` for what `check` finds, [`domain::problem::catalogue`] for what is
//! refused. `tests/catalogue` gives each its smallest input and writes `docs/errors.md`. The fuzz targets of every reader
//! are in `fuzz/`; `tests/hostile` runs the same functions over their seeds.
//!
//! ## How a document is made
//!
//! ```text
//!  Book + session.gather (comparisons, responses, series) --> domain::report::make --> domain::document::Document
//!  Document --> ui::reports (the page)     exchange::document --> web page, PDF, Word, workbook      one value, every figure
//! ```
//!
//! ## Where a change goes
//!
//! A new page of the guide: a file in `docs/guide` and a topic in `domain/guide.rs`; its pictures in
//! `ui/screenshot/guide.rs`. A new field of a noun: its struct in `domain`, its column in a new file in `store/schema/`, its line in the noun's
//! `store` file, its cell in the room. A new noun: all of these, and one word in
//! [`with_every_record!`](crate::with_every_record), from which command, words, checks and rows are made. A new check: a
//! function in `domain/check/` and a line in its catalogue. A new room: one entry in `ui/room.rs`. A new menu entry: one
//! in `ui/action.rs`.

pub mod cli;
pub mod domain;
pub mod exchange;
pub mod session;
pub mod store;
#[cfg(feature = "gui")]
pub mod ui;
