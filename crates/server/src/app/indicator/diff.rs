//! What differs between two texts, line by line.

/// A line of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line<'t> {
    /// In both.
    Same(&'t str),
    /// Only in the first.
    Gone(&'t str),
    /// Only in the second.
    New(&'t str),
}

/// Cells of the table beyond which everything between the common beginning
/// and end counts as replaced: nobody reads a comparison of that size.
const MOST_CELLS: usize = 4_000_000;

/// The lines of both texts with the fewest changes: a longest common
/// subsequence, by dynamic programming.
pub fn lines<'t>(before: &'t str, after: &'t str) -> Vec<Line<'t>> {
    let (a, b): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let most = a.len().min(b.len()) - start;
    let end = a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(x, y)| x == y).count();
    let (old, new) = (&a[start..a.len() - end], &b[start..b.len() - end]);
    let mut lines: Vec<Line<'t>> = a[..start].iter().copied().map(Line::Same).collect();
    lines.extend(middle(old, new));
    lines.extend(a[a.len() - end..].iter().copied().map(Line::Same));
    lines
}

fn middle<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<Line<'t>> {
    let width = new.len() + 1;
    if (old.len() + 1).saturating_mul(width) > MOST_CELLS {
        let gone = old.iter().copied().map(Line::Gone);
        return gone.chain(new.iter().copied().map(Line::New)).collect();
    }
    // At (i, j): how many lines old[i..] and new[j..] have in common.
    let mut common = vec![0_u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i * width + j] = if old[i] == new[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut lines = Vec::new();
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            lines.push(Line::Same(old[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len()
            || (i < old.len() && common[(i + 1) * width + j] >= common[i * width + j + 1])
        {
            lines.push(Line::Gone(old[i]));
            i += 1;
        } else {
            lines.push(Line::New(new[j]));
            j += 1;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::Line::{Gone, New, Same};
    use super::*;

    #[test]
    fn only_what_differs_is_marked() {
        let (before, after) = ("id\nquiet = 21\nname\nend", "id\nquiet = 14\nname\nmore\nend");
        let expected = [
            Same("id"),
            Gone("quiet = 21"),
            New("quiet = 14"),
            Same("name"),
            New("more"),
            Same("end"),
        ];
        assert_eq!(lines(before, after), expected);
    }

    #[test]
    fn a_text_is_the_same_as_itself() {
        assert_eq!(lines("a\na\nb", "a\na\nb"), [Same("a"), Same("a"), Same("b")]);
    }

    #[test]
    fn from_and_to_nothing() {
        assert_eq!(lines("", "a"), [New("a")]);
        assert_eq!(lines("a\na", "a"), [Same("a"), Gone("a")]);
    }

    #[test]
    fn texts_too_large_to_compare_are_replaced_whole() {
        let (before, after) = ("a\n".repeat(3_000), "b\n".repeat(3_000));
        let compared = lines(&before, &after);
        assert_eq!((compared[0], compared[5_999]), (Gone("a"), New("b")));
    }
}
