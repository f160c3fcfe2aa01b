//! Where labels stand so that none covers another, and what is left of one that is too long.
//!
//! Names at the ends of lines are read faster than a legend, but lines that end close together
//! would print their names over each other. They are moved apart as little as possible.
//!
//! Edges: when there is no room for all, they are packed evenly and touch; order never changes.

/// Positions for labels that would like to stand at `wanted`, at least `gap` apart, between `low`
/// and `high`; in the order given.
///
/// The least total squared movement: subtract each label's place in the queue, average runs that
/// are out of order (pool adjacent violators), and add the places back.
#[must_use]
pub fn spread(wanted: &[f64], gap: f64, low: f64, high: f64) -> Vec<f64> {
    let count = wanted.len();
    if count == 0 {
        return Vec::new();
    }
    let room = (high - low).max(0.0);
    let gap = if count > 1 {
        gap.min(room / (count - 1) as f64)
    } else {
        0.0
    };
    let ceiling = (high - gap * (count - 1) as f64).max(low);
    let wanted: Vec<f64> = wanted
        .iter()
        .map(|wish| if wish.is_finite() { *wish } else { low })
        .collect();
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));

    let mut runs: Vec<(f64, usize)> = Vec::new();
    for (place, index) in order.iter().enumerate() {
        runs.push((wanted[*index] - gap * place as f64, 1));
        while let [.., (before, m), (after, n)] = runs[..] {
            if before <= after {
                break;
            }
            let mean = (before * m as f64 + after * n as f64) / (m + n) as f64;
            runs.truncate(runs.len() - 2);
            runs.push((mean, m + n));
        }
    }

    let mut placed = vec![0.0; count];
    let starts = runs
        .iter()
        .flat_map(|(start, n)| std::iter::repeat_n(*start, *n));
    for ((place, index), start) in order.iter().enumerate().zip(starts) {
        placed[*index] = start.clamp(low, ceiling) + gap * place as f64;
    }
    placed
}

/// Of `count` labels each `width` wide along `room`, print every how many: 1 is all of them.
#[must_use]
pub fn stride(count: usize, width: f64, room: f64) -> usize {
    if count < 2 || room <= 0.0 || width <= 0.0 {
        return 1;
    }
    let each = room / (count - 1) as f64;
    ((width / each).ceil() as usize).clamp(1, count)
}

/// Which of some places for a label is the first at least `enough` away from what is already drawn,
/// or else lies furthest from it; `None` without candidates.
#[must_use]
pub fn clearest(candidates: &[[f64; 2]], drawn: &[[f64; 2]], enough: f64) -> Option<usize> {
    let apart = |a: &[f64; 2], b: &[f64; 2]| (a[0] - b[0]).hypot(a[1] - b[1]);
    let mut best: Option<(usize, f64)> = None;
    for (index, place) in candidates.iter().enumerate() {
        let nearest = drawn
            .iter()
            .map(|ink| apart(place, ink))
            .fold(enough, f64::min);
        if best.is_none_or(|(_, room)| nearest > room) {
            best = Some((index, nearest));
        }
    }
    best.map(|(index, _)| index)
}

/// The text, or as much of it as `fits` allows with an ellipsis.
#[must_use]
pub fn shorten(text: &str, fits: impl Fn(&str) -> bool) -> String {
    if fits(text) {
        return text.to_owned();
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let cut = |kept: usize| format!("{}…", text[..ends[kept]].trim_end());
    // Halving: a label pasted from a whole document must not cost a measurement per letter.
    let kept = (0..ends.len())
        .collect::<Vec<_>>()
        .partition_point(|kept| fits(&cut(*kept)));
    if ends.is_empty() {
        String::new()
    } else {
        cut(kept.saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(wanted: &[f64], placed: &[f64]) {
        assert_eq!(spread(wanted, 10.0, 0.0, 100.0), placed, "{wanted:?}");
    }

    #[test]
    fn labels_move_no_more_than_they_must() {
        check(&[], &[]);
        check(&[50.0], &[50.0]);
        check(&[20.0, 80.0], &[20.0, 80.0]);
        check(&[50.0, 50.0], &[45.0, 55.0]);
        check(&[52.0, 48.0], &[55.0, 45.0]);
        check(&[0.0, 0.0, 0.0], &[0.0, 10.0, 20.0]);
        check(&[100.0, 99.0], &[100.0, 90.0]);
        check(&[50.0, 55.0, 90.0], &[47.5, 57.5, 90.0]);
        check(&[f64::NAN, 40.0], &[0.0, 40.0]);
    }

    #[test]
    fn too_many_labels_are_packed_evenly() {
        assert_eq!(
            spread(&[5.0; 5], 10.0, 0.0, 20.0),
            [0.0, 5.0, 10.0, 15.0, 20.0]
        );
    }

    #[test]
    fn axis_labels_are_thinned_until_they_fit() {
        assert_eq!(stride(10, 50.0, 600.0), 1);
        assert_eq!(stride(10, 50.0, 400.0), 2);
        assert_eq!(stride(60, 50.0, 600.0), 5);
        assert_eq!(stride(1, 50.0, 0.0), 1);
    }

    #[test]
    fn a_label_goes_where_nothing_is_drawn() {
        let places = [[0.0, 0.0], [5.0, 0.0], [10.0, 0.0]];
        assert_eq!(clearest(&places, &[], 9.0), Some(0));
        assert_eq!(clearest(&places, &[[0.0, 1.0], [4.0, 0.0]], 9.0), Some(2));
        assert_eq!(clearest(&places, &[[10.0, 0.0]], 9.0), Some(0));
        assert_eq!(clearest(&places, &[[0.0, 1.0], [9.0, 3.0]], 4.0), Some(1));
        assert_eq!(clearest(&[], &[[1.0, 1.0]], 9.0), None);
    }

    #[test]
    fn long_text_ends_in_an_ellipsis() {
        let ten = |text: &str| text.chars().count() <= 10;
        assert_eq!(shorten("Leicester", ten), "Leicester");
        assert_eq!(shorten("Leicestershire", ten), "Leicester…");
        assert_eq!(shorten("East Riding of Yorkshire", ten), "East Ridi…");
        assert_eq!(shorten("", |_| false), "");
        assert_eq!(shorten("abc", |_| false), "…");
        assert_eq!(shorten("مجلس مدينة ليستر", ten), "مجلس مدين…");
    }

    proptest! {
        #[test]
        fn labels_keep_apart_in_order_and_inside(wanted in prop::collection::vec(-50.0..150.0_f64, 0..12)) {
            let placed = spread(&wanted, 8.0, 0.0, 100.0);
            for (i, a) in placed.iter().enumerate() {
                prop_assert!((-1e-9..=100.0 + 1e-9).contains(a), "{placed:?}");
                for (j, b) in placed.iter().enumerate().skip(i + 1) {
                    prop_assert!((a - b).abs() >= 8.0 - 1e-9, "{placed:?}");
                    prop_assert!(wanted[i] == wanted[j] || (wanted[i] < wanted[j]) == (a < b));
                }
            }
        }

        #[test]
        fn shortened_text_fits(text in ".{0,40}", most in 1..30_usize) {
            prop_assert!(shorten(&text, |t| t.chars().count() <= most).chars().count() <= most);
        }
    }
}
