//! A fact in one sentence.

use vigie_domain::fact::{Activity, Fact, Payload, WithdrawalReason};
use vigie_domain::ids::{Key, StaffId};
use vigie_domain::time::Instant;

use super::Read;
use crate::app::school::is_own;
use crate::wording::Word;

/// What a sentence says in a place where nothing is known: it chooses its
/// wording by this word.
const NONE: &str = "none";

/// A value for a placeholder.
enum Said {
    Text(String),
    Number(u32),
}

/// The fact in words. Where the student themself reads it, what is said of
/// "Inès" elsewhere is said to her.
pub(super) fn sentence(read: &Read<'_>, fact: &Fact) -> String {
    let name = read.briefing.names.given(read.student);
    let mut values = details(read, fact);
    values.push(("name", Said::Text(name)));
    values.push(("here", yes(is_own(&fact.source))));
    let words: Vec<(&str, Word<'_>)> = values
        .iter()
        .map(|(placeholder, said)| match said {
            Said::Text(text) => (*placeholder, text.as_str().into()),
            Said::Number(n) => (*placeholder, (*n).into()),
        })
        .collect();
    let (locale, kind) = (read.briefing.locale, fact.kind().name());
    if let Some(form) = read.form {
        let mut words = words.clone();
        words.push(("form", form.into()));
        let key = format!("own-fact-{kind}");
        let own = locale.text(&key, &words);
        if own != key {
            return own;
        }
    }
    locale.text(&format!("fact-{kind}"), &words)
}

/// The placeholders of a fact's sentence.
#[expect(clippy::too_many_lines, reason = "one arm per kind of fact, each a line or two")]
fn details(read: &Read<'_>, fact: &Fact) -> Vec<(&'static str, Said)> {
    let at = fact.occurred_at;
    match &fact.payload {
        Payload::Enquired(b) => {
            vec![
                ("channel", channel(read, b.channel.name())),
                ("what", maybe(read, b.programme.as_ref())),
            ]
        }
        Payload::Oriented(b) => vec![("what", maybe(read, b.programme.as_ref()))],
        Payload::Enrolled(b) => vec![
            ("what", title(read, &b.programme)),
            ("date", date(read, Some(b.starts_at))),
            ("end", date(read, b.target_end)),
        ],
        Payload::Planned(b) => vec![("n", count(b.works.len()))],
        Payload::Reenrolled(b) => vec![("date", date(read, b.target_end))],
        Payload::AdvisorAssigned(b) => vec![("who", staff(read, b.advisor))],
        Payload::AdvisorEnded(b) => vec![("who", staff(read, b.advisor))],
        Payload::MentorAssigned(b) => vec![("who", staff(read, b.mentor))],
        Payload::MentorEnded(b) => vec![("who", staff(read, b.mentor))],
        Payload::LeavePlanned(b) => {
            vec![("from", date(read, Some(b.from))), ("date", date(read, Some(b.until)))]
        }
        Payload::Paused(b) => vec![("date", date(read, b.until))],
        Payload::Activity(b) => activity(read, &[b]),
        Payload::Submitted(b) => vec![
            ("what", title(read, &b.item)),
            ("score", score(read, b.score)),
            ("late", yes(b.due.is_some_and(|due| at >= due) && !b.banked)),
        ],
        Payload::Completed(b) => vec![("what", title(read, &b.item))],
        Payload::DefenceScheduled(b) => {
            vec![("what", title(read, &b.item)), ("date", date(read, Some(b.at)))]
        }
        Payload::DefenceJudged(b) => {
            vec![("what", title(read, &b.item)), ("verdict", word(b.verdict.name()))]
        }
        Payload::SessionBooked(b) => {
            vec![("who", staff(read, b.mentor)), ("date", date(read, Some(b.at)))]
        }
        Payload::SessionRecorded(b) => vec![
            ("who", staff(read, b.mentor)),
            ("date", date(read, Some(b.at))),
            ("outcome", word(b.outcome.name())),
        ],
        Payload::SessionRated(b) => vec![("n", Said::Number(b.rating.into()))],
        Payload::MessageIn(b) => vec![("channel", channel(read, b.channel.name()))],
        Payload::MessageOut(b) => {
            vec![("who", staff(read, b.by)), ("channel", channel(read, b.channel.name()))]
        }
        Payload::Call(b) => vec![
            ("who", staff(read, b.by)),
            ("channel", channel(read, b.channel.name())),
            ("outcome", word(b.outcome.name())),
        ],
        Payload::Meeting(b) => {
            vec![("who", staff(read, b.by)), ("channel", channel(read, b.channel.name()))]
        }
        Payload::Noted(b) => vec![("who", staff(read, b.by))],
        Payload::Snoozed(b) => {
            vec![("who", staff(read, b.by)), ("date", date(read, Some(b.until)))]
        }
        Payload::PromiseMade(b) => {
            vec![("who", staff(read, b.by)), ("date", date(read, Some(b.due)))]
        }
        Payload::CommunityPost(b) => {
            vec![("where", Said::Text(b.space.to_string())), ("help", yes(b.asks_help))]
        }
        Payload::ConcernRaised(b) => vec![("who", staff(read, b.by))],
        Payload::NeedStated(b) => vec![("need", word(b.need.name()))],
        Payload::QuestionAsked(b) => vec![
            ("who", b.who.map_or_else(|| word(NONE), |who| staff(read, who))),
            ("date", date(read, Some(b.answer_by))),
        ],
        Payload::NoAnswerDue(b) => vec![("who", staff(read, b.by))],
        Payload::FollowUpSet(b) => {
            vec![("who", staff(read, b.by)), ("date", date(read, Some(b.due)))]
        }
        Payload::Diploma(b) => {
            vec![("what", title(read, &b.programme)), ("date", date(read, b.guarantee_until))]
        }
        Payload::Congratulated(b) => {
            vec![("who", staff(read, b.by)), ("occasion", word(b.occasion.name()))]
        }
        Payload::SearchStarted(b) => vec![("date", date(read, b.guarantee_until))],
        Payload::Application(b) => vec![("where", maybe_word(b.company.as_ref()))],
        Payload::Interview(b) => {
            vec![("where", maybe_word(b.company.as_ref())), ("date", date(read, Some(b.at)))]
        }
        Payload::Offer(b) => {
            vec![("where", maybe_word(b.company.as_ref())), ("date", date(read, b.answer_by))]
        }
        Payload::Hired(b) => vec![
            ("where", Said::Text(b.company.to_string())),
            ("contract", word(b.contract.name())),
            ("date", date(read, Some(b.starts_at))),
        ],
        Payload::CheckedIn(b) => vec![("who", staff(read, b.by))],
        Payload::LeftJob(b) => vec![("where", maybe_word(b.company.as_ref()))],
        Payload::Withdrawn(b) => vec![
            ("reason", text(read, &withdrawn(read, b.reason))),
            ("date", date(read, b.return_at)),
        ],
        Payload::Observed(b) => vec![("what", Said::Text(b.metric.to_string()))],
        Payload::Resumed(_)
        | Payload::PromiseKept(_)
        | Payload::Ambassador(_)
        | Payload::Disputed(_)
        | Payload::Retracted(_) => Vec::new(),
    }
}

/// Why somebody left. That it was for their health is told to themself, and to
/// the team on a page of its own.
pub(super) fn withdrawn(read: &Read<'_>, reason: WithdrawalReason) -> String {
    if reason == WithdrawalReason::Health && read.form.is_none() {
        return "withdrawn-kept".to_owned();
    }
    format!("withdrawn-{}", reason.name())
}

/// Activity of one day or several, in one sentence.
pub(super) fn active(read: &Read<'_>, activities: &[&Activity], days: usize) -> String {
    let values = activity(read, activities);
    let words: Vec<(&str, Word<'_>)> = values
        .iter()
        .map(|(placeholder, said)| match said {
            Said::Text(text) => (*placeholder, text.as_str().into()),
            Said::Number(n) => (*placeholder, (*n).into()),
        })
        .collect();
    let sentence = read.briefing.locale.text("fact-activity", &words);
    if days < 2 {
        return sentence;
    }
    let on = read.briefing.locale.text("active-days", &[("n", days.into())]);
    format!("{on}\u{a0}: {sentence}")
}

/// Actions in all, and by kind of item where that is told, most first.
fn activity(read: &Read<'_>, activities: &[&Activity]) -> Vec<(&'static str, Said)> {
    let actions = activities.iter().fold(0_u32, |sum, one| sum.saturating_add(one.actions));
    let mut kinds: Vec<(&Key, u32)> = Vec::new();
    for (kind, n) in activities.iter().flat_map(|one| &one.kinds) {
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, sum)) => *sum = sum.saturating_add(*n),
            None => kinds.push((kind, *n)),
        }
    }
    kinds.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let locale = read.briefing.locale;
    let told = kinds.iter().map(|(kind, n)| {
        let key = format!("item-{kind}");
        let word = locale.text(&key, &[]);
        // What a source calls its own things stays as it calls them.
        let word = if word == key { kind.to_string() } else { word };
        format!("{word} {n}")
    });
    let kinds: Vec<String> = told.collect();
    let kinds = if kinds.is_empty() { NONE.to_owned() } else { kinds.join(", ") };
    vec![("n", Said::Number(actions)), ("kinds", Said::Text(kinds))]
}

fn word(word: &str) -> Said {
    Said::Text(word.to_owned())
}

fn yes(truth: bool) -> Said {
    word(if truth { "yes" } else { "no" })
}

fn count(n: usize) -> Said {
    Said::Number(u32::try_from(n).unwrap_or(u32::MAX))
}

fn staff(read: &Read<'_>, id: StaffId) -> Said {
    Said::Text(read.briefing.names.staff(id))
}

fn title(read: &Read<'_>, key: &Key) -> Said {
    Said::Text(read.briefing.names.title(key))
}

fn maybe(read: &Read<'_>, key: Option<&Key>) -> Said {
    key.map_or_else(|| word(NONE), |key| title(read, key))
}

fn maybe_word(key: Option<&Key>) -> Said {
    word(key.map_or(NONE, Key::as_str))
}

fn date(read: &Read<'_>, at: Option<Instant>) -> Said {
    at.map_or_else(|| word(NONE), |at| Said::Text(read.date(at)))
}

fn channel(read: &Read<'_>, name: &str) -> Said {
    text(read, &format!("channel-{name}"))
}

/// The text under a key.
fn text(read: &Read<'_>, key: &str) -> Said {
    Said::Text(read.briefing.locale.text(key, &[]))
}

fn score(read: &Read<'_>, score: Option<f32>) -> Said {
    score.map_or_else(
        || word(NONE),
        |score| Said::Text(read.briefing.locale.decimal(f64::from(score).round())),
    )
}

#[cfg(test)]
mod tests {
    use vigie_domain::fact::{Kind, Need, NeedStated, SessionOutcome, SessionRecorded};
    use vigie_domain::ids::Ref;

    use super::super::fixture::{day, fact, read, read_in};
    use super::super::samples::sample;
    use super::*;
    use crate::wording::Language;

    #[test]
    fn every_kind_of_fact_has_its_sentence_in_both_languages() {
        for language in Language::ALL {
            for (kind, full) in Kind::ALL.iter().flat_map(|kind| [(*kind, true), (*kind, false)]) {
                let fact = fact(day(5), sample(kind, full));
                let said =
                    read_in(language, std::slice::from_ref(&fact), day(6), |r| sentence(r, &fact));
                let whole =
                    !said.contains("fact-") && !said.contains('{') && !said.contains("none");
                assert!(whole && said.len() > 5, "{kind} in {}: {said}", language.code());
            }
        }
    }

    #[test]
    fn what_is_not_known_is_not_said() {
        let said = |full| {
            let fact = fact(day(5), sample(Kind::Offer, full));
            read(std::slice::from_ref(&fact), day(6), |read| sentence(read, &fact))
        };
        assert_eq!(said(true), "Offre d'emploi de Pixel, réponse attendue le 4 septembre.");
        assert_eq!(said(false), "Offre d'emploi.");
    }

    #[test]
    fn a_mentors_absence_is_ours_to_repair() {
        let (session, mentor, at) = (Ref(1), StaffId::derive("karim"), day(4));
        let outcome = SessionOutcome::MentorAbsent;
        let fact = fact(day(5), SessionRecorded { session, mentor, at, outcome });
        let said = read(std::slice::from_ref(&fact), day(6), |read| sentence(read, &fact));
        assert!(said.ends_with("À nous de réparer."), "{said}");
    }

    #[test]
    fn every_need_has_words_of_its_own() {
        let said = |need| {
            let fact = fact(day(5), NeedStated { need, said_in: None });
            read(std::slice::from_ref(&fact), day(6), |read| sentence(read, &fact))
        };
        let all: std::collections::HashSet<String> =
            Need::ALL.iter().map(|need| said(*need)).collect();
        assert_eq!(all.len(), Need::ALL.len());
    }
}
