//! The drop-downs: metrics by family, with what they mean.

use vigie_domain::indicator::builder::Subject;
use vigie_domain::metric::{Family, Metric, Type};

use crate::wording::Language;

/// The families of the catalogue with their metrics, in its order.
pub(in super::super) type Families = Vec<(&'static str, Vec<Choice>)>;

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Choice {
    /// What the form sends.
    pub(in super::super) value: String,
    pub(in super::super) label: &'static str,
    /// It is the time since an instant, rather than the instant.
    pub(in super::super) since: bool,
    of: Type,
}

impl Choice {
    /// A number or a duration, which can be multiplied.
    pub(in super::super) fn is_measure(&self) -> bool {
        matches!(self.of, Type::Number | Type::Duration) && !self.since
    }

    pub(in super::super) fn is_instant(&self) -> bool {
        self.of == Type::Instant && !self.since
    }
}

/// Everything that can be asked about.
pub(in super::super) fn families(language: Language) -> Families {
    let mut families: Families = Vec::new();
    for metric in Metric::all() {
        let declaration = metric.declaration();
        let family = family(declaration.family);
        if families.last().is_none_or(|(known, _)| *known != family) {
            families.push((family, Vec::new()));
        }
        let choice = |value: String, since| Choice {
            value,
            label: label(metric, language),
            since,
            of: declaration.of,
        };
        let Some((_, choices)) = families.last_mut() else { continue };
        choices.push(choice(declaration.name.to_owned(), false));
        if declaration.of == Type::Instant {
            choices.push(choice(format!("since:{}", declaration.name), true));
        }
    }
    families
}

/// What a metric is called.
pub(in super::super) fn label(metric: Metric, language: Language) -> &'static str {
    let label = metric.declaration().label;
    match language {
        Language::Fr => label.fr,
        Language::En => label.en,
    }
}

/// What a metric means, in a sentence.
pub(super) fn meaning(subject: Subject, language: Language) -> &'static str {
    let meaning = subject.metric().declaration().meaning;
    match language {
        Language::Fr => meaning.fr,
        Language::En => meaning.en,
    }
}

/// The stable word of a family, under which its name is found.
pub(in super::super) const fn family(family: Family) -> &'static str {
    match family {
        Family::Activity => "activity",
        Family::Pace => "pace",
        Family::Work => "work",
        Family::Defences => "defences",
        Family::Mentoring => "mentoring",
        Family::Contact => "contact",
        Family::Enrolment => "enrolment",
        Family::Job => "job",
        Family::Profile => "profile",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_metric_can_be_chosen_in_its_family() {
        let families = families(Language::Fr);
        let choices = || families.iter().flat_map(|(_, choices)| choices);
        assert_eq!(choices().filter(|choice| !choice.since).count(), Metric::all().count());
        assert!(choices().any(|choice| choice.value == "since:enrolled_at" && choice.since));
        assert_eq!(families.len(), 9);
    }
}
