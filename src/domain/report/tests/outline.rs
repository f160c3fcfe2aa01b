//! The outlines of the documents of a small plan: headings, tables with their captions and rows, drawings.

use crate::domain::document::{Block, Document};
use crate::domain::report::Report;
use crate::domain::report::tests::{document, small};

fn outline(made: &Document) -> String {
    let mut lines = vec![format!("{} | {}", made.title, made.subtitle)];
    for block in &made.blocks {
        match block {
            Block::Heading { level, text } => {
                lines.push(format!("{} {text}", "#".repeat(usize::from(*level))));
            }
            Block::Table(table) => {
                let (n, of) = (table.rows.len(), table.columns.len());
                lines.push(format!("  table {}: {n} rows of {of}", table.caption));
            }
            Block::Picture(picture) => lines.push(format!("  drawing {}", picture.chart.title())),
            Block::SignOff(names) => lines.push(format!("  {} sign", names.len())),
            Block::NewPage => lines.push("  page".into()),
            Block::Text(_) | Block::List { .. } | Block::Note(_) => {}
        }
    }
    lines.join("\n")
}

#[test]
fn the_outlines_are_those_that_were_looked_at() {
    let book = small::book();
    let found = Report::ALL.map(|report| outline(&document(report, &book)));
    insta::assert_snapshot!(found.join("\n\n"), @r"
    Our plan | Our town · 2001/02
    # About this plan
      page
    # 1. Care
    ## D Expenditure of grant
      table 1 Care: grant by priority area, 2001/02: 3 rows of 4
    ## Performance indicators
      table 1 Care: indicators over six years: 1 rows of 8
    ## Risks
      table Risks to 1 Care: 1 rows of 6
      page
    # 2. School
    ## D Expenditure of grant
      table 2 School: grant by priority area, 2001/02: 2 rows of 4
    ## Performance indicators
      table 2 School: indicators over six years: 1 rows of 8
      page
    # Statement of money
      table Money by objective, 2001/02: 4 rows of 4
      drawing Allocation by priority area, 2001/02
    # Actions under no objective
      table Actions under no objective: 1 rows of 6
    # Decisions
      table Decisions on the plan: 1 rows of 5
      page
    # Sources and methods
    ## Where the figures come from
      table Sources of the figures in this document: 1 rows of 2
    ## How the figures are made
    ## What to be careful of

    Summary of the plan | Our town · 2001/02
    # From pounds to outcomes to what people said
      table The thread, 2001/02: 4 rows of 9
    # What needs attention
    ## Measures that fall behind
    ## High risks
    # The money
      drawing Allocation by priority area, 2001/02
    ## Pounds against outcomes
      table 1 Care, against Care Care: 1 rows of 6
    # What people said
    ## Care
      drawing What do you think?
    # Sources and methods

    Our plan for you | Our town · 2001/02
    # What is this?
    # What we want
    # The money
      drawing Allocation by priority area, 2001/02
    # How are we doing?
    ## Care
      drawing Care
    ## School
      drawing Reads well
    # What people told us
    ## Care
      drawing What do you think?
    # What we will do
    # Tell us what you think
    # For those who want to check
      page
    # Sources and methods
    ## Where the figures come from
    ## How the figures are made
    ## What to be careful of

    Performance dashboard | Our town · 2001/02 Q2
    # Overview
    ## The counts behind the sentences
      table Counts of 2001/02 Q2: 13 rows of 4
    # Care
      table Measures: Care: 1 rows of 10
      page
    # Sources and methods
    ## Where the figures come from
    ## How the figures are made
    ## What to be careful of

    Grant report | Our town · 2001/02
    # The year in short
    # Grants
      table Grants of 2001/02: 3 rows of 9
    ## Terms
      table Terms of the grants: 2 rows of 5
      drawing Where each grant goes, 2001/02
    # Allocations
      table What each grant pays for each priority area, 2001/02: 6 rows of 4
      table Named parts of lines; they are in the lines’ amounts: 1 rows of 5
      drawing Allocation by priority area, 2001/02
      drawing Priority areas by grant, 2001/02
    # Checks
    ## To be looked at
    # Money moved
    # Spending and forecast
      table Every line of 2001/02: 5 rows of 10
    # At the year’s end
    # Sign-off
      3 sign
      page
    # Sources and methods
    ## Where the figures come from
      table Sources of the figures in this document: 1 rows of 2
    ## How the figures are made
    ## What to be careful of

    Consultation report | Our town
    # Care
      table What was asked, of whom and when: 5 rows of 2
    ## How to read the figures
    ## What came in
      table Responses by channel, and what became of them: 3 rows of 8
      table People at meetings: 1 rows of 3
    ## Questions
    ### 1. What do you think?
      table 1. What do you think?: everyone: 4 rows of 5
      drawing What do you think?
      table 1. What do you think?: by channel: 10 rows of 3
      table 1. What do you think?: by group: 10 rows of 3
      table 1. What do you think?: the balance with a part left out: 4 rows of 4
    ## What people wrote
    ## You said, we did
      table What was said and what was done about it: 1 rows of 6
      page
    # Sources and methods
    ## Where the figures come from
    ## How the figures are made
    ## What to be careful of
    ");
}
