//! An indicator being written: what stands in the fields of the editor.

mod form;
mod read;
mod write;

pub(super) use form::Fields;
pub(super) use write::File;

/// Rows of thresholds, and of evidence, that an editor shows at most.
const ROWS: usize = 40;

/// What stands in the fields, whether it holds or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Draft {
    /// The indicator that is changed; empty for a new one.
    pub(super) base: String,
    /// Its id; found from the name if a new one is left without.
    pub(super) id: String,
    pub(super) number: String,
    pub(super) severity: String,
    pub(super) task: String,
    pub(super) never_cut: bool,
    pub(super) ours: bool,
    pub(super) harm: String,
    /// Why it is as it is, for the team: the comment above the condition.
    pub(super) note: String,
    pub(super) condition: String,
    pub(super) thresholds: Vec<Threshold>,
    pub(super) evidence: Vec<Evidence>,
    pub(super) fr: Words,
    pub(super) en: Words,
}

/// A value that the school may change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Threshold {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) fr: String,
    pub(super) en: String,
}

/// What a sentence may name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    pub(super) placeholder: String,
    pub(super) metric: String,
}

/// How it speaks in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) name: String,
    pub(super) wording: String,
    /// One a line.
    pub(super) proposals: String,
}

impl Words {
    fn of(name: &str, wording: &str, proposals: [&str; 2]) -> Self {
        let [name, wording] = [name, wording].map(str::to_owned);
        Self { name, wording, proposals: proposals.join("\n") }
    }
}

impl Draft {
    /// Something whole to begin with: it already rings, and can be changed
    /// word by word.
    pub(super) fn to_begin_with(number: u16) -> Self {
        Self {
            number: number.to_string(),
            severity: "watch".to_owned(),
            task: "check_in".to_owned(),
            condition: "days_since_session > $quiet".to_owned(),
            thresholds: vec![Threshold {
                name: "quiet".to_owned(),
                value: "28 d".to_owned(),
                fr: "Quatre semaines.".to_owned(),
                en: "Four weeks.".to_owned(),
            }],
            evidence: vec![Evidence {
                placeholder: "n".to_owned(),
                metric: "days_since_session".to_owned(),
            }],
            fr: Words::of(
                "",
                "Pas de session pour { $name } depuis { $n } jours. On prend des nouvelles ?",
                ["Prendre des nouvelles.", "Proposer un moment pour en parler."],
            ),
            en: Words::of(
                "",
                "No session for { $name } for { $n } days. Shall we get in touch?",
                ["Get in touch.", "Offer a moment to talk."],
            ),
            ..Self::default()
        }
    }

    /// The same under another name, to be made into something else.
    pub(super) fn cloned(mut self, number: u16, copy: &str) -> Self {
        self.base.clear();
        self.id.clear();
        self.number = number.to_string();
        for words in [&mut self.fr, &mut self.en] {
            words.name = format!("{} ({copy})", words.name);
        }
        self
    }

    /// The id that it has, or would get.
    pub(super) fn settled_id(&self) -> String {
        if !self.base.is_empty() {
            return self.base.clone();
        }
        let given = self.id.trim();
        let name = [&self.en.name, &self.fr.name].into_iter().find(|name| !name.trim().is_empty());
        if given.is_empty() { slug(name.map_or("", String::as_str)) } else { given.to_owned() }
    }
}

/// A name as an id: letters without accents, digits and hyphens.
fn slug(name: &str) -> String {
    let mut id = String::new();
    for c in name.to_lowercase().chars() {
        let plain = match c {
            'à' | 'â' | 'ä' => "a",
            'é' | 'è' | 'ê' | 'ë' => "e",
            'î' | 'ï' => "i",
            'ô' | 'ö' => "o",
            'ù' | 'û' | 'ü' => "u",
            'ç' => "c",
            'œ' => "oe",
            'æ' => "ae",
            'a'..='z' | '0'..='9' => {
                id.push(c);
                continue;
            }
            _ if id.is_empty() || id.ends_with('-') => continue,
            _ => "-",
        };
        id.push_str(plain);
    }
    let short: String = id.chars().take(48).collect();
    short.trim_matches('-').to_owned()
}

/// A draft with names and this condition.
#[cfg(test)]
pub(super) fn draft(condition: &str) -> Draft {
    let mut draft = Draft::to_begin_with(7);
    "Nom".clone_into(&mut draft.fr.name);
    "Name".clone_into(&mut draft.en.name);
    condition.clone_into(&mut draft.condition);
    draft
}

#[cfg(test)]
mod tests {
    use vigie_domain::indicator::Indicator;

    use super::*;
    use crate::shipped::INDICATORS;

    #[test]
    fn every_shipped_indicator_goes_through_the_fields_and_stays_what_it_is() {
        for (id, source) in INDICATORS {
            let draft = Draft::of_file(source);
            let file = draft.file();
            let again = Indicator::parse(&file.text).unwrap_or_else(|e| panic!("{id}: {e}"));
            let first = Indicator::parse(source).unwrap();
            assert_eq!(again.condition, first.condition, "{id}");
            assert_eq!((&again.fr, &again.en), (&first.fr, &first.en), "{id}");
            assert_eq!(again.thresholds, first.thresholds, "{id}");
            assert_eq!(again.evidence, first.evidence, "{id}");
            let flags = |one: &Indicator| {
                (one.number, one.severity, one.task, one.never_cut, one.ours, one.harm)
            };
            assert_eq!(flags(&again), flags(&first), "{id}");
            assert_eq!(Draft::of_file(&file.text), draft, "{id}");
        }
    }

    #[test]
    fn what_one_begins_with_holds_once_it_has_a_name() {
        let mut draft = Draft::to_begin_with(28);
        draft.fr.name = "Un mois sans session".to_owned();
        draft.en.name = "A month without a session".to_owned();
        let indicator = Indicator::parse(&draft.file().text).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(indicator.id, "a-month-without-a-session");
        assert_eq!(crate::wording::faults(&indicator), [""; 0]);
    }

    #[test]
    fn a_name_becomes_an_id() {
        assert_eq!(slug("  L’été : ça ralentit ! "), "l-ete-ca-ralentit");
        assert_eq!(slug("<script>"), "script");
        assert_eq!(slug("ليلى"), "");
        assert!(slug(&"mot ".repeat(90)).len() <= 48);
    }
}
