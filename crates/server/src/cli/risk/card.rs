//! A model card for people.

use std::fmt::Write as _;

use vigie_evidence::rate::Estimate;
use vigie_risk::card::Card;

use crate::app::risk::{LEAST_OVERRIDES, Overrides};
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
        let _ = write!(text, "\nBy group, reaching {:.0} in 100:\n{groups}", card.reach * 100.0);
    }
    if !card.telling.is_empty() {
        let mut table = Table::new(&["column", "tells", "AUC-ROC"]);
        for one in &card.telling {
            let group = format!("{}={}", one.attribute, one.value);
            table.row([one.column.clone(), group, format!("{:.2}", one.roc)]);
        }
        let _ = write!(text, "\nColumns that tell a protected attribute:\n{}", table.aligned());
    }
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

/// The latest figures of a challenger beside those of the champion.
pub(super) fn beside(challenger: &Card, champion: &Card) -> String {
    if challenger.target != champion.target {
        return format!(
            "The champion foretells something else ({}): their figures don't compare.\n",
            champion.target
        );
    }
    let mut table = Table::new(&["figure", "this one", "the champion"]);
    let (Some(ours), Some(theirs)) = (challenger.last(), champion.last()) else {
        return String::new();
    };
    for (name, value, within) in &ours.figures {
        let cell = |value: f64, low: f64, high: f64| format!("{value:.3} ({low:.3}–{high:.3})");
        let other = theirs.figure(name);
        table.row([
            name.to_string(),
            cell(*value, within.low, within.high),
            other.map_or_else(String::new, |(value, within)| cell(value, within.low, within.high)),
        ]);
    }
    format!(
        "Each judged by the latest people it had not seen, which need not be the same:\n{}",
        table.aligned()
    )
}
