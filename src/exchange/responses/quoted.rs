//! Rows that a stray quotation mark has swallowed.
//!
//! In CSV a cell that begins with a quotation mark goes on until the next one, over line ends. A person's `"no idea`
//! without its fellow makes one comment of every response that follows, and the file reads without a complaint. What was
//! swallowed still looks like rows: each line has the table's number of separators.
//!
//! Edges: the fewer columns, the likelier that lines of a real comment look so, and the more of them are asked for. A
//! workbook has no quotation marks, which is the way out for a file that is right all the same.

use crate::domain::problem::Problem;
use crate::exchange::published::text::{Row, at_cell};

/// The refusal of a row with other rows inside one of its cells; `width` is how many columns the headings have.
pub(super) fn swallowed(name: &str, row: &Row, width: usize, separator: char) -> Option<Problem> {
    let needed = match width {
        0 | 1 => return None,
        2 => 10,
        3 => 4,
        4 | 5 => 2,
        _ => 1,
    };
    for (column, cell) in row.cells.iter().enumerate() {
        if !cell.contains('\n') {
            continue;
        }
        // The first line belongs to this row and the last to the one in which the mark was closed.
        let lines: Vec<&str> = cell.lines().collect();
        let inner = lines.get(1..lines.len() - 1).unwrap_or_default();
        let like = |line: &&&str| line.matches(separator).count() == width - 1;
        let n = inner.iter().filter(like).count();
        if n >= needed && n * 3 >= inner.len() * 2 {
            return Some(refusal(name, row.line, column, n));
        }
    }
    None
}

/// The refusal of a file that ends within a quotation mark: the number of marks is odd and its last cell runs over lines.
pub(super) fn unclosed(name: &str, last: &Row, n_quotes: u64) -> Option<Problem> {
    let column = last.cells.len().checked_sub(1)?;
    let n = last.cells.get(column)?.trim_end().matches('\n').count();
    // The row was placed by the line on which it ends, which a last line end inside the cell pushes up by one.
    let cell = last.cells.get(column)?;
    let line = last.line + u64::from(cell.ends_with('\n'));
    (n_quotes % 2 == 1 && n > 0).then(|| refusal(name, line, column, n))
}

fn refusal(name: &str, line: u64, column: usize, n: usize) -> Problem {
    let rows = if n == 1 { "row" } else { "rows" };
    at_cell(
        "quotation-mark-open",
        name,
        line,
        column,
        "answer",
        &format!(
            "a quotation mark that is not closed where its cell ends; {n} {rows} would be taken for part of the answer"
        ),
        "Those responses would be lost without a word.",
        "Close or remove the quotation mark in that line, or save the table as a workbook (.xlsx), where cells have no quotation marks.",
    )
}

#[cfg(test)]
mod tests {
    use crate::exchange::responses::read;

    #[track_caller]
    fn check(text: &str, want: Result<usize, (u64, u64)>) {
        let found = read("a.csv", text.as_bytes(), None, &mut |_| true);
        let got = match found {
            Ok(found) => Ok(found.export.n_rows()),
            Err(problem) => match problem.place {
                crate::domain::problem::Place::File(_, Some(line), Some(column))
                    if problem.kind == "quotation-mark-open" =>
                {
                    Err((line, column))
                }
                other => panic!("{other:?}: {}", problem.what),
            },
        };
        assert_eq!(got, want, "{text}");
    }

    #[test]
    fn rows_inside_a_cell_are_told_with_their_line() {
        let rows: String = (3..40).map(|n| format!("{n},Yes,fine,x\n")).collect();
        let stray =
            format!("ID,A,B,C\n1,Yes,good,x\n2,No,\"no idea,x\n{rows}40,No,the \"plan\",x\n");
        check(&stray, Err((3, 3)));
        check(
            "ID,A,B,C\n1,Yes,good,x\n2,No,x,\"no idea\n3,No,x,y\n",
            Err((3, 4)),
        );
        // A comment of several lines, an address in it, is a comment.
        check(
            "ID,A,B,C\n1,Yes,\"Dear all,\n\nI like it, mostly, and so does she, and he, too.\nAnn\",x\n",
            Ok(1),
        );
        check("ID,A\n1,\"one, two\nthree, four\nfive, six\"\n2,x\n", Ok(2));
        // A mark in the middle of a cell is a mark.
        check("ID,A\n1,a 5\" pipe\n2,x\n", Ok(2));
    }
}
