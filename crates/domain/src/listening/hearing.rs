//! From matches to needs: what an exception covers or a negation turns is
//! not stated.

use std::ops::Range;

use super::language::{Guess, Language, guess};
use super::matching::Matcher;
use super::reading::Reading;
use super::rules::{Effect, Rule, Rules};
use super::{Heard, MOST_SPANS, Stated};
use crate::fact::Need;

/// A bit for each need.
type Needs = u16;

/// Words, as a range, that say a need.
struct Said {
    need: Need,
    words: Range<usize>,
    sentence: usize,
    /// Only if the sentence is not about another need.
    plain_question: bool,
}

/// What exceptions take away.
struct Exceptions {
    /// By word.
    covered: Vec<Needs>,
    /// By sentence.
    silenced: Vec<Needs>,
    /// By need: nothing before this word counts.
    before: Vec<usize>,
}

pub(super) fn hear(text: &str, hint: Option<Language>) -> Heard {
    let Guess { language, doubtful } = guess(text, hint);
    let mut spans: Vec<(Need, Range<usize>)> = Vec::new();
    listen(text, Rules::of(language), true, &mut spans);
    // Danger is listened for in both languages, whatever the message is in.
    let mut others = Vec::new();
    listen(text, Rules::of(language.other()), doubtful, &mut others);
    spans.extend(others.into_iter().filter(|(need, _)| doubtful || *need == Need::Danger));
    Heard { language, needs: gather(spans) }
}

/// Listens with one language's rules.
fn listen(text: &str, rules: &Rules, forgiving: bool, spans: &mut Vec<(Need, Range<usize>)>) {
    let reading = Reading::of(text, rules, forgiving);
    let mut exceptions = Exceptions {
        covered: vec![0; reading.words.len()],
        silenced: vec![0; reading.sentences.len()],
        before: vec![0; Need::ALL.len()],
    };
    let mut said = Vec::new();
    for (index, sentence) in reading.sentences.iter().enumerate() {
        let careful = Matcher { rules, reading: &reading, sentence, generous: false };
        let generous = Matcher { generous: true, ..careful };
        for start in sentence.words.clone() {
            for rule in rules.starting_with(&reading.words[start].atoms) {
                let danger = rule.effect == Effect::Says && rule.need == Some(Need::Danger);
                let matcher = if danger { &generous } else { &careful };
                let Some(end) = matcher.end(&rule.pattern, start) else { continue };
                match (rule.effect, rule.need) {
                    (Effect::Says | Effect::Asks, Some(need)) => {
                        if danger || !matcher.negated(start) {
                            let plain_question = rule.effect == Effect::Asks;
                            said.push(Said {
                                need,
                                words: start..end,
                                sentence: index,
                                plain_question,
                            });
                        }
                    }
                    _ => exceptions.note(rule, start..end, index),
                }
            }
        }
    }
    said.retain(|said| !exceptions.apply(said));
    let about = about(&said, reading.sentences.len());
    said.retain(|said| !said.plain_question || !about[said.sentence]);
    spans.extend(said.into_iter().map(|said| {
        let words = &reading.words[said.words];
        let start = words.first().map_or(0, |word| word.span.start);
        let end = words.last().map_or(0, |word| word.span.end);
        (said.need, start..end)
    }));
}

impl Exceptions {
    fn note(&mut self, rule: &Rule, words: Range<usize>, sentence: usize) {
        let needs = match rule.need {
            Some(need) => bit(need),
            None => !bit(Need::Danger),
        };
        match rule.effect {
            Effect::Says | Effect::Asks => {}
            Effect::Covers => self.covered[words].iter_mut().for_each(|covered| *covered |= needs),
            Effect::SilencesSentence => self.silenced[sentence] |= needs,
            Effect::SilencesBefore => {
                for (before, need) in self.before.iter_mut().zip(Need::ALL) {
                    if needs & bit(*need) != 0 {
                        *before = (*before).max(words.start);
                    }
                }
            }
        }
    }

    fn apply(&self, said: &Said) -> bool {
        let need = bit(said.need);
        self.silenced[said.sentence] & need != 0
            || said.words.start < self.before[said.need as usize]
            || self.covered[said.words.clone()].iter().any(|covered| covered & need != 0)
    }
}

/// By sentence: whether it states a need that a plain question would be about.
/// Not understanding is none: whoever asks about it asks for help.
fn about(said: &[Said], sentences: usize) -> Vec<bool> {
    let mut about = vec![false; sentences];
    for said in said {
        if !said.plain_question && !matches!(said.need, Need::Help | Need::Concept) {
            about[said.sentence] = true;
        }
    }
    about
}

fn bit(need: Need) -> Needs {
    1 << need as u16
}

/// The spans of each need, in order, those that touch made one.
fn gather(mut spans: Vec<(Need, Range<usize>)>) -> Vec<Stated> {
    spans.sort_unstable_by_key(|(need, span)| (*need != Need::Danger, *need, span.start, span.end));
    let mut needs: Vec<Stated> = Vec::new();
    for (need, span) in spans {
        let Some(stated) = needs.last_mut().filter(|stated| stated.need == need) else {
            needs.push(Stated { need, spans: vec![span] });
            continue;
        };
        match stated.spans.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => stated.spans.push(span),
        }
    }
    for stated in &mut needs {
        stated.spans.truncate(MOST_SPANS);
    }
    needs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_that_touch_become_one() {
        let stated = gather(vec![(Need::Help, 4..9), (Need::Help, 0..5), (Need::Help, 12..14)]);
        assert_eq!(stated, [Stated { need: Need::Help, spans: vec![0..9, 12..14] }]);
    }

    #[test]
    fn danger_comes_first() {
        let stated = gather(vec![(Need::Help, 0..1), (Need::Danger, 5..6)]);
        assert_eq!(stated[0].need, Need::Danger);
    }

    #[test]
    fn only_so_many_spans_are_given() {
        let stated = gather((0..100).map(|at| (Need::Call, at * 2..at * 2 + 1)).collect());
        assert_eq!(stated[0].spans.len(), MOST_SPANS);
    }
}
