//! The day of one advisor, as a readable page.

use vigie_domain::worklist::{Candidate, Cut, Line, Reason};

use crate::briefing::{Briefing, proposals};

/// Width at which lines are broken.
const WIDTH: usize = 92;
/// Where the text of a line begins.
const INDENT: usize = 6;

/// The page: whose day, the lines, and what waits below.
pub(super) fn page(day: &Briefing<'_>, whose: Option<&str>, cut: &Cut, explain: bool) -> String {
    let locale = day.locale;
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
        text += &lines(day, line, explain);
    }
    if cut.waiting > 0 {
        let time = locale.minutes(cut.minutes_missing);
        let waiting = [("n", cut.waiting.into()), ("time", time.as_str().into())];
        text += &format!("\n{}\n", locale.text("worklist-waiting", &waiting));
    }
    text
}

/// One person: why, what stands around it, what one might try.
fn lines(day: &Briefing<'_>, line: &Line, explain: bool) -> String {
    let candidate = &line.candidate;
    let locale = day.locale;
    let time = locale.minutes(line.minutes.into());
    let place = candidate.enrolment.and_then(|id| day.names.programme(id));
    let place = place.map(|title| format!(" · {title}")).unwrap_or_default();
    let name = day.names.full(candidate.student);
    let mut text = format!("\n{:>3}.  {name}{place} · {time}\n", line.rank);
    for reason in &candidate.reasons {
        text += &paragraph("• ", &reason_text(day, candidate, reason));
    }
    if line.from_floor && candidate.reasons.is_empty() {
        text += &paragraph("• ", &day.floor(candidate));
    }
    for remark in day.around(candidate) {
        text += &paragraph("  ", &remark);
    }
    let proposals = proposals(day.school, candidate, locale.language());
    for proposal in &proposals {
        text += &paragraph("→ ", proposal);
    }
    if explain {
        text += &points(day, line);
    }
    text
}

/// One reason: the sentence, since when, and whether it is new or ours.
fn reason_text(day: &Briefing<'_>, candidate: &Candidate, reason: &Reason) -> String {
    let told = day.reason(candidate, reason);
    format!("{} ({})", told.sentence, told.remarks.join(", "))
}

/// Where the rank comes from, line by line.
fn points(day: &Briefing<'_>, line: &Line) -> String {
    let locale = day.locale;
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
