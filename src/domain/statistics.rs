//! The sums behind every comparison: averages, margins of error, tests, trends, ranks and bands.
//!
//! Each says which definition it uses, because there are several and they disagree: two teams that
//! both say "quartile" can put a council in different bands. All of them leave it to the caller to
//! drop missing figures first, and answer None rather than guess when there is nothing to work on.
//!
//! | ask | look in |
//! |---|---|
//! | average, middle, quantile | [`average`] |
//! | percentage, rounding as on paper | [`rounding`] |
//! | how sure is this figure? | [`interval`] |
//! | is it different from that one? | [`compare`] |
//! | is it going up? where to? | [`trend`], [`projection`] |
//! | is this month out of the ordinary? | [`xmr`] |
//! | where do we stand among the others? | [`rank`], [`quartile`] |
//! | is this figure a slip of the keys? | [`robust`] |
//! | how sure is a share, or the difference of two? | [`proportion`] |
//! | what is the net agreement, the average score? | [`net`] |
//! | do answers differ by group? | [`crosstab`]; with few people [`fisher`](mod@fisher); many at once [`adjust`] |
//! | do two readers of comments agree? | [`agreement`] |
//! | do the printed percentages reach 100? | [`rounded`] |
//! | where does a diverging bar begin? | [`diverging`] |
//!
//! The answers are checked against published ones, in `tests/vectors`.
//!
//! Edges: a figure that is not a finite number makes the answer None, never a wrong number.

pub mod adjust;
pub mod agreement;
pub mod average;
pub mod compare;
pub mod crosstab;
mod distribution;
pub mod diverging;
pub mod fisher;
pub mod interval;
mod line;
pub mod net;
pub mod projection;
pub mod proportion;
pub mod quartile;
pub mod rank;
pub mod robust;
pub mod rounded;
pub mod rounding;
#[cfg(test)]
mod testing;
pub mod trend;
pub mod xmr;

pub use average::{mean, median, quantile7};
pub use compare::two_proportions;
pub use crosstab::association;
pub use fisher::{fisher, fisher_table};
pub use interval::{Interval, Z_95, wilson};
pub use net::{mean_score, net_agreement};
pub use proportion::newcombe;
pub use rounding::{grouped, half_up, percent};
