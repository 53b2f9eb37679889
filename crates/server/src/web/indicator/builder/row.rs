//! Rows as a form holds them, and the groups and lines they stand for.

use vigie_domain::ids::Key;
use vigie_domain::indicator::builder::{Amount, Group, Join, Line, Operand, Part, Subject};
use vigie_domain::indicator::literal::Dimension;
use vigie_domain::indicator::{Comparison, Literal};
use vigie_domain::metric::{Metric, Type};

use super::super::draft::Fields;

/// More rows than anybody puts together by hand.
const MOST: usize = 120;
/// How a subject says that it is the time since an instant.
const SINCE: &str = "since:";
const COMPARISONS: [(&str, Comparison); 6] = [
    ("more", Comparison::More),
    ("at_least", Comparison::AtLeast),
    ("less", Comparison::Less),
    ("at_most", Comparison::AtMost),
    ("equal", Comparison::Equal),
    ("not_equal", Comparison::NotEqual),
];

/// A group, or a line; a group's rows follow it, one step deeper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Row {
    pub(in super::super) depth: usize,
    /// How its parts are joined; `None` for a line.
    pub(in super::super) join: Option<String>,
    /// A metric, or `since:` and a metric.
    pub(in super::super) subject: String,
    /// What is asked of it: a comparison, `between`, `is`, `holds`, `known` …
    pub(in super::super) is: String,
    /// Compared with what: `value`, a threshold as `$name`, `metric`,
    /// `times`, `after`, `before`, `now`.
    pub(in super::super) with: String,
    /// For a multiple or a shift, by how much: `value`, or `$name`.
    pub(in super::super) by: String,
    pub(in super::super) value: String,
    pub(in super::super) unit: String,
    pub(in super::super) value2: String,
    pub(in super::super) unit2: String,
    /// The other metric.
    pub(in super::super) other: String,
    pub(in super::super) word: String,
}

/// A row that is no condition yet, and which of its fields is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Unfinished {
    pub(in super::super) row: usize,
    pub(in super::super) field: &'static str,
}

impl Row {
    pub(in super::super) fn group(depth: usize, join: Join) -> Self {
        Self { depth, join: Some(join.name().to_owned()), ..Self::default() }
    }

    /// A line to begin with.
    pub(in super::super) fn line(depth: usize) -> Self {
        let text = |text: &str| text.to_owned();
        let (subject, is, with) = (text("days_since_session"), text("more"), text("value"));
        let (value, unit) = (text("21"), text("d"));
        Self { depth, subject, is, with, value, unit, ..Self::default() }
    }

    /// The metric asked about, and whether it is the time since it.
    pub(in super::super) fn asked(&self) -> Option<Subject> {
        match self.subject.strip_prefix(SINCE) {
            Some(name) => Metric::find(name).map(Subject::Since),
            None => Metric::find(&self.subject).map(Subject::Metric),
        }
    }

    /// What kind of value the subject has.
    pub(in super::super) fn kind(&self) -> Option<Type> {
        Some(match self.asked()? {
            Subject::Since(_) => Type::Duration,
            Subject::Metric(metric) => metric.declaration().of,
        })
    }

    /// What may be asked of the subject.
    pub(in super::super) fn questions(&self) -> &'static [&'static str] {
        match self.kind() {
            Some(Type::Number | Type::Duration) => &[
                "more",
                "at_least",
                "less",
                "at_most",
                "equal",
                "not_equal",
                "between",
                "known",
                "unknown",
            ],
            Some(Type::Instant) => &["less", "at_most", "more", "at_least", "known", "unknown"],
            Some(Type::Category) => &["is", "is_not", "known", "unknown"],
            Some(Type::Truth) => &["holds", "holds_not", "known", "unknown"],
            Some(Type::Reference) | None => &["known", "unknown"],
        }
    }

    /// With what the subject may be compared, thresholds apart.
    pub(in super::super) fn operands(&self) -> &'static [&'static str] {
        match self.kind() {
            Some(Type::Instant) => &["before", "after", "metric", "now"],
            _ => &["value", "times", "metric"],
        }
    }

    /// Choices that fit the subject, where the form's don't any more.
    fn settle(mut self) -> Self {
        if self.join.is_some() {
            return self;
        }
        if !self.questions().contains(&self.is.as_str()) {
            self.questions()[0].clone_into(&mut self.is);
        }
        let instant = self.kind() == Some(Type::Instant);
        let threshold = self.with.starts_with('$') && !instant;
        if !threshold && !self.operands().contains(&self.with.as_str()) {
            self.operands()[0].clone_into(&mut self.with);
        }
        if self.by.is_empty() {
            "value".clone_into(&mut self.by);
        }
        let timed = match self.with.as_str() {
            "times" => false,
            _ => matches!(self.kind(), Some(Type::Duration | Type::Instant)),
        };
        for unit in [&mut self.unit, &mut self.unit2] {
            if !timed {
                unit.clear();
            } else if unit.is_empty() {
                "d".clone_into(unit);
            }
        }
        self
    }
}

/// The rows that a form sent.
pub(in super::super) fn sent(fields: &Fields) -> Vec<Row> {
    let row = |n: usize| {
        let own = |name: &str| fields.get(&format!("b.{n}.{name}")).to_owned();
        let join = own("join");
        Row {
            depth: own("depth").parse().unwrap_or(0),
            join: (!join.is_empty()).then_some(join),
            subject: own("subject"),
            is: own("is"),
            with: own("with"),
            by: own("by"),
            value: own("value"),
            unit: own("unit"),
            value2: own("value2"),
            unit2: own("unit2"),
            other: own("other"),
            word: own("word"),
        }
    };
    fields.rows("b").into_iter().take(MOST).map(|n| row(n).settle()).collect()
}

/// The rows of a group. `None`: there are more than a form can hold well.
pub(in super::super) fn rows(group: &Group) -> Option<Vec<Row>> {
    let mut rows = Vec::new();
    add(group, 0, &mut rows);
    (rows.len() <= MOST).then_some(rows)
}

fn add(group: &Group, depth: usize, rows: &mut Vec<Row>) {
    rows.push(Row::group(depth, group.join));
    for part in &group.parts {
        match part {
            Part::Group(inner) => add(inner, depth + 1, rows),
            Part::Line(line) => rows.push(of_line(line, depth + 1).settle()),
        }
    }
}

fn of_line(line: &Line, depth: usize) -> Row {
    let row =
        |subject: String, is: &str| Row { depth, subject, is: is.to_owned(), ..Row::default() };
    let named = |metric: &Metric| metric.declaration().name.to_owned();
    let either =
        |negated: bool, no: &'static str, yes: &'static str| if negated { no } else { yes };
    match line {
        Line::Holds { metric, negated } => {
            row(named(metric), either(*negated, "holds_not", "holds"))
        }
        Line::Defined { metric, negated } => {
            row(named(metric), either(*negated, "unknown", "known"))
        }
        Line::Is { metric, word, negated } => {
            Row { word: word.clone(), ..row(named(metric), either(*negated, "is_not", "is")) }
        }
        Line::Between(subject, low, high) => {
            let ((value, unit), (value2, unit2)) = (written(low), written(high));
            let with = "value".to_owned();
            Row { with, value, unit, value2, unit2, ..row(asked(*subject), "between") }
        }
        Line::Compare(subject, comparison, operand) => {
            let is = COMPARISONS.iter().find(|(_, known)| known == comparison);
            let mut row = row(asked(*subject), is.map_or("more", |(name, _)| name));
            let (with, amount, other) = match operand {
                Operand::Amount(amount) => ("value", Some(amount), None),
                Operand::Times(amount, metric) => ("times", Some(amount), Some(metric)),
                Operand::After(metric, amount) => ("after", Some(amount), Some(metric)),
                Operand::Before(metric, amount) => ("before", Some(amount), Some(metric)),
                Operand::Metric(metric) => ("metric", None, Some(metric)),
                Operand::Now => ("now", None, None),
            };
            with.clone_into(&mut row.with);
            row.other = other.map(named).unwrap_or_default();
            match amount {
                Some(Amount::Threshold(name)) if with == "value" => row.with = format!("${name}"),
                Some(Amount::Threshold(name)) => row.by = format!("${name}"),
                Some(literal) => (row.value, row.unit) = written(literal),
                None => {}
            }
            row
        }
    }
}

fn asked(subject: Subject) -> String {
    let name = subject.metric().declaration().name;
    match subject {
        Subject::Metric(_) => name.to_owned(),
        Subject::Since(_) => format!("{SINCE}{name}"),
    }
}

/// A value and its unit, as two fields; a threshold as `$name`.
fn written(amount: &Amount) -> (String, String) {
    let text = amount.to_string();
    match text.split_once(' ') {
        Some((value, unit)) => (value.to_owned(), unit.to_owned()),
        None => (text, String::new()),
    }
}

/// The condition that rows make; else every field that is missing.
pub(in super::super) fn group(rows: &[Row]) -> Result<Group, Vec<Unfinished>> {
    let mut missing = Vec::new();
    let mut open: Vec<(usize, Group)> = vec![(0, Group { join: Join::All, parts: Vec::new() })];
    for (n, row) in rows.iter().enumerate() {
        if n == 0 {
            let join = row.join.as_deref().and_then(Join::from_name);
            open[0].1.join = join.unwrap_or(Join::All);
            if row.join.is_some() {
                continue;
            }
        }
        // The outermost group takes whatever has no group of its own.
        while open.len() > 1 && open.last().is_some_and(|(depth, _)| *depth >= row.depth) {
            close(&mut open);
        }
        match row.join.as_deref() {
            Some(join) => {
                let join = Join::from_name(join).unwrap_or(Join::All);
                open.push((row.depth, Group { join, parts: Vec::new() }));
            }
            None => match line(row) {
                Ok(line) => {
                    if let Some((_, group)) = open.last_mut() {
                        group.parts.push(Part::Line(line));
                    }
                }
                Err(field) => missing.push(Unfinished { row: n, field }),
            },
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    let whole = open.pop().map(|(_, group)| group).filter(|group| !group.parts.is_empty());
    match whole {
        Some(group) if missing.is_empty() => Ok(group),
        _ => Err(missing),
    }
}

/// The innermost group becomes part of the one around it; an empty one is
/// nothing.
fn close(open: &mut Vec<(usize, Group)>) {
    if let Some((_, inner)) = open.pop()
        && let Some((_, outer)) = open.last_mut()
        && !inner.parts.is_empty()
    {
        outer.parts.push(Part::Group(inner));
    }
}

fn line(row: &Row) -> Result<Line, &'static str> {
    let subject = row.asked().ok_or("subject")?;
    let metric = subject.metric();
    let negated = matches!(row.is.as_str(), "holds_not" | "unknown" | "is_not");
    match row.is.as_str() {
        "holds" | "holds_not" => return Ok(Line::Holds { metric, negated }),
        "known" | "unknown" => return Ok(Line::Defined { metric, negated }),
        "is" | "is_not" if row.word.is_empty() => return Err("word"),
        "is" | "is_not" => return Ok(Line::Is { metric, word: row.word.clone(), negated }),
        "between" => {
            let low = amount(&row.value, &row.unit).ok_or("value")?;
            let high = amount(&row.value2, &row.unit2).ok_or("value2")?;
            return Ok(Line::Between(subject, low, high));
        }
        _ => {}
    }
    let comparison = COMPARISONS.iter().find(|(name, _)| *name == row.is).ok_or("is")?.1;
    let other = || Metric::find(&row.other).ok_or("other");
    let by = || match row.by.as_str() {
        "value" => amount(&row.value, &row.unit).ok_or("value"),
        name => threshold(name).ok_or("by"),
    };
    let operand = match row.with.as_str() {
        "now" => Operand::Now,
        "metric" => Operand::Metric(other()?),
        "times" => Operand::Times(by()?, other()?),
        "after" => Operand::After(other()?, by()?),
        "before" => Operand::Before(other()?, by()?),
        "value" => Operand::Amount(amount(&row.value, &row.unit).ok_or("value")?),
        name => Operand::Amount(threshold(name).ok_or("with")?),
    };
    Ok(Line::Compare(subject, comparison, operand))
}

/// A value as somebody types it, a decimal comma included.
fn amount(value: &str, unit: &str) -> Option<Amount> {
    let value = value.trim().replace(',', ".");
    if value.starts_with('$') {
        return threshold(&value);
    }
    let literal = Literal::parse(format!("{value} {unit}").trim()).ok()?;
    let expected = if unit.is_empty() { Dimension::Number } else { Dimension::Duration };
    (literal.dimension == expected).then_some(Amount::Literal(literal))
}

/// `$name`
fn threshold(name: &str) -> Option<Amount> {
    let name = name.strip_prefix('$')?;
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    (!name.is_empty() && name.chars().all(is_name)).then(|| Amount::Threshold(Key::from(name)))
}

#[cfg(test)]
mod tests {
    use vigie_domain::indicator::{Indicator, check, syntax};

    use super::*;
    use crate::shipped::INDICATORS;

    fn read(text: &str) -> Vec<Row> {
        rows(&Group::of(&syntax::parse(text).unwrap()).unwrap()).unwrap()
    }

    #[test]
    fn every_shipped_indicator_can_be_built() {
        for (id, source) in INDICATORS {
            let indicator = Indicator::parse(source).unwrap();
            let rows = read(&indicator.condition_text);
            let text = group(&rows).unwrap_or_else(|m| panic!("{id}: {m:?}")).to_string();
            let values: Vec<_> =
                indicator.thresholds.iter().map(|t| (t.name.clone(), t.value)).collect();
            assert_eq!(
                check::compile(&text, &values).unwrap(),
                indicator.condition,
                "{id}: {text}"
            );
        }
    }

    #[test]
    fn a_value_that_is_missing_is_named() {
        let mut rows = read("on_leave && days_since_session > 21 d");
        rows[2].value = "bientôt".to_owned();
        assert_eq!(group(&rows), Err(vec![Unfinished { row: 2, field: "value" }]));
        rows[2].value = "2,5".to_owned();
        assert_eq!(group(&rows).unwrap().to_string(), "on_leave\n&& days_since_session > 60 h");
    }

    #[test]
    fn no_value_smuggles_another_condition_in() {
        let mut rows = read("days_since_session > 21 d");
        for value in ["21 d || true", "1) || (true", "$quiet || true", "risk"] {
            rows[1].value = value.to_owned();
            assert_eq!(group(&rows), Err(vec![Unfinished { row: 1, field: "value" }]), "{value}");
        }
    }

    #[test]
    fn another_metric_gets_questions_that_fit_it() {
        let row = Row { subject: "on_leave".to_owned(), ..Row::line(1) };
        assert_eq!(row.settle().is, "holds");
        let row = Row { subject: "pace_ratio".to_owned(), ..Row::line(1) }.settle();
        assert_eq!((row.is.as_str(), row.unit.as_str()), ("more", ""));
        let row = Row { subject: "since:enrolled_at".to_owned(), ..Row::line(1) }.settle();
        assert_eq!((row.is.as_str(), row.unit.as_str()), ("more", "d"));
    }

    #[test]
    fn rows_without_a_group_and_groups_without_rows_do_no_harm() {
        assert_eq!(group(&[]), Err(Vec::new()));
        assert_eq!(group(&[Row::group(0, Join::All), Row::group(1, Join::Any)]), Err(Vec::new()));
        let deep = Row { depth: 9, ..Row::line(1) };
        assert!(group(&[deep]).is_ok());
    }
}
