//! Long lists, a page at a time.

use super::Frame;

/// Where one is in a list of several pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pages {
    /// This page, from 1.
    pub(crate) here: u32,
    /// How many there are.
    of: u32,
    /// The addresses of the pages beside it.
    pub(crate) previous: Option<String>,
    pub(crate) next: Option<String>,
}

impl Pages {
    /// `None`: everything is on one page.
    pub(super) fn of(
        total: u64,
        size: u32,
        page: u32,
        address: impl Fn(u32) -> String,
    ) -> Option<Self> {
        let pages = u32::try_from(total.div_ceil(size.into())).unwrap_or(u32::MAX);
        let previous = (page > 1).then(|| address(page.min(pages + 1) - 1));
        let next = (page < pages).then(|| address(page + 1));
        (pages > 1).then_some(Self { here: page, of: pages, previous, next })
    }

    /// "page 2 sur 9".
    pub(crate) fn said(&self, frame: &Frame) -> String {
        frame.locale.text("pages-here", &[("page", self.here.into()), ("pages", self.of.into())])
    }
}

/// The page asked for, from 1, and how many lines come before it.
pub(super) fn asked(page: u32, size: u32) -> (u32, u32) {
    let page = page.max(1);
    (page, (page - 1).saturating_mul(size))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(total: u64, page: u32) -> Option<(Option<String>, Option<String>)> {
        let pages = Pages::of(total, 50, page, |page| page.to_string())?;
        Some((pages.previous, pages.next))
    }

    #[test]
    fn a_short_list_has_no_pages() {
        assert_eq!(pages(0, 1), None);
        assert_eq!(pages(50, 1), None);
    }

    #[test]
    fn the_first_page_has_none_before_it_and_the_last_none_after() {
        let page = |n: u32| Some(n.to_string());
        assert_eq!(pages(101, 1), Some((None, page(2))));
        assert_eq!(pages(101, 2), Some((page(1), page(3))));
        assert_eq!(pages(101, 3), Some((page(2), None)));
    }

    #[test]
    fn beyond_the_end_one_goes_back_to_the_last_page() {
        assert_eq!(pages(101, 90), Some((Some("3".to_owned()), None)));
    }

    #[test]
    fn a_page_far_away_is_no_overflow() {
        assert_eq!(asked(0, 50), (1, 0));
        assert_eq!(asked(u32::MAX, 50), (u32::MAX, u32::MAX));
    }
}
