//! From matches to needs: what an exception covers or a negation turns is
//! not stated.

use std::ops::Range;

use super::hints::{Hint, together};
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
    effect: Effect,
}

impl Said {
    /// Whether exceptions do not count.
    fn even_so(&self) -> bool {
        self.effect == Effect::SaysEvenSo
    }
}

impl From<&Hint> for Said {
    /// A hint, once it is known to say danger, says it like a rule.
    fn from(hint: &Hint) -> Self {
        Self {
            need: Need::Danger,
            words: hint.words.clone(),
            sentence: hint.sentence,
            effect: Effect::Says,
        }
    }
}

/// What was heard with one language's rules, as bytes of the text.
struct Listened {
    spans: Vec<(Need, Range<usize>)>,
    /// Danger that is stated whatever an exception says.
    even_so: Vec<Range<usize>>,
    /// Where an exception says that there is no danger: in order, apart.
    quiet: Vec<Range<usize>>,
}

/// What exceptions take away.
struct Exceptions {
    /// By word.
    covered: Vec<Needs>,
    /// By sentence.
    silenced: Vec<Needs>,
    /// By need: nothing before this word counts.
    before: Vec<usize>,
    /// Needs that the message does not state, whatever its words.
    message: Needs,
    /// Needs of which it tells as long ago, and as over.
    long_ago: Needs,
    over: Needs,
    /// Sentences that give an everyday reason, in order.
    everyday: Vec<usize>,
}

pub(super) fn hear(text: &str, hint: Option<Language>) -> Heard {
    let Guess { language, doubtful } = guess(text, hint);
    let own = listen(text, Rules::of(language), true);
    // Danger is listened for in both languages, whatever the message is in:
    // `violent` is a word of both, and so an exception of the first counts.
    let others = listen(text, Rules::of(language.other()), doubtful);
    let mut spans = own.spans;
    spans.extend(others.spans.into_iter().filter(|(need, span)| match need {
        Need::Danger => !touches(&own.quiet, span),
        _ => doubtful,
    }));
    let even_so = own.even_so.into_iter().chain(others.even_so);
    spans.extend(even_so.map(|span| (Need::Danger, span)));
    Heard { language, needs: gather(spans) }
}

/// Does `span` overlap one of these, which are in order and apart?
fn touches(ranges: &[Range<usize>], span: &Range<usize>) -> bool {
    let first = ranges.partition_point(|range| range.end <= span.start);
    ranges.get(first).is_some_and(|range| range.start < span.end)
}

/// Listens with one language's rules.
fn listen(text: &str, rules: &Rules, forgiving: bool) -> Listened {
    let reading = Reading::of(text, rules, forgiving);
    let mut exceptions = Exceptions {
        covered: vec![0; reading.words.len()],
        silenced: vec![0; reading.sentences.len()],
        before: vec![0; Need::ALL.len()],
        message: 0,
        long_ago: 0,
        over: 0,
        everyday: Vec::new(),
    };
    let mut said = Vec::new();
    let mut hints = Vec::new();
    for (index, sentence) in reading.sentences.iter().enumerate() {
        let careful = Matcher { rules, reading: &reading, sentence, generous: false };
        let generous = Matcher { generous: true, ..careful };
        for start in sentence.words.clone() {
            for rule in rules.starting_with(&reading.words[start].atoms) {
                let danger = rule.need == Some(Need::Danger);
                let matcher =
                    if danger && rule.effect.is_generous() { &generous } else { &careful };
                let Some(end) = matcher.end(&rule.pattern, start) else { continue };
                let words = start..end;
                match (rule.effect, rule.need) {
                    (Effect::Hints(weight), _) => {
                        hints.push(Hint { family: rule.family, weight, words, sentence: index });
                    }
                    (effect, Some(need)) if effect.says() => {
                        if danger || !matcher.negated(start) {
                            said.push(Said { need, words, sentence: index, effect });
                        }
                    }
                    _ => exceptions.note(rule, words, index),
                }
            }
        }
    }
    hints.retain(|hint: &Hint| {
        !exceptions.is_everyday(hint.sentence) && !exceptions.apply(&Said::from(hint))
    });
    said.extend(together(&hints).into_iter().map(Said::from));
    said.retain(|said| said.even_so() || !exceptions.apply(said));
    let bytes = |words: &Range<usize>| {
        let words = &reading.words[words.clone()];
        let start = words.first().map_or(0, |word| word.span.start);
        start..words.last().map_or(0, |word| word.span.end)
    };
    let (even_so, spans): (Vec<&Said>, Vec<&Said>) =
        said.iter().partition(|said| said.even_so() && said.need == Need::Danger);
    Listened {
        spans: spans.into_iter().map(|said| (said.need, bytes(&said.words))).collect(),
        even_so: even_so.into_iter().map(|said| bytes(&said.words)).collect(),
        quiet: exceptions.quiet(&reading),
    }
}

impl Exceptions {
    fn note(&mut self, rule: &Rule, words: Range<usize>, sentence: usize) {
        let needs = match rule.need {
            Some(need) => bit(need),
            None => !bit(Need::Danger),
        };
        match rule.effect {
            Effect::Says | Effect::SaysInPerson | Effect::SaysEvenSo | Effect::Hints(_) => {}
            Effect::Covers => self.covered[words].iter_mut().for_each(|covered| *covered |= needs),
            Effect::SilencesSentence => self.silenced[sentence] |= needs,
            Effect::SilencesBefore => {
                for (before, need) in self.before.iter_mut().zip(Need::ALL) {
                    if needs & bit(*need) != 0 {
                        *before = (*before).max(words.start);
                    }
                }
            }
            Effect::SilencesMessage => self.message |= needs,
            Effect::LongAgo => self.long_ago |= needs,
            Effect::Over => self.over |= needs,
            Effect::Everyday => self.everyday.push(sentence),
        }
    }

    /// The needs that nothing in the message states.
    const fn of_message(&self) -> Needs {
        self.message | self.closed_past()
    }

    /// The needs of which the message tells as long ago and over.
    const fn closed_past(&self) -> Needs {
        self.long_ago & self.over
    }

    /// Where they say that there is no danger: the bytes of single words.
    fn quiet(&self, reading: &Reading) -> Vec<Range<usize>> {
        let danger = bit(Need::Danger);
        let sentences = reading.sentences.iter().zip(&self.silenced);
        sentences
            .flat_map(|(sentence, silenced)| {
                let words = sentence.words.clone();
                let silenced = silenced | self.of_message();
                words.filter(move |word| (silenced | self.covered[*word]) & danger != 0)
            })
            .map(|word| reading.words[word].span.clone())
            .collect()
    }

    /// Whether a reason that is no danger is given here, or right before or
    /// after.
    fn is_everyday(&self, sentence: usize) -> bool {
        let next = self.everyday.partition_point(|with| *with + 1 < sentence);
        self.everyday.get(next).is_some_and(|with| *with <= sentence + 1)
    }

    fn apply(&self, said: &Said) -> bool {
        let need = bit(said.need);
        let about = match said.effect {
            Effect::SaysInPerson => self.closed_past(),
            _ => self.of_message(),
        };
        (about | self.silenced[said.sentence]) & need != 0
            || said.words.start < self.before[said.need as usize]
            || self.covered[said.words.clone()].iter().any(|covered| covered & need != 0)
    }
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
    fn an_exception_counts_in_both_languages() {
        let danger = |text| hear(text, None).states(Need::Danger);
        assert!(danger("le ton du voisin est trop violent avec moi"));
        assert!(!danger("le contraste est trop violent entre le fond et le texte"));
    }

    #[test]
    fn what_is_plainly_said_is_heard_even_so() {
        assert!(!hear("mon projet porte sur le suicide", None).states(Need::Danger));
        assert!(hear("mon projet sur le suicide, mais je veux mourir", None).states(Need::Danger));
    }

    #[test]
    fn words_of_the_studies_beside_it_silence_nothing() {
        let danger = |text| hear(text, None).states(Need::Danger);
        assert!(danger("if I write about the weather, call the police"));
        assert!(danger("I've been having suicidal thoughts since the second project"));
        assert!(danger("he found me and he'll kill me this time"));
        assert!(!danger("how do I kill a process that listens on a port?"));
    }

    #[test]
    fn masked_letters_are_read() {
        assert!(hear("he r*pes me", None).states(Need::Danger));
    }

    #[test]
    fn what_is_long_ago_and_over_is_no_danger() {
        let danger = |text| hear(text, None).states(Need::Danger);
        assert!(!danger("il y a vingt ans je me scarifiais, c'est fini depuis"));
        assert!(danger("il y a vingt ans je me scarifiais"));
        assert!(danger("je me scarifiais, c'est fini depuis"));
    }

    #[test]
    fn a_story_is_no_danger_but_who_tells_it_may_be() {
        let danger = |text| hear(text, None).states(Need::Danger);
        assert!(!danger("in the film the hero has an overdose"));
        assert!(danger("in the film the hero has an overdose, and I want to kill myself"));
    }

    #[test]
    fn hints_of_neighbouring_sentences_say_danger_together() {
        let text = "I have made up my mind. I was in the garden. Who will feed my cat?";
        let heard = hear(text, None);
        let spans = &heard.needs[0].spans;
        assert_eq!(heard.needs[0].need, Need::Danger);
        let words: Vec<&str> = spans.iter().map(|span| &text[span.clone()]).collect();
        assert_eq!(words, ["made up my mind", "feed my cat"]);
    }

    #[test]
    fn a_hint_alone_says_nothing() {
        for text in ["I have made up my mind.", "Who will feed my cat?"] {
            assert!(!hear(text, None).states(Need::Danger), "{text}");
        }
    }

    #[test]
    fn near_an_everyday_reason_nothing_hints() {
        let text = "I have made up my mind. I start my new job in Lyon. Who will feed my cat?";
        assert!(!hear(text, None).states(Need::Danger));
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
