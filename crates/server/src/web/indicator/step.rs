//! One press of a button in the editor: what stands in the fields afterwards.

use vigie_domain::indicator::Indicator;
use vigie_domain::indicator::builder::{Group, Join};
use vigie_domain::indicator::syntax;

use super::builder::{self, Row, Unfinished};
use super::draft::{Draft, Evidence, Fields, Threshold};

/// After a press.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) draft: Draft,
    /// The builder's rows, if they were what was worked on, and what they lack.
    pub(super) rows: Option<(Vec<Row>, Vec<Unfinished>)>,
    /// A file that was handed in and can't be read.
    pub(super) refused_file: Option<String>,
    /// It is to be kept.
    pub(super) save: bool,
}

impl Step {
    /// What the form asks for. Rows count where they were worked on; without
    /// scripts, that is told by comparing with what was shown.
    pub(super) fn of(fields: &Fields) -> Self {
        let mut draft = Draft::of_form(fields);
        let pressed = fields.get("do");
        let (act, place) = pressed.split_once(':').unwrap_or((pressed, ""));
        let place = place.parse::<usize>().unwrap_or(usize::MAX);
        let mut rows = builder::sent(fields);
        let mut by_rows = false;
        let mut refused_file = None;
        match act {
            "line" | "group" | "remove" => {
                reshape(&mut rows, act, place);
                by_rows = true;
            }
            "build" => by_rows = true,
            "threshold" => draft.thresholds.push(fresh_threshold(&draft)),
            "drop-threshold" if place < draft.thresholds.len() => {
                draft.thresholds.remove(place);
            }
            "evidence" => draft.evidence.push(Evidence::default()),
            "drop-evidence" if place < draft.evidence.len() => {
                draft.evidence.remove(place);
            }
            "file" => match take_over(&draft, fields.get("file")) {
                Ok(read) => draft = read,
                Err(file) => refused_file = Some(file),
            },
            "check" | "save" if draft.condition == fields.get("was") => {
                by_rows =
                    builder::group(&rows).is_ok_and(|now| Some(now) != built(fields.get("was")));
            }
            _ => {}
        }
        let rows = by_rows.then(|| {
            let missing = match builder::group(&rows) {
                Ok(group) => {
                    draft.condition = format!("{}{group}", remarks(&draft.condition));
                    Vec::new()
                }
                Err(missing) => missing,
            };
            (rows, missing)
        });
        Self { draft, rows, refused_file, save: act == "save" }
    }
}

fn built(text: &str) -> Option<Group> {
    Group::of(&syntax::parse(text).ok()?).ok()
}

/// The remarks above a condition, which the builder keeps.
fn remarks(condition: &str) -> String {
    let above = condition.lines().take_while(|line| line.trim_start().starts_with('#'));
    above.flat_map(|line| [line, "\n"]).collect()
}

/// Add a line or a group at the end of a group, or take a row away with all
/// that is in it.
fn reshape(rows: &mut Vec<Row>, act: &str, place: usize) {
    if rows.is_empty() {
        rows.push(Row::group(0, Join::All));
    }
    let place = place.min(rows.len() - 1);
    let depth = rows[place].depth;
    let inside = rows[place + 1..].iter().take_while(|row| row.depth > depth).count();
    let end = place + 1 + inside;
    match act {
        "remove" if place > 0 => {
            rows.drain(place..end);
        }
        "line" => rows.insert(end, Row::line(depth + 1)),
        "group" => {
            rows.insert(end, Row::line(depth + 2));
            rows.insert(end, Row::group(depth + 1, Join::Any));
        }
        _ => {}
    }
}

fn fresh_threshold(draft: &Draft) -> Threshold {
    let taken = |name: &String| draft.thresholds.iter().any(|known| known.name == *name);
    let names = std::iter::once("limit".to_owned()).chain((2..).map(|n| format!("limit_{n}")));
    Threshold {
        name: names.into_iter().find(|name| !taken(name)).unwrap_or_default(),
        ..Threshold::default()
    }
}

/// The fields of a file, if it is one; else the file.
fn take_over(draft: &Draft, file: &str) -> Result<Draft, String> {
    match Indicator::parse(file) {
        Ok(_) => Ok(Draft { base: draft.base.clone(), ..Draft::of_file(file) }),
        Err(_) => Err(file.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(fields: &[(&str, &str)]) -> Step {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Step::of(&Fields::new(fields.iter().map(own).collect()))
    }

    const ROWS: [(&str, &str); 10] = [
        ("condition", "# pourquoi\non_leave"),
        ("was", "# pourquoi\non_leave"),
        ("b.0.join", "all"),
        ("b.0.depth", "0"),
        ("b.1.depth", "1"),
        ("b.1.subject", "on_leave"),
        ("b.1.is", "holds_not"),
        ("b.2.depth", "1"),
        ("b.2.subject", "has_mentor"),
        ("b.2.is", "holds"),
    ];

    fn with(act: &str) -> Step {
        pressed(&[&ROWS[..], &[("do", act)]].concat())
    }

    #[test]
    fn rows_that_were_changed_are_written_and_remarks_stay() {
        assert_eq!(with("check").draft.condition, "# pourquoi\n!on_leave\n&& has_mentor");
    }

    #[test]
    fn a_text_that_was_changed_counts_more_than_the_rows() {
        let mut fields = ROWS.to_vec();
        fields[0].1 = "never_active";
        fields.push(("do", "check"));
        let step = pressed(&fields);
        assert_eq!(step.draft.condition, "never_active");
        assert!(step.rows.is_none());
    }

    #[test]
    fn a_row_goes_away_and_a_group_comes() {
        assert_eq!(with("remove:1").draft.condition, "# pourquoi\nhas_mentor");
        let step = with("group:0");
        assert!(
            step.draft.condition.ends_with("&& (days_since_session > 21 d)"),
            "{}",
            step.draft.condition
        );
        assert_eq!(step.rows.unwrap().0.len(), 5);
    }

    #[test]
    fn the_whole_cannot_be_taken_away() {
        assert_eq!(with("remove:0").rows.unwrap().0.len(), 3);
        assert_eq!(with("line:99").rows.unwrap().0.len(), 4);
    }

    #[test]
    fn a_file_is_taken_over_whole_or_not_at_all() {
        let (_, source) = crate::shipped::INDICATORS[0];
        let step = pressed(&[("do", "file"), ("file", source), ("base", "mine")]);
        assert_eq!((step.draft.base.as_str(), step.draft.id.as_str()), ("mine", "activity-drop"));
        let step = pressed(&[("do", "file"), ("file", "id = 3"), ("number", "9")]);
        assert_eq!(
            (step.draft.number.as_str(), step.refused_file.as_deref()),
            ("9", Some("id = 3"))
        );
    }

    #[test]
    fn thresholds_come_with_names_of_their_own() {
        let step = pressed(&[("do", "threshold"), ("t.0.name", "limit")]);
        let names: Vec<&str> = step.draft.thresholds.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["limit", "limit_2"]);
    }
}
