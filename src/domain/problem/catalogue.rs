//! The name of every kind of refusal, with what it means, where it is met and what to do.
//!
//! A refusal stops one entry, one file or one verb; a finding of `check` stops nothing, and stands in
//! [`crate::domain::check::CATALOGUE`]. The two lists together are every name that the program gives to something wrong.
//! `docs/errors.md` is made from them, with the smallest input for each, by `WRITE=1 cargo test --test catalogue`; the same
//! test reads the sources and fails where a name is used that no list has, or listed and used by nothing.
//!
//! Edges: a name is never given a second meaning; one that is given up stays unused. Readers of single cells and of
//! documents give no name of their own but an error of a type, which is named here after the type.

/// Where an officer meets a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Met {
    /// Wherever something is entered.
    Anywhere,
    /// Grants, lines, virements, scenarios, monitoring.
    Money,
    /// Sharing an amount out.
    Allocate,
    /// Ledgers and the rules for their codes.
    Ledger,
    /// The grants that the council makes.
    Giving,
    /// Indicators, figures, dashboards.
    Indicators,
    /// Consultations, counts, quotes, paper forms.
    Consultation,
    /// Exports of individual responses.
    Responses,
    /// Releasing counts.
    Release,
    /// Text, risks, milestones, decisions.
    Plan,
    /// Files of published figures and of tables.
    Published,
    /// The plan's own file, its past and its copies.
    File,
    /// Documents and charts.
    Documents,
}

impl Met {
    /// Every one, in the order of the page.
    pub const ALL: [Self; 13] = [
        Self::Anywhere,
        Self::Money,
        Self::Allocate,
        Self::Ledger,
        Self::Giving,
        Self::Indicators,
        Self::Consultation,
        Self::Responses,
        Self::Release,
        Self::Plan,
        Self::Published,
        Self::File,
        Self::Documents,
    ];

    /// A heading, and the rooms and verbs.
    #[must_use]
    #[rustfmt::skip]
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Anywhere => ("Wherever something is entered", "every room with a form or a table"),
            Self::Money => ("Grants and the year’s money", "the Grant room; `grants`, `undo`, `redo`"),
            Self::Allocate => ("Sharing an amount out", "the Grant room, Allocate and What if; `allocate`"),
            Self::Ledger => ("Ledgers", "the Grant room, Ledger; `ledger`, `import ledger`"),
            Self::Giving => ("Grants that the council makes", "the Data room; `import grants`, `giving`"),
            Self::Indicators => ("Indicators", "the Indicators room; `dashboard`, `benchmark`"),
            Self::Consultation => ("Consultations", "the Consultation room; `tally`, `themes`, `could-be`"),
            Self::Responses => ("Exports of responses", "the Consultation room, Responses; `import responses`"),
            Self::Release => ("Counts that leave the council", "the Consultation room, Results; `tally`, `report`"),
            Self::Plan => ("The plan’s text and undertakings", "the Thread and Plan rooms"),
            Self::Published => ("Files of figures", "the Data room; `import`, `allocate --weights`"),
            Self::File => ("The plan’s file", "opening, saving, undo, merge, snapshots, export; every verb"),
            Self::Documents => ("Documents and charts", "the Reports room; `report`, `chart`"),
        }
    }
}

/// One kind of refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its name, such as `amount-below-zero`.
    pub name: &'static str,
    /// Where it is met.
    pub met: Met,
    /// One line on what it means.
    pub means: &'static str,
    /// What to do.
    pub remedy: &'static str,
}

/// The kind of this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Kind> {
    CATALOGUE.iter().find(|kind| kind.name == name)
}

const fn kind(name: &'static str, met: Met, means: &'static str, remedy: &'static str) -> Kind {
    Kind {
        name,
        met,
        means,
        remedy,
    }
}

/// Every kind of refusal, by name.
#[rustfmt::skip]
pub const CATALOGUE: &[Kind] = &[
    kind("address-in-comment", Met::Responses, "Respondents’ comments hold an e-mail address or a telephone number.", "Take it out of the file, or hide the comment before quotes are chosen."),
    kind("amount-below-zero", Met::Money, "An amount that cannot be less than nothing is.", "Enter nought or more."),
    kind("amount-too-large", Met::Money, "A move would give a line more than can be counted.", "Enter a smaller amount."),
    kind("amount-unreadable", Met::Anywhere, "The text is not one amount of money, or not a sum that can be worked out.", "Write an amount such as 1,234.50, or a sum such as =12*450."),
    kind("another-plan", Met::File, "The file to be merged is not a copy of this plan.", "Choose a file that was copied from this plan."),
    kind("answer-not-offered", Met::Consultation, "A paper form answers a question with what the question does not offer.", "Choose one of its answers, or key it as an answer that is not offered."),
    kind("approver-missing", Met::Money, "A band of the scheme of virement names no post, or a move no person who approved it.", "Write who approves, or who approved it."),
    kind("approver-wrong", Met::Money, "A move was approved by another post than the scheme says.", "Have it approved by the post that the scheme names."),
    kind("aside-twice", Met::Consultation, "A response would be set aside a second time.", "Change the reason that is there."),
    kind("bad-mapping", Met::Published, "A mapping or map file has a line that cannot be understood.", "Correct the line that it names."),
    kind("band-empty", Met::Money, "A band of the scheme of virement ends where it begins, or before.", "Correct its two amounts."),
    kind("base", Met::Consultation, "The text is not a whole number of people.", "Give how many people answered, such as 91."),
    kind("base-below-zero", Met::Allocate, "A line’s present amount is below nought.", "Enter nought or more."),
    kind("before-the-plan", Met::File, "The plan is asked for as it was before it was begun.", "Give a later date."),
    kind("beside-the-grants", Met::Giving, "A file of grants made holds other things too, which are not kept.", "Keep the file, if you need the rest of it."),
    kind("cannot-be-worked-out", Met::Allocate, "A formula for weights cannot be worked out for a line.", "Fill in the cell that it names, or change the formula."),
    kind("carried-against-rule", Met::Money, "Money is carried forward that the grant’s rule wants paid back.", "Pay it back, or correct the grant’s rule."),
    kind("carried-twice", Met::Money, "What is left on a line is decided a second time.", "Change the decision that is there."),
    kind("ceiling-below-nothing", Met::Allocate, "A ceiling takes more than everything away.", "Enter a ceiling that leaves something."),
    kind("ceiling-too-low", Met::Allocate, "The ceilings together are less than there is to share.", "Raise the ceiling."),
    kind("change-out-of-range", Met::Allocate, "A what-if changes a grant by more than all of it.", "Enter a percentage of −100 or more."),
    kind("changed-meanwhile", Met::Anywhere, "Somebody changed the same thing after you read it.", "Look at the new value and enter yours again if it should still replace it."),
    kind("closed-twice", Met::Money, "A month or year that is closed is closed again.", "Open it again with a reason if something must change."),
    kind("column-passed-over", Met::Published, "A column is neither a filter nor figures and was not read.", "Look whether it is wanted; if so, name it in a metadata file."),
    kind("control-total", Met::Ledger, "The ledger does not come to the total that you have.", "Look for rows that are missing or read wrongly; nothing is taken in until the two agree."),
    kind("copies-unclear", Met::Consultation, "A set of copies names fewer than two responses, one twice, or one of another set.", "Name each response once, in one set of at least two."),
    kind("count-below-zero", Met::Anywhere, "A count of people or cases is below nought.", "Enter nought or more."),
    kind("counted-already", Met::Ledger, "A new ledger holds postings that another one has brought already.", "Take it in in place of the earlier one."),
    kind("damaged-workbook", Met::Published, "A workbook cannot be read to its end.", "Fetch it again, or open it in a spreadsheet and save it anew."),
    kind("date-outside-year", Met::Money, "A move is dated outside the year whose money it moves.", "Correct the date, or leave it if it was decided then."),
    kind("dates-reversed", Met::Anywhere, "Something ends before it begins.", "Exchange the two dates."),
    kind("decision-to-come", Met::Plan, "A decision has been put and not yet taken.", "Enter what was decided once it is."),
    kind("disclosure", Met::Release, "A small count cannot be hidden so that a reader could not work it out.", "Merge small groups or answers, or leave out a total."),
    kind("disk-full", Met::File, "There was no room to save a change.", "Make room and try again."),
    kind("document-packing", Met::Documents, "The parts of a Word file or of a package could not be packed into one.", "Write the report as a web page instead."),
    kind("document-picture", Met::Documents, "A drawing cannot go into a Word file.", "Write the report as a web page instead."),
    kind("document-sheet", Met::Documents, "A workbook cannot hold what one of its sheets would say.", "Write the report as a web page, or the table as CSV."),
    kind("empty-file", Met::Published, "A file, or what is left of it below the lines passed over, has no row.", "Fetch the file again; look at the lines to skip."),
    kind("error-in-cell", Met::Responses, "Cells of an export hold a spreadsheet’s error, such as #N/A.", "Correct them in the spreadsheet, or leave them: they count as blank."),
    kind("figure-reference", Met::Plan, "A figure named in the text cannot be found.", "Use one of the names that it suggests."),
    kind("file-already-there", Met::File, "A new file would replace one that is there.", "Choose another name."),
    kind("file-changed", Met::Published, "A file is not the one that was looked through a moment ago.", "Give the file again."),
    kind("file-damaged", Met::File, "The plan’s file is damaged.", "Open a copy of the newest whole backup, or what can still be read of the plan."),
    kind("file-database", Met::File, "The database inside the file could not do what was asked.", "Try again in a moment; if it stays so, copy the file elsewhere and open that."),
    kind("file-locked", Met::File, "Another program is writing to the plan.", "Try again in a moment."),
    kind("file-moved", Met::File, "The plan was removed, renamed or replaced while it was open.", "Save a copy, and go on in the copy."),
    kind("file-newer", Met::File, "The plan was made by a newer version of the program.", "Install the newer program to open it."),
    kind("file-not-a-plan", Met::File, "The file is no database.", "Open a plan made by Golden Thread."),
    kind("file-not-there", Met::File, "There is no file of that name.", "Check the name, or choose another file."),
    kind("file-not-written", Met::File, "The system could not write a change: a share that is full, a drive that has gone.", "Make room and try again, or save a copy elsewhere."),
    kind("file-of-another-program", Met::File, "The file is a database of another program.", "Open a plan made by Golden Thread."),
    kind("file-read-only", Met::File, "The plan can only be read here.", "Copy the file elsewhere to change it."),
    kind("file-rule", Met::File, "The file’s own rules do not allow a change that the program let through.", "Remove or move what depends on it first, or enter other values."),
    kind("file-system", Met::File, "The computer could not read or write a file.", "Try again in a moment; if it stays so, use another folder."),
    kind("file-too-large", Met::Published, "A file is larger than any of its kind.", "Check that it is the right file."),
    kind("file-unreadable", Met::Published, "A file cannot be opened or read.", "Check the name, and that you may open the file."),
    kind("fixed-below-zero", Met::Allocate, "A fixed amount is below nought.", "Enter nought or more."),
    kind("fixed-too-much", Met::Allocate, "The fixed amounts come to more than there is to share.", "Lower a fixed amount, or share more."),
    kind("floor-above-ceiling", Met::Allocate, "The floor is higher than the ceiling.", "Exchange the two, or leave one out."),
    kind("floor-below-nothing", Met::Allocate, "A floor takes more than everything away.", "Enter a floor that leaves something."),
    kind("floor-too-high", Met::Allocate, "The floors together are more than there is to share.", "Lower the floor."),
    kind("forecast-twice", Met::Money, "A line has a second forecast for one month.", "Change the one that is there."),
    kind("form-twice", Met::Consultation, "A paper form is keyed a second time by the same keying.", "Look at the number on the paper, or change the form that is there."),
    kind("form-without-place", Met::Consultation, "A paper form has no bundle or no number in it.", "Name the bundle, and number its forms from 1."),
    kind("formula-unreadable", Met::Allocate, "The text is not a formula for weights.", "Write one such as need*population, with names of columns that the table has."),
    kind("in-use", Met::Anywhere, "Something is to be removed that other things belong to.", "Move or remove those first."),
    kind("incomplete-mapping", Met::Published, "A mapping does not say where something needed stands.", "Say in the mapping where it stands."),
    kind("kept-too-much", Met::Allocate, "In a what-if, the lines that are kept have more than there is.", "Keep fewer lines, or cut less."),
    kind("kind-of-answered-question", Met::Consultation, "The kind of a question is changed that people have answered.", "Add another question, or take the responses out first."),
    kind("line-approved", Met::Money, "The amount of an approved or closed line is changed.", "Move money by a virement, or open the line again with a reason."),
    kind("line-base-missing", Met::Allocate, "A floor or a ceiling is asked for, and a line has no present amount.", "Give the line its present amount, or leave the floor and ceiling out."),
    kind("line-closed", Met::Money, "A move takes from or gives to a line that is closed.", "Open the line again with a reason, or leave it out of the move."),
    kind("list-name", Met::Published, "It cannot be told which list of neighbours a file is, or the name is too long.", "Name the list by its month, such as 2025-05."),
    kind("list-of-areas", Met::Published, "A file lists areas and no neighbours.", "Give a list of statistical neighbours."),
    kind("locked-workbook", Met::Published, "A workbook has a password.", "Take the password off, save it and give it again."),
    kind("locked-zip", Met::Published, "A zip has a password.", "Unpack it with its password, and give the table itself."),
    kind("many-different", Met::Responses, "Answers to a question with answers to choose from are nearly all different.", "If people wrote their own words here, make it a text."),
    kind("milestone-due", Met::Plan, "A milestone is due soon.", "See that what it waits for is under way."),
    kind("missing-column", Met::Published, "A column that is needed is not among the headings.", "Name the column so in the heading row, or fetch the file again."),
    kind("mixed-periods", Met::Published, "One measure has figures for different kinds of period.", "Keep the rows of one kind, and give the others as a second file."),
    kind("month-out-of-range", Met::Money, "A month is not one of the twelve.", "Choose a month."),
    kind("movement-contradicted", Met::Plan, "A risk is said to move otherwise than its scores do.", "Choose the movement that the scores make, or correct the earlier score."),
    kind("name-empty", Met::Anywhere, "Something that is found by its name has none.", "Give it a name."),
    kind("near-heading", Met::Published, "A heading is not quite that of the data standard, and was read as it.", "Look whether that is right."),
    kind("no-backup", Met::File, "No backup could be made beside the plan.", "Make room, or ask for the right to write there."),
    kind("no-data-file", Met::Published, "A zip holds no table.", "Give the release as it was downloaded, or the table itself."),
    kind("no-dictionary", Met::Published, "LAIT’s file is read without its dictionary, so that no measure has a better way.", "Give the dictionary with the file."),
    kind("no-figures", Met::Published, "A file has no column of figures for England, a region or an authority.", "Give a file with rows of local authorities."),
    kind("no-grants", Met::Giving, "A file of grants made has no grants in it.", "Check that it is the right file."),
    kind("no-heading", Met::Responses, "Something stands under no heading.", "Write a heading over the column, or take the cell out."),
    kind("no-identifier", Met::Giving, "A grant made has no identifier.", "Give it one in the file."),
    kind("no-indicator", Met::Published, "A row of figures does not say which indicator it is of.", "Enter the indicator’s code."),
    kind("no-measure", Met::Published, "A row of LAIT’s file does not say which measure it is of.", "Put in the measure’s Short Desc."),
    kind("no-question", Met::Responses, "No column of an export is a question.", "Give at least one column the role of a question."),
    kind("no-responses", Met::Responses, "Every row of an export was set aside.", "Look at the reasons, and keep incomplete responses if they are wanted."),
    kind("no-rows-of-the-year", Met::Ledger, "No row of a ledger is of the year.", "Check the year, and which column holds the amount."),
    kind("no-such-column", Met::Responses, "A map names a heading that the export does not have.", "Write the heading as the file has it, or leave the entry out."),
    kind("no-such-line", Met::Ledger, "A rule names a grant or line that the plan does not have.", "Choose a grant and a priority area of the plan."),
    kind("no-such-sheet", Met::Responses, "A workbook has no sheet of that name.", "Name one of its sheets."),
    kind("no-weights", Met::Allocate, "No line has a weight.", "Give at least one line a weight."),
    kind("no-year", Met::Ledger, "Nothing in a ledger says which year it is of.", "Say the year."),
    kind("not-a-date", Met::File, "The text is neither a date nor a time.", "Give a date such as 2026-11-21."),
    kind("not-a-day", Met::Giving, "A grant made has no day on which it was awarded.", "Write the day as 2025-03-31."),
    kind("not-a-number", Met::Anywhere, "A figure or weight is not a number.", "Write figures only, or leave it blank."),
    kind("not-a-table", Met::Published, "A file is a PDF, a picture or something else that is no table of text.", "Give the table itself, as CSV."),
    kind("not-a-year", Met::Ledger, "The text is not a fiscal year.", "Write it as 2001/02."),
    kind("not-an-amount", Met::Anywhere, "The amount of a row is not an amount of money.", "Write an amount such as 1,234.50."),
    kind("not-in-dictionary", Met::Published, "LAIT’s file has measures that its dictionary lacks.", "Give the dictionary that was published with the file."),
    kind("not-in-file", Met::Published, "A map names a column, an option or a data file that is not there.", "Name one of those that it lists."),
    kind("not-in-pounds", Met::Giving, "A grant made is not in pounds.", "Give the award in GBP."),
    kind("not-json", Met::Giving, "A file of grants made ceases to be JSON.", "Download the file again, or mend it there."),
    kind("not-to-the-standard", Met::Giving, "A grant made lacks what the 360Giving standard asks for.", "Put it into your own file before you publish it."),
    kind("not-utf-8", Met::Published, "A file’s letters are not UTF-8.", "Look at the names with accents or £ in them, or save it as UTF-8."),
    kind("nothing-chosen", Met::Published, "No column of figures is chosen.", "Choose one."),
    kind("nothing-put", Met::Plan, "A decision does not say what was put before the meeting.", "Say what was put before the meeting."),
    kind("nothing-takes-the-rest", Met::Allocate, "Fixed amounts are all there is, and they leave something over.", "Give one line a weight, so that it takes the rest."),
    kind("nothing-to-redo", Met::File, "There is no undone change to make again.", "Enter the change again."),
    kind("nothing-to-scale", Met::Allocate, "No line is above its floor, so that nothing can take what is left.", "Lower the floor."),
    kind("nothing-to-undo", Met::File, "There is no change of yours to take back.", "Change by hand what should be otherwise."),
    kind("outside-answers", Met::Responses, "Answers of an export are not among those that their question offers.", "Add them to the answers offered, or leave them: they are counted apart."),
    kind("overspend-carried-nowhere", Met::Money, "A grant’s overspend is carried into a year in which nothing can bear it.", "Decide it together with lines that have money left."),
    kind("own-neighbour", Met::Published, "An authority is named as its own neighbour.", "Name another authority."),
    kind("package", Met::File, "A folder is not an export of a plan, or was changed since.", "Export from the plan again, or give an empty folder."),
    kind("pdf-chart", Met::Documents, "A chart could not be drawn in a PDF.", "Leave it out, or choose HTML or DOCX."),
    kind("pdf-typeface", Met::Documents, "A typeface of the program cannot be read.", "Install the program again, or choose HTML or DOCX."),
    kind("pdf-writing", Met::Documents, "A PDF could not be written, or would not be accessible.", "Choose HTML or DOCX, and report it."),
    kind("percentage-out-of-range", Met::Indicators, "A percentage is below 0 or above 100.", "Check the figure; if it can pass 100, set the unit to rate or index."),
    kind("percentages", Met::Consultation, "The text is not a list of printed percentages.", "Write them as 24,32.5,29,14.5."),
    kind("period-closed", Met::Money, "Something of a closed month or year is changed.", "Open it again with a reason, or make the change in a later month."),
    kind("period-of-another-kind", Met::Indicators, "A period is of another kind than its series.", "Enter a period of the indicator’s own kind."),
    kind("period-unreadable", Met::Anywhere, "The text is not a period of the kind that is wanted.", "Write it as the example beside the field does."),
    kind("picture-encoding", Met::Documents, "A chart’s pixels could not be packed into a PNG.", "Export it as SVG instead."),
    kind("picture-size", Met::Documents, "A picture would have no pixels, or too many.", "Choose a scale that gives between 1 and 64 million pixels."),
    kind("picture-svg", Met::Documents, "A chart could not be read as a drawing.", "Export it as SVG or as a table instead."),
    kind("plan-itself", Met::File, "The plan is given where another file is wanted.", "Choose another file or name."),
    kind("plan-unreadable", Met::Published, "The plan could not be read when a file was held against it.", "Look whether the plan is still where it was, and try again."),
    kind("profile-empty", Met::Money, "A profile of a line’s own has not twelve weights, or all are nought.", "Enter twelve whole numbers."),
    kind("profile-twice", Met::Money, "A line has a second profile.", "Change the profile that is there."),
    kind("question-empty", Met::Plan, "A section that answers a question has no question.", "Give the question, or choose another kind of section."),
    kind("quotation-mark-open", Met::Responses, "A quotation mark is not closed, and would swallow rows.", "Close it in the file, or download the export again."),
    kind("quote-empty", Met::Consultation, "A quote has no words.", "Copy the part of the comment that says it."),
    kind("quote-no-consent", Met::Release, "A quote has no consent recorded.", "Ask the respondent; then tick the consent."),
    kind("quote-not-counted", Met::Release, "A quote is from a response that does not count.", "Quote another response that says the same."),
    kind("quote-personal", Met::Release, "A quote holds what would tell who wrote it.", "Take it out, or put a word in brackets in its place."),
    kind("quote-small-group", Met::Release, "A quote is from a group so small that its people can be guessed.", "Quote somebody of a larger group."),
    kind("rank", Met::Published, "A neighbour’s rank is not a number from 1 to 10.", "Put in the rank, 1 for the nearest."),
    kind("rank-gap", Met::Published, "A list of neighbours lacks a rank.", "Put in the one that is missing."),
    kind("rated-twice", Met::Indicators, "A period of an indicator is rated by hand a second time.", "Change the rating that is there."),
    kind("rating-bands-reversed", Met::Money, "A variance would be red before it is amber.", "Set red above amber."),
    kind("reason-missing", Met::Anywhere, "Something that needs a reason has none.", "Write the reason."),
    kind("receipts-below-zero", Met::Consultation, "A count of responses is below nought.", "Enter how many there were."),
    kind("receipts-do-not-add", Met::Consultation, "What a report states of its responses does not add up.", "Find the responses that make the difference, or say that the report does not account for them."),
    kind("release", Met::Release, "Counts of a release contradict each other.", "Check the counts, or leave the total out."),
    kind("release-not-proved", Met::Release, "It could not be shown that small counts stay hidden.", "Choose a stricter rule, or join channels."),
    kind("respelt", Met::Giving, "A cell was read as something else than it says, such as a date.", "Look whether that is right."),
    kind("respondents-again", Met::Responses, "Respondents of an export are in the plan already.", "Nothing, if this is a later download of the same survey."),
    kind("ring-fence-without-lines", Met::Money, "A ring-fence names no line that it is for.", "Choose at least one priority area or objective."),
    kind("role-twice", Met::Responses, "Two columns have a role of which there is one.", "Leave the role to one column."),
    kind("row-length", Met::Published, "A row has not as many cells as there are headings.", "Look for a comma or a quotation mark too many or too few."),
    kind("row-set-aside", Met::Ledger, "A row of a ledger has an amount or month that cannot be read.", "Correct it in the ledger, or leave it: it counts on no line."),
    kind("row-without-end", Met::Published, "A row is longer than any real one.", "Look for a quotation mark without its fellow."),
    kind("same-code", Met::Anywhere, "A code is there already.", "Give another code, or change what is there."),
    kind("same-file", Met::Published, "The very same file was taken in before.", "Nothing: the plan has it."),
    kind("same-heading", Met::Published, "Two columns have one heading.", "Give one of them another heading, or take it out."),
    kind("same-identifier", Met::Giving, "Two grants made have one identifier.", "Give each grant its own."),
    kind("same-keyer", Met::Consultation, "One person keyed a paper form both times.", "Let somebody else key it a second time."),
    kind("same-line", Met::Money, "A line or grant is named twice where it is named once.", "Put the two amounts together, or change the one that is there."),
    kind("same-measure", Met::Published, "A measure stands in LAIT’s dictionary twice.", "Nothing: its first row was taken."),
    kind("same-name", Met::Anywhere, "A name is there already.", "Give another name."),
    kind("same-neighbour", Met::Published, "One authority is named as a neighbour twice.", "Put in the neighbour that is meant."),
    kind("same-period", Met::Published, "Two labels of one measure mean the same year.", "Take one of them out."),
    kind("same-rank", Met::Published, "Two neighbours have one rank.", "Take one of the two out."),
    kind("same-reading", Met::Indicators, "A period of an indicator has a second figure of one status.", "Change the one that is there, or give this one another status."),
    kind("same-row", Met::Published, "Two rows give different figures for the same thing.", "Keep the row that is right."),
    kind("same-statement", Met::Indicators, "A dashboard has a second count of the same words.", "Change the one that is there."),
    kind("same-tally", Met::Consultation, "An answer is counted a second time for one channel and group.", "Change the count that is there."),
    kind("sample-text", Met::File, "The text that a sample is made from has a cell that cannot be read.", "Correct the cell that it names."),
    kind("scales-mixed", Met::Plan, "A risk’s probability is in words and its impact in figures, or the reverse.", "Grade both in words, or both from 1 to 5."),
    kind("scheme-gap", Met::Money, "The bands of the scheme of virement leave an amount out, or name it twice.", "Let each band begin where the one before it ends."),
    kind("score-not-possible", Met::Plan, "No probability and impact make the earlier score.", "Give probability times impact."),
    kind("separator", Met::Published, "A file’s cells are not parted by commas.", "Look whether the columns are right."),
    kind("several-grants", Met::Ledger, "A rule names a grant that several years have.", "Say the year."),
    kind("sheet-chosen", Met::Responses, "A workbook has several sheets, and one was chosen.", "If the answers are on another, choose that sheet."),
    kind("snapshot", Met::File, "There is no such snapshot, or it is no plan.", "Use one of the names that it lists."),
    kind("snapshot-name", Met::File, "The name of a snapshot is empty, too long, taken or means something else.", "Say what was shown, such as: as shown to Cabinet 25 March."),
    kind("split", Met::Consultation, "Answers cannot be set side by side so.", "Choose another question, or take in the survey’s export first."),
    kind("stopped", Met::Anywhere, "You stopped it.", "Start again when you wish."),
    kind("tax-year", Met::Published, "A file has tax years, which were taken as financial years.", "Say so in the indicator’s definition."),
    kind("theme-loop", Met::Consultation, "A theme would be part of itself.", "Choose a wider theme that is not among its own parts."),
    kind("too-large", Met::Published, "A workbook is larger than any table that is published.", "Save the sheet that is wanted as a workbook of its own, or as CSV."),
    kind("too-large-to-count", Met::Allocate, "Numbers are too large to be shared out exactly.", "Use smaller weights."),
    kind("too-long", Met::Responses, "One answer of an export is longer than any answer.", "Look for a quotation mark that is not closed."),
    kind("too-many-figures", Met::Published, "A file has more figures than are taken from one.", "Choose fewer columns or rows, and take it in as two files."),
    kind("too-many-rows", Met::Published, "A file has more rows than any of its kind.", "Give it in parts."),
    kind("too-much-money", Met::Ledger, "A ledger’s amounts come to more than can be held.", "Look at the amounts: one of them is likely not money."),
    kind("too-wide", Met::Published, "A table has more columns than are read.", "Give the file as it was downloaded."),
    kind("total-below-zero", Met::Allocate, "The amount to be shared is below nought.", "Enter nought or more."),
    kind("two-channels", Met::Responses, "Somebody answered by two channels.", "Look which of the two is meant; the later one is set aside."),
    kind("undo-overtaken", Met::File, "A change cannot be taken back, because somebody has changed the same thing since.", "Look at it as it is now and change it by hand."),
    kind("unknown-area", Met::Published, "No area has that code or name.", "Check the code, or have the rows of areas that are not known left out."),
    kind("unknown-framework", Met::File, "There is no framework of objectives of that name.", "Use quality-protects, every-child-matters or none."),
    kind("unknown-indicator", Met::Indicators, "A figure is of no indicator of the plan.", "Choose the indicator first."),
    kind("unknown-line", Met::Money, "A grant or priority area is not in the plan, or not of the year.", "Choose both from the plan."),
    kind("unknown-theme", Met::Consultation, "A coding or quote is of a theme or question that is not there.", "Choose a theme from the codebook."),
    kind("unreadable-figure", Met::Published, "A figure is neither a number nor a mark for a missing one.", "Put the figure or a mark in the cell."),
    kind("unreadable-file", Met::Published, "A file breaks off, or is not text.", "Download it again."),
    kind("unreadable-period", Met::Published, "A period of a file cannot be read.", "Write the period so, or say its kind in the mapping."),
    kind("unreadable-zip", Met::Published, "A zip is damaged or packed in an unknown way.", "Download it again, or unpack it and give the table itself."),
    kind("virement-below-zero", Met::Money, "A move takes more from a line than it has.", "Take no more than the line has."),
    kind("virement-empty", Met::Money, "A virement moves nothing.", "Enter what at least two lines gain or give up."),
    kind("virement-relied-on", Met::Money, "A move is taken back whose money has gone on since.", "Take the later moves back first."),
    kind("virement-unbalanced", Met::Money, "A virement gives more than it takes, or less, within a grant.", "Make the two equal, or use the grant’s money that is not allocated."),
    kind("web-page", Met::Published, "A web page was saved under the name of a table.", "Download it again with the CSV button."),
    kind("weight-below-zero", Met::Allocate, "A weight is below nought.", "Enter nought or more."),
    kind("weight-missing", Met::Allocate, "A line has a present amount and no calculated one.", "Give its weight."),
    kind("weights-all-nought", Met::Allocate, "Every weight is nought.", "Give at least one line a weight above nought."),
    kind("work-failed", Met::Published, "A piece of work broke off; the plan is as it was.", "Try again; if it happens again, report it with the file."),
    kind("wrong-delimiter", Met::Published, "A file’s columns are parted by something else than commas.", "Save it as CSV with commas."),
    kind("wrong-sort-of-file", Met::Published, "A file is no workbook.", "Give the workbook as it is published."),
    kind("year-out-of-range", Met::Money, "A year lies outside 1900 to 2199.", "Enter a year such as 2001/02."),
    kind("zip-bomb", Met::Published, "A zip would unpack to far more than it is.", "Unpack it with your own tools, look at it, and give the table itself."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::CATALOGUE as FINDINGS;

    #[test]
    fn the_catalogue_names_each_kind_once_in_order() {
        let pairs = CATALOGUE.windows(2);
        for pair in pairs {
            assert!(
                pair[0].name < pair[1].name,
                "{} is out of place",
                pair[1].name
            );
        }
        for kind in CATALOGUE {
            assert!(
                kind.means.ends_with('.') && kind.remedy.ends_with('.'),
                "{}",
                kind.name
            );
        }
    }

    #[test]
    fn a_name_in_both_lists_means_the_same() {
        let twice: Vec<&str> = CATALOGUE
            .iter()
            .map(|kind| kind.name)
            .filter(|name| FINDINGS.iter().any(|(other, _)| other == name))
            .collect();
        assert_eq!(
            twice,
            ["percentage-out-of-range"],
            "refused when typed, found when read"
        );
    }

    #[test]
    fn every_place_has_a_kind() {
        for met in Met::ALL {
            assert!(CATALOGUE.iter().any(|kind| kind.met == met), "{met:?}");
        }
    }
}
