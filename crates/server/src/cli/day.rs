//! The day of one advisor, as a readable page.

use vigie_domain::fact::CallOutcome;
use vigie_domain::indicator::{Indicator, Task, Wording};
use vigie_domain::metric::Metric;
use vigie_domain::signal::Evidence;
use vigie_domain::time::{Instant, WEEK};
use vigie_domain::worklist::{Candidate, Cut, Line, Reason};

use crate::app::School;
use crate::names::Names;
use crate::wording::{Language, Locale, Sentence, Shown, Today, typeset};

/// Width at which lines are broken.
const WIDTH: usize = 92;
/// Where the text of a line begins.
const INDENT: usize = 6;

/// What a page needs to know.
pub(super) struct Day<'d> {
    pub(super) school: &'d School,
    pub(super) names: &'d Names,
    pub(super) at: Instant,
    pub(super) locale: Locale,
}

/// An indicator's words in a language.
pub(super) fn words(indicator: &Indicator, language: Language) -> &Wording {
    match language {
        Language::Fr => &indicator.fr,
        Language::En => &indicator.en,
    }
}

/// Two or three proposals for the strongest reason; without one, for saying
/// hello.
pub(super) fn proposals(school: &School, candidate: &Candidate, language: Language) -> Vec<String> {
    let strongest = match candidate.reasons.first() {
        Some(reason) => school.indicator(&reason.indicator),
        None => school.indicators.iter().find(|known| known.task == Task::CheckIn),
    };
    strongest.map_or_else(Vec::new, |known| {
        words(known, language).proposals.iter().map(|text| typeset(language, text)).collect()
    })
}

/// The page: whose day, the lines, and what waits below.
pub(super) fn page(day: &Day<'_>, whose: Option<&str>, cut: &Cut, explain: bool) -> String {
    let locale = &day.locale;
    let date = locale.date(day.at, day.today());
    let title = match whose {
        Some(name) => {
            locale.text("worklist-of", &[("name", name.into()), ("date", date.as_str().into())])
        }
        None => locale.text("worklist-all", &[("date", date.as_str().into())]),
    };
    let minutes: u32 = cut.lines.iter().map(|line| u32::from(line.minutes)).sum();
    let mut text = format!("\n{title}\n");
    if cut.lines.is_empty() {
        text += &format!("\n{}\n", locale.text("worklist-empty", &[]));
    } else {
        let time = locale.minutes(minutes);
        let size = [("n", cut.lines.len().into()), ("time", time.as_str().into())];
        text += &format!("{}\n", locale.text("worklist-size", &size));
    }
    for line in &cut.lines {
        text += &day.line(line, explain);
    }
    if cut.waiting > 0 {
        let time = locale.minutes(cut.minutes_missing);
        let waiting = [("n", cut.waiting.into()), ("time", time.as_str().into())];
        text += &format!("\n{}\n", locale.text("worklist-waiting", &waiting));
    }
    text
}

impl Day<'_> {
    fn today(&self) -> Today<'_> {
        Today { now: self.at, calendar: &self.school.context.calendar }
    }

    fn line(&self, line: &Line, explain: bool) -> String {
        let candidate = &line.candidate;
        let locale = &self.locale;
        let time = locale.minutes(line.minutes.into());
        let place = candidate.enrolment.and_then(|id| self.names.programme(id));
        let place = place.map(|title| format!(" · {title}")).unwrap_or_default();
        let name = self.names.full(candidate.student);
        let mut text = format!("\n{:>3}.  {name}{place} · {time}\n", line.rank);
        for reason in &candidate.reasons {
            text += &paragraph("• ", &self.reason(candidate, reason));
        }
        if line.from_floor && candidate.reasons.is_empty() {
            text += &paragraph("• ", &self.floor(candidate));
        }
        for remark in self.around(candidate) {
            text += &paragraph("  ", &remark);
        }
        let proposals = proposals(self.school, candidate, locale.language());
        for proposal in &proposals {
            text += &paragraph("→ ", proposal);
        }
        if explain {
            text += &self.points(line);
        }
        text
    }

    /// One reason: the sentence, since when, and whether it is new or ours.
    fn reason(&self, candidate: &Candidate, reason: &Reason) -> String {
        let locale = &self.locale;
        let Some(indicator) = self.school.indicator(&reason.indicator) else {
            return reason.indicator.to_string();
        };
        let values: Vec<(&str, Shown)> = reason
            .evidence
            .iter()
            .zip(&indicator.evidence)
            .map(|((key, value), (_, metric))| (key.as_str(), self.shown(*metric, value)))
            .collect();
        let name = self.names.given(candidate.student);
        let pattern = &words(indicator, locale.language()).wording;
        let sentence =
            Sentence::new(locale.language(), pattern).render(&name, &values, self.today()).text;
        let mut remarks = vec![self.since(reason.since)];
        if reason.new_since_contact {
            remarks.push(locale.text("new-since-contact", &[]));
        }
        if reason.ours {
            remarks.push(locale.text("ours", &[]));
        }
        format!("{sentence} ({})", remarks.join(", "))
    }

    /// Nobody has spoken with them for weeks; nothing else rings.
    fn floor(&self, candidate: &Candidate) -> String {
        let weeks = candidate.unseen_since.map_or(0, |since| self.at.since(since).0 / WEEK.0);
        let weeks = u32::try_from(weeks).unwrap_or(0);
        self.locale.text("floor-line", &[("n", weeks.into())])
    }

    fn since(&self, since: Instant) -> String {
        if self.school.midnight(self.at) <= since {
            return self.locale.text("since-today", &[]);
        }
        let date = self.locale.date(since, self.today());
        self.locale.text("since", &[("date", date.as_str().into())])
    }

    fn shown(&self, metric: Metric, value: &Evidence) -> Shown {
        let declaration = metric.declaration();
        match value {
            Evidence::Number(number) => Shown::measured(declaration.of, declaration.unit, *number),
            Evidence::Word(word) => Shown::Text(self.names.title(word)),
            Evidence::Staff(staff) => Shown::Text(self.names.staff(*staff)),
            Evidence::Words(fact) => self
                .names
                .words(*fact)
                .map_or(Shown::Undefined, |text| Shown::Text(text.to_owned())),
            Evidence::Undefined | Evidence::Truth(_) => Shown::Undefined,
        }
    }

    /// Last exchange and what came of it, last attempt, open promises.
    fn around(&self, candidate: &Candidate) -> Vec<String> {
        let locale = &self.locale;
        let date = |at| locale.date(at, self.today());
        let mut remarks = Vec::new();
        match candidate.last_contact {
            Some((at, channel, fact)) => {
                let channel = locale.text(&format!("channel-{}", channel.name()), &[]);
                let words = [("date", date(at)), ("channel", channel)];
                let words = words.each_ref().map(|(key, text)| (*key, text.as_str().into()));
                remarks.push(locale.text("last-contact", &words));
                if let Some(note) = self.names.words(fact) {
                    remarks.push(locale.text("last-contact-came", &[("words", note.into())]));
                }
            }
            None if candidate.unseen_since.is_some() => {
                remarks.push(locale.text("last-contact-none", &[]));
            }
            None => {}
        }
        if let Some((at, outcome)) = candidate.last_attempt
            && outcome != CallOutcome::Spoke
            && candidate.last_contact.is_none_or(|(last, ..)| last < at)
        {
            let outcome = locale.text(&format!("outcome-{}", outcome.name()), &[]);
            let words = [("date", date(at)), ("outcome", outcome)];
            let words = words.each_ref().map(|(key, text)| (*key, text.as_str().into()));
            remarks.push(locale.text("last-attempt", &words));
        }
        // A promise that is due is a reason already.
        let due = candidate.reasons.iter().any(|reason| reason.indicator == "promise-due");
        for promise in candidate.promises.iter().skip(usize::from(due)) {
            let (date, words) = (date(promise.due), self.names.words(promise.words));
            let mut given = vec![("date", date.as_str().into())];
            let key = if words.is_some() { "promise-open" } else { "promise-open-wordless" };
            given.extend(words.map(|text| ("words", text.into())));
            remarks.push(locale.text(key, &given));
        }
        remarks
    }

    /// Where the rank comes from, line by line.
    fn points(&self, line: &Line) -> String {
        let locale = &self.locale;
        let mut text = paragraph("  ", &format!("{} :", locale.text("points-title", &[])));
        for point in &line.points {
            let why = locale.text(&format!("points-{}", point.why.name()), &[]);
            text += &format!("{:>14.1}  {why}\n", point.points);
        }
        if line.from_floor {
            text += &format!("{:>14}  {}\n", "", locale.text("points-floor", &[]));
        }
        text + &format!("{:>14.1}  {}\n", line.priority, locale.text("points-total", &[]))
    }
}

/// A paragraph under a line, broken at spaces.
fn paragraph(bullet: &str, text: &str) -> String {
    let margin = " ".repeat(INDENT);
    let mut lines = vec![format!("{margin}{bullet}")];
    let mut width = 0;
    // Not at the unbreakable spaces that French puts before some marks.
    for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
        let wide = word.chars().count();
        if width > 0 && width + 1 + wide > WIDTH - INDENT {
            lines.push(format!("{margin}  "));
            width = 0;
        }
        if let Some(line) = lines.last_mut() {
            if width > 0 {
                line.push(' ');
                width += 1;
            }
            line.push_str(word);
            width += wide;
        }
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_break_at_spaces_but_not_before_french_marks() {
        let text = format!("{} On l'appelle\u{202f}?", "mot ".repeat(21).trim_end());
        let lines: Vec<String> = paragraph("• ", &text).lines().map(str::to_owned).collect();
        assert!(lines.len() == 2 && lines[1].ends_with("l'appelle\u{202f}?"), "{lines:?}");
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH + 2));
    }
}
