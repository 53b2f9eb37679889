//! A model card for people.

use std::fmt::Write as _;

use vigie_evidence::rate::Estimate;
use vigie_risk::card::{Card, ReachFrom};
use vigie_risk::drift::Limits;
use vigie_risk::measure::Interval;

use crate::app::risk::{LEAST_OVERRIDES, Overrides, Settled, Trial};
use crate::cli::groups;
use crate::cli::output::Table;
use crate::cli::when;

/// What a model learned from and how well it did.
pub(in crate::cli) fn card(card: &Card) -> String {
    let counts = card.counts;
    let mut text = format!(
        "target       {}\nlooked at    {} students of {}, {} cases, {} times, from {} to {}\n\
         came true    after {} looks; {} more looks are not settled yet\n\
         protected    {}\nseed         {}\n\nForeseen by a model without them:\n",
        card.target,
        counts.students,
        counts.there,
        counts.cases,
        counts.looks,
        when::rfc3339(card.looked.0),
        when::rfc3339(card.looked.1),
        counts.positives,
        counts.unsettled,
        card.protected.as_ref().map_or("none is looked at".to_owned(), |on| {
            format!("{} is looked at: {}", on.attributes.join(", "), on.because)
        }),
        card.seed,
    );
    let mut table = Table::new(&[
        "began from",
        "to",
        "looks",
        "came true",
        "AUC-PR",
        "AUC-ROC",
        "Brier",
        "ECE",
        "recall 10 %",
    ]);
    for judged in &card.judged {
        let figure = |name: &str| {
            judged.figure(name).map_or_else(String::new, |(value, within)| {
                format!("{value:.3} ({:.3}–{:.3})", within.low, within.high)
            })
        };
        table.row([
            when::rfc3339(judged.began.0),
            when::rfc3339(judged.began.1),
            judged.looks.to_string(),
            judged.positives.to_string(),
            figure("auc_pr"),
            figure("auc_roc"),
            figure("brier"),
            figure("ece"),
            figure("recall_at_10"),
        ]);
    }
    text += &table.aligned();
    if !card.groups.is_empty() {
        let lines = card
            .groups
            .iter()
            .map(|line| (vec![line.attribute.to_string(), line.value.to_string()], line.figures));
        let groups = groups::table(&["attribute", "group"], true, lines).aligned();
        let from = match card.reach_from {
            ReachFrom::Said => "as was asked for".to_owned(),
            ReachFrom::Assumed => "assumed: no contact was written down".to_owned(),
            ReachFrom::Contacts { weeks, reached, there } => {
                format!("what the team did in {weeks} weeks: {reached} of {there}, week by week")
            }
        };
        let reach = card.reach * 100.0;
        let _ = write!(text, "\nBy group, reaching {reach:.0} in 100 ({from}):\n{groups}");
    }
    if !card.telling.is_empty() {
        let mut table = Table::new(&["column", "tells", "AUC-ROC"]);
        for one in &card.telling {
            let group = format!("{}={}", one.attribute, one.value);
            table.row([one.column.clone(), group, format!("{:.2}", one.roc)]);
        }
        let _ = write!(text, "\nColumns that tell a protected attribute:\n{}", table.aligned());
    }
    let Limits { watch, moved, calibration } = card.limits;
    let _ = writeln!(
        text,
        "\nDrift limits: a column or the probabilities are watched from {watch} and looked at \
         from {moved}; the calibration error, beyond {calibration}."
    );
    text
}

/// How often people disagreed with it, and who was right later.
pub(super) fn overrides(found: &Overrides) -> String {
    let within = |estimate: Estimate| {
        format!(
            "{:.0} %, 95 % from {:.0} to {:.0}",
            estimate.value * 100.0,
            estimate.low * 100.0,
            estimate.high * 100.0
        )
    };
    let Overrides { said, disagreed, settled, came_true } = *found;
    let few = || format!("too few to say, below {LEAST_OVERRIDES}");
    format!(
        "\nPeople disagreed with its signals on {disagreed} of {said} contacts that said ({}).\n\
         Of these {disagreed}, {settled} are settled, and the target came true after {came_true} \
         ({}).\n",
        found.rate().map_or_else(few, within),
        found.model_was_right().map_or_else(few, within),
    )
}

/// What came of what a challenger said silently, beside the model in force.
pub(super) fn trial(trial: Option<&Trial>) -> String {
    let Some(trial) = trial else {
        return "It has answered nothing silently yet: this week's look does.\n".to_owned();
    };
    let of = |settled: Settled| {
        format!(
            "{} looks at {} people, after {} of which it came true",
            settled.looks, settled.people, settled.positives
        )
    };
    let cell = |value: f64, low: f64, high: f64| format!("{value:.3} ({low:.3}–{high:.3})");
    let Some(beside) = &trial.beside else {
        let mut text = format!(
            "On trial: {} silent answers, settled are {}. No model is in force beside it.\n",
            trial.kept,
            of(trial.settled)
        );
        let mut table = Table::new(&["figure", "this one"]);
        for one in &trial.figures {
            table.row([one.name.clone(), cell(one.value, one.within.low, one.within.high)]);
        }
        if !trial.figures.is_empty() {
            text += &table.aligned();
        }
        return text;
    };
    let mut text = format!(
        "On trial: {} silent answers. Settled, and looked at by both: {}.\n",
        trial.kept,
        of(beside.settled)
    );
    if !beside.same_target {
        text += "The one in force foretells something else: only the order compares, by what \
                 this one foretells.\n";
    }
    if beside.figures.is_empty() {
        text += "Too few to compare.\n";
        return text;
    }
    let mut table = Table::new(&["figure", "this one", "in force", "difference", "clear"]);
    for both in &beside.figures {
        let Interval { low, high } = both.difference;
        table.row([
            both.name.clone(),
            format!("{:.3}", both.ours),
            format!("{:.3}", both.theirs),
            cell(both.ours - both.theirs, low, high),
            if both.is_clear() { "yes" } else { "" }.to_owned(),
        ]);
    }
    text + &table.aligned()
}
