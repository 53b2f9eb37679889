//! Activity told day by day, put into the running totals that the other folders
//! tell: a model learned from fortnights cannot read days.

use vigie_domain::calendar::Calendar;
use vigie_domain::fact::{Activity, Fact, Payload};
use vigie_domain::time::Instant;
use vigie_ingest::oulad;
use vigie_risk::person::Admission;

use super::oulad::Unit;

/// Days at whose beginning a total is known: those up to and including day −1,
/// 14, 28, 42 and 56.
const KNOWN_ON: [i32; 5] = [0, 15, 29, 43, 57];

/// Replaces the days of one enrolment by totals. What comes after the last
/// total is told by none.
pub(super) fn into_totals(
    facts: &mut Vec<Fact>,
    admission: &mut Admission,
    unit: &Unit,
    calendar: &Calendar,
) {
    let is_own = |fact: &mut Fact| {
        fact.enrolment == Some(admission.enrolment) && matches!(fact.payload, Payload::Activity(_))
    };
    let mut days: Vec<Fact> = facts.extract_if(.., is_own).collect();
    days.sort_by_key(|fact| fact.occurred_at);
    let (mut days, mut reports) = (days.into_iter().peekable(), Vec::new());
    for (place, day) in KNOWN_ON.into_iter().enumerate() {
        let Some(end) = unit.instant(calendar, day) else { continue };
        let before = reports.last().copied().or_else(|| {
            let opens = i32::from(oulad::SITE_OPENS);
            let enrolled = unit.registered.unwrap_or(opens).max(opens);
            unit.instant(calendar, enrolled.min(day - 1))
        });
        let mut total: Option<Fact> = None;
        while let Some(next) = days.next_if(|fact| fact.occurred_at <= end) {
            total = Some(match total {
                None => next,
                Some(total) => together(total, &next),
            });
        }
        if let Some(mut total) = total {
            close(&mut total, (before.unwrap_or(end), end), place > 0);
            facts.push(total);
            reports.push(end);
        } else if !reports.is_empty() {
            reports.push(end);
        }
    }
    admission.reports = Some(reports);
}

/// Two days as one period.
fn together(mut total: Fact, next: &Fact) -> Fact {
    if let (Payload::Activity(sum), Payload::Activity(one)) = (&mut total.payload, &next.payload) {
        sum.actions = sum.actions.saturating_add(one.actions);
        let days = sum.active_days.unwrap_or(0).saturating_add(one.active_days.unwrap_or(0));
        sum.active_days = Some(days);
    }
    total
}

/// The period, which is known at its end. Nobody counts the days before the
/// start.
fn close(total: &mut Fact, (begin, end): (Instant, Instant), counts_days: bool) {
    if let Payload::Activity(Activity { from, to, active_days, kinds, .. }) = &mut total.payload {
        (*from, *to) = (begin, end);
        *active_days = active_days.filter(|_| counts_days);
        kinds.clear();
    }
    total.occurred_at = end;
    total.known_at = end;
}
