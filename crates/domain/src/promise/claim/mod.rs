//! Who says that they will do what: the subject and the verb of a promise.

mod english;
mod french;
mod short;

use std::ops::Range;

use super::word::{Sentence, Word};

/// A subject and a verb that may promise something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    /// The word with which it begins.
    pub(super) start: usize,
    /// The word after its verb.
    pub(super) end: usize,
    /// Too vague to be a promise without a date.
    pub(super) needs_date: bool,
}

/// So many words before a promise are looked at.
const FAR: usize = 12;
/// Words by which what follows is another's, or only thought of.
const TOLD: &[&str] = &[
    "si",
    "quand",
    "lorsque",
    "dit",
    "dis",
    "disait",
    "disais",
    "dites",
    "ecrit",
    "demande",
    "demandes",
    "demandait",
    "veux",
    "veut",
    "voulez",
    "voulais",
    "voudrais",
    "souhaites",
    "souhaitez",
    "prefere",
    "preferes",
    "preferez",
    "aimerais",
    "faut",
    "pensais",
    "croyais",
    "if",
    "when",
    "whether",
    "unless",
    "until",
    "said",
    "say",
    "says",
    "told",
    "asked",
    "wrote",
    "thought",
    "hoped",
    "hope",
    "want",
    "wanted",
    "till",
    "who",
    "why",
    "how",
];
/// Words of what comes first, up to "et je".
const WAITING: &[&str] = &["attend", "attends", "pense", "think", "wait", "waiting"];
/// Words by which the very next one is only a time.
const FIRST: &[&str] = &["avant", "once", "before", "after"];
/// Words after which it is a promise all the same.
const PROMISED: &[&str] = &[
    "promets",
    "promis",
    "promesse",
    "assure",
    "confirme",
    "confirmee",
    "promise",
    "promised",
    "confirm",
    "assured",
    "sure",
];
fn plain(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |word| word.plain.as_str())
}

fn is(words: &[Word], at: usize, among: &[&str]) -> bool {
    words.get(at).is_some_and(|word| among.contains(&word.plain.as_str()))
}

/// Everything in a sentence that may promise something, in order.
pub(super) fn all(sentence: &Sentence) -> Vec<Claim> {
    let words = sentence.words.as_slice();
    let tag = sentence.asks.then(|| tag(words)).flatten();
    // What is asked promises nothing, but for "…, ça te va ?".
    let end = if sentence.asks { tag.unwrap_or(0) } else { words.len() };
    if if_they_like(words) {
        return Vec::new();
    }
    let words = &words[..end];
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let goes_on = !found.is_empty();
        match one(words, at, goes_on) {
            Some(claim) => {
                at = claim.end.max(at + 1);
                found.push(claim);
            }
            None => at += 1,
        }
    }
    found
}

/// Where a condition begins within these words, or their end: a date after it
/// is for something else.
pub(super) fn condition(words: &[Word], within: Range<usize>) -> usize {
    let ends = |&at: &usize| is(words, at, &["si", "if", "unless", "sauf", "quand", "when"]);
    let end = within.end;
    within.into_iter().find(ends).unwrap_or(end)
}

/// Where "…, ça te va" or "…, is that ok" begins at the end of a question.
fn tag(words: &[Word]) -> Option<usize> {
    const TAGS: [&str; 14] = [
        "ca te va",
        "ca vous va",
        "d accord",
        "ok",
        "okay",
        "ca marche",
        "ca te convient",
        "ca vous convient",
        "is that ok",
        "is that okay",
        "does that work",
        "all right",
        "alright",
        "if that works",
    ];
    let start = words.iter().rposition(Word::opens_clause)?;
    let said: Vec<&str> = words[start..].iter().map(|word| word.plain.as_str()).collect();
    let said = said.join(" ");
    TAGS.iter().any(|tag| said.starts_with(tag)).then_some(start)
}

/// "Si tu veux", "if you like": an offer.
fn if_they_like(words: &[Word]) -> bool {
    const LIKE: [&str; 10] = [
        "veux",
        "voulez",
        "preferes",
        "preferez",
        "souhaites",
        "souhaitez",
        "want",
        "like",
        "prefer",
        "d",
    ];
    (0..words.len()).any(|at| {
        is(words, at, &["si", "if"])
            && is(words, at + 1, &["tu", "vous", "you"])
            && is(words, at + 2, &LIKE)
    })
}

/// The claim that begins here. `goes_on`: somebody has said "je" or "I" before.
fn one(words: &[Word], start: usize, goes_on: bool) -> Option<Claim> {
    if words[start].quoted {
        return None;
    }
    let claim = french::claim(words, start)
        .or_else(|| english::claim(words, start))
        .or_else(|| short::they_will_have(words, start))
        .or_else(|| short::given_word(words, start))
        .or_else(|| short::note(words, start))
        .or_else(|| english::doing(words, start))
        .or_else(|| {
            let on = || french::goes_on(words, start).or_else(|| english::goes_on(words, start));
            goes_on.then(on).flatten()
        })?;
    (!is_denied(words, claim.end) && !is_told(words, start)).then_some(claim)
}

/// Do the words before, in the same clause, make it another's words, a
/// condition or a wish?
fn is_told(words: &[Word], start: usize) -> bool {
    let start = before_opinion(words, start);
    let far = start.saturating_sub(FAR);
    let clause = (far..=start).rev().find(|&at| words[at].opens_clause()).unwrap_or(far);
    let before = &words[after_whether(words, clause, start)..start];
    let said = |among: &[&str]| before.iter().any(|word| among.contains(&word.plain.as_str()));
    if said(PROMISED) {
        return false;
    }
    let joined = start > 0 && is(words, start - 1, &["et", "and", "puis", "then"]);
    said(TOLD)
        || !joined && said(WAITING)
        || start > 0 && is(words, start - 1, FIRST)
        || start > 0 && is(words, start - 1, &["que", "qu", "that", "pourquoi", "comment"])
}

/// "I think I'll call her": what one thinks oneself is not another's.
fn before_opinion(words: &[Word], start: usize) -> usize {
    const OPINIONS: [&str; 9] = [
        "i think",
        "i think that",
        "i guess",
        "i believe",
        "i expect",
        "je pense que",
        "je pense qu",
        "je crois que",
        "je crois qu",
    ];
    let ends = |said: &str| {
        let length = said.split(' ').count();
        let from = start.checked_sub(length)?;
        let same = said.split(' ').enumerate().all(|(n, word)| plain(words, from + n) == word);
        same.then_some(from)
    };
    OPINIONS.iter().filter_map(|said| ends(said)).min().unwrap_or(start)
}

/// "Je demande à Agnès si elle peut et je te dis": what is asked of somebody
/// else ends where "et je" begins.
fn after_whether(words: &[Word], clause: usize, start: usize) -> usize {
    const ASKING: &[&str] = &[
        "demande", "vois", "regarde", "verifie", "ask", "asking", "see", "check", "checking",
        "find",
    ];
    let joined = start > 0 && is(words, start - 1, &["et", "and", "puis", "then"]);
    let asks = (clause..start).any(|at| {
        is(words, at, &["si", "if", "whether"])
            && (clause..at).any(|earlier| is(words, earlier, ASKING))
    });
    if joined && asks { start } else { clause }
}

/// "… pas", "… jamais"; but "plus tard" is later. "… depuis" goes on already.
fn is_denied(words: &[Word], end: usize) -> bool {
    let no_longer = plain(words, end) == "plus" && !is(words, end + 1, &["tard", "tot", "vite"]);
    // What one always does is not promised.
    let habit = plain(words, end) == "d" && plain(words, end + 1) == "habitude"
        || is(words, end, &["toujours", "souvent", "usually"]);
    no_longer
        || habit
        || is(words, end, &["pas", "jamais", "guere", "rien", "not", "never", "depuis", "since"])
}
