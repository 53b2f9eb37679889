//! The day of one advisor, as a readable page.

use vigie_domain::time::Instant;
use vigie_domain::worklist::{Candidate, Cut};

use super::Lang;
use crate::app::School;
use crate::names::Names;

/// What a page needs to know.
pub(super) struct Day<'d> {
    pub(super) school: &'d School,
    pub(super) names: &'d Names,
    pub(super) at: Instant,
    pub(super) lang: Lang,
}

/// Two or three proposals for the strongest reason.
pub(super) fn proposals(school: &School, candidate: &Candidate, lang: Lang) -> Vec<String> {
    let Some(reason) = candidate.reasons.first() else { return Vec::new() };
    let Some(indicator) = school.indicator(&reason.indicator) else { return Vec::new() };
    match lang {
        Lang::Fr => indicator.fr.proposals.clone(),
        Lang::En => indicator.en.proposals.clone(),
    }
}

/// The page.
pub(super) fn page(day: &Day<'_>, whose: Option<&str>, cut: &Cut, explain: bool) -> String {
    let mut text = format!("{whose:?} {explain}\n");
    for line in &cut.lines {
        text += &format!(
            "{:>3} {:6.1} {:3} {} {:?}\n",
            line.rank,
            line.priority,
            line.minutes,
            day.names.full(line.candidate.student),
            line.candidate.reasons.iter().map(|r| r.indicator.as_str()).collect::<Vec<_>>()
        );
    }
    text += &format!("waiting {} min {}\n", cut.waiting, cut.minutes_missing);
    text
}
