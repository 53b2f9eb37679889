//! From the text of a definition to an [`Indicator`].

use toml::de::DeTable;

use super::table::{Section, Text};
use super::{Indicator, Threshold, Wording, named};
use crate::ids::Key;
use crate::indicator::check;
use crate::indicator::condition::Condition;
use crate::indicator::diagnostic::{Diagnostic, did_you_mean};
use crate::indicator::literal::Literal;
use crate::indicator::syntax::{self, MAX_BYTES};
use crate::indicator::urgency::{Severity, Task};
use crate::metric::{Metric, Movement, Scope, Type};

type Mistakes = Vec<Diagnostic>;

const KEYS: [&str; 12] = [
    "id",
    "number",
    "severity",
    "task",
    "never_cut",
    "ours",
    "harm",
    "condition",
    "thresholds",
    "evidence",
    "fr",
    "en",
];

/// The placeholder that stands for the student in every wording.
const STUDENT: &str = "name";

pub(super) fn indicator(text: &str) -> Result<Indicator, Mistakes> {
    if text.len() > MAX_BYTES {
        let message =
            format!("the definition has {} bytes; at most {MAX_BYTES} are read", text.len());
        return Err(vec![Diagnostic::new(0..0, message)]);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        let mistake = |error: toml::de::Error| {
            Diagnostic::new(error.span().unwrap_or(0..0), error.message().to_owned())
        };
        return Err(errors.into_iter().map(mistake).collect());
    }
    let mut mistakes = Vec::new();
    let read = whole(&Section::root(text, table.get_ref()), text, &mut mistakes);
    match read {
        Some(indicator) if mistakes.is_empty() => Ok(indicator),
        _ => Err(mistakes),
    }
}

/// Read everything, so that every mistake is found, then put it together.
fn whole(root: &Section<'_, '_>, source: &str, mistakes: &mut Mistakes) -> Option<Indicator> {
    root.only(&KEYS, mistakes);
    let id = id(root, mistakes);
    let number = root.ordinal("number", mistakes);
    let severity = named_value(root, "severity", Severity::ALL, Severity::name, mistakes);
    let task = named_value(root, "task", Task::ALL, Task::name, mistakes);
    let never_cut = root.flag("never_cut", mistakes);
    let ours = root.flag("ours", mistakes);
    let thresholds = thresholds(root, mistakes);
    let text = root.text("condition", mistakes);
    let condition = match (&text, &thresholds) {
        (Some(text), Some(thresholds)) => condition(root, text, thresholds, mistakes),
        _ => None,
    };
    let scope = condition.as_ref().map(Condition::scope);
    let evidence = evidence(root, scope, mistakes);
    let harm = if root.has("harm") { harm(root, scope, mistakes).map(Some) } else { Some(None) };
    let fr = wording(root, "fr", mistakes);
    let en = wording(root, "en", mistakes);
    let condition = condition?;
    Some(Indicator {
        id: id?,
        number: number?,
        severity: severity?,
        task: task?,
        never_cut: never_cut?,
        ours: ours?,
        harm: harm?,
        scope: condition.scope(),
        kinds: condition.kinds(),
        plan: condition.clone().cheapest_first(),
        condition,
        condition_text: text?.content,
        source: source.to_owned(),
        evidence: evidence?,
        fr: fr?,
        en: en?,
        thresholds: thresholds?,
    })
}

fn id(root: &Section<'_, '_>, mistakes: &mut Mistakes) -> Option<Key> {
    let text = root.text("id", mistakes)?;
    let id = text.content.as_str();
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !id.chars().all(allowed) || id.starts_with('-') || id.ends_with('-') || id.len() > 64 {
        let message = format!("`{id}` can't be an id");
        let hint = "an id has up to 64 of a-z, 0-9 and -, as in `no-session`";
        mistakes.push(Diagnostic::new(text.span, message).hint(hint));
        return None;
    }
    Some(Key::from(id))
}

/// One of the words of an enum.
fn named_value<T: Copy>(
    root: &Section<'_, '_>,
    key: &str,
    all: &[T],
    name: fn(T) -> &'static str,
    mistakes: &mut Mistakes,
) -> Option<T> {
    let text = root.text(key, mistakes)?;
    let word = text.content.as_str();
    let found = all.iter().copied().find(|value| name(*value) == word);
    if found.is_none() {
        let names: Vec<&str> = all.iter().map(|value| name(*value)).collect();
        let hint = did_you_mean(word, names.iter().copied())
            .unwrap_or_else(|| format!("it is one of: {}", names.join(", ")));
        mistakes.push(Diagnostic::new(text.span, format!("unknown {key} `{word}`")).hint(hint));
    }
    found
}

fn thresholds(root: &Section<'_, '_>, mistakes: &mut Mistakes) -> Option<Vec<Threshold>> {
    if !root.has("thresholds") {
        return Some(Vec::new());
    }
    let section = root.section("thresholds", mistakes)?;
    let mut thresholds = Vec::new();
    let mut complete = true;
    for (name, span) in section.entries() {
        if !is_name(name) {
            let message = format!("`{name}` can't be the name of a threshold");
            let hint = "use a-z, 0-9 and _, beginning with a letter";
            mistakes.push(Diagnostic::new(span, message).hint(hint));
            complete = false;
            continue;
        }
        match threshold(&section, name, mistakes) {
            Some(threshold) => thresholds.push(threshold),
            None => complete = false,
        }
    }
    complete.then_some(thresholds)
}

fn threshold(
    thresholds: &Section<'_, '_>,
    name: &str,
    mistakes: &mut Mistakes,
) -> Option<Threshold> {
    let section = thresholds.section(name, mistakes)?;
    section.only(&["value", "fr", "en"], mistakes);
    let value = section.amount("value", mistakes).and_then(|text| {
        Literal::parse(&text.content).map_err(|mistake| mistakes.push(text.place(mistake))).ok()
    });
    let fr = section.text("fr", mistakes);
    let en = section.text("en", mistakes);
    let value = value?;
    let (fr, en) = (fr?.content, en?.content);
    Some(Threshold { name: Key::from(name), value, default: value, fr, en })
}

fn condition(
    root: &Section<'_, '_>,
    text: &Text,
    thresholds: &[Threshold],
    mistakes: &mut Mistakes,
) -> Option<Condition> {
    let node = match syntax::parse(&text.content) {
        Ok(node) => node,
        Err(mistake) => {
            mistakes.push(text.place(mistake));
            return None;
        }
    };
    let used = check::thresholds_named(&node);
    if let Some(section) = root.section("thresholds", &mut Vec::new()) {
        for (name, span) in section.entries() {
            if !used.contains(&name) {
                let message = format!("the condition does not use `${name}`");
                mistakes.push(Diagnostic::new(span, message));
            }
        }
    }
    check::check(&node, &text.content, &named(thresholds))
        .map_err(|found| mistakes.extend(found.into_iter().map(|mistake| text.place(mistake))))
        .ok()
}

/// The metric of this name, if it fits the scope of the condition.
fn metric(text: &Text, scope: Option<Scope>, mistakes: &mut Mistakes) -> Option<Metric> {
    let name = text.content.as_str();
    let Some(metric) = Metric::find(name) else {
        let mut mistake = Diagnostic::new(text.span.clone(), format!("unknown metric `{name}`"));
        mistake.hint = did_you_mean(name, Metric::all().map(|metric| metric.declaration().name));
        mistakes.push(mistake);
        return None;
    };
    if scope == Some(Scope::Student) && metric.declaration().scope == Scope::Enrolment {
        let message =
            format!("`{name}` belongs to one enrolment, but the condition is about the person");
        let hint = "name a metric of the person, or an enrolment's metric in the condition";
        mistakes.push(Diagnostic::new(text.span.clone(), message).hint(hint));
        return None;
    }
    Some(metric)
}

fn evidence(
    root: &Section<'_, '_>,
    scope: Option<Scope>,
    mistakes: &mut Mistakes,
) -> Option<Vec<(Key, Metric)>> {
    if !root.has("evidence") {
        return Some(Vec::new());
    }
    let section = root.section("evidence", mistakes)?;
    let mut evidence = Vec::new();
    let before = mistakes.len();
    for (placeholder, span) in section.entries() {
        if !is_name(placeholder) {
            let message = format!("`{placeholder}` can't be a placeholder");
            let hint = "use a-z, 0-9 and _, beginning with a letter";
            mistakes.push(Diagnostic::new(span, message).hint(hint));
        } else if placeholder == STUDENT {
            let message = format!("`{placeholder}` always stands for the student");
            mistakes.push(Diagnostic::new(span, message).hint("choose another placeholder"));
        } else if let Some(text) = section.text(placeholder, mistakes)
            && let Some(metric) = metric(&text, scope, mistakes)
        {
            evidence.push((Key::from(placeholder), metric));
        }
    }
    (mistakes.len() == before).then_some(evidence)
}

fn harm(root: &Section<'_, '_>, scope: Option<Scope>, mistakes: &mut Mistakes) -> Option<Metric> {
    let text = root.text("harm", mistakes)?;
    let metric = metric(&text, scope, mistakes)?;
    let declaration = metric.declaration();
    if declaration.of != Type::Duration || declaration.movement != Movement::CountsDown {
        let message = format!("`{}` does not count down to anything", declaration.name);
        let counting = Metric::all()
            .map(Metric::declaration)
            .filter(|known| known.of == Type::Duration && known.movement == Movement::CountsDown)
            .map(|known| known.name);
        let hint = format!("these do: {}", counting.collect::<Vec<_>>().join(", "));
        mistakes.push(Diagnostic::new(text.span, message).hint(hint));
        return None;
    }
    Some(metric)
}

fn wording(root: &Section<'_, '_>, language: &str, mistakes: &mut Mistakes) -> Option<Wording> {
    let section = root.needed_section(language, mistakes)?;
    section.only(&["name", "wording", "proposals"], mistakes);
    let name = section.text("name", mistakes);
    let wording = section.text("wording", mistakes);
    let proposals = section.texts("proposals", mistakes).filter(|proposals| {
        let right = (2..=3).contains(&proposals.len());
        if !right {
            let message = format!("two or three proposals are needed, not {}", proposals.len());
            mistakes.push(Diagnostic::new(section.span("proposals"), message));
        }
        right
    });
    Some(Wording { name: name?.content, wording: wording?.content, proposals: proposals? })
}

/// A name as conditions and wordings can hold it.
fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
