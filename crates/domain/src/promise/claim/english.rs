//! "I'll call you", "we're going to look into it", "let's talk".

use super::super::word::Word;
use super::{Claim, is, plain};

/// An English verb and its form in *-ing*.
struct English {
    verb: &'static str,
    doing: &'static str,
    /// No promise without a date.
    vague: bool,
}

const fn clear(verb: &'static str, doing: &'static str) -> English {
    English { verb, doing, vague: false }
}

const fn unclear(verb: &'static str, doing: &'static str) -> English {
    English { verb, doing, vague: true }
}

/// The same in English.
const ENGLISH: &[English] = &[
    clear("call", "calling"),
    clear("ring", "ringing"),
    clear("phone", "phoning"),
    clear("write", "writing"),
    clear("email", "emailing"),
    clear("mail", "mailing"),
    clear("text", "texting"),
    clear("message", "messaging"),
    clear("send", "sending"),
    clear("get", "getting"),
    clear("come", "coming"),
    clear("reply", "replying"),
    clear("answer", "answering"),
    clear("let", "letting"),
    clear("check", "checking"),
    clear("look", "looking"),
    unclear("ask", "asking"),
    clear("talk", "talking"),
    clear("speak", "speaking"),
    unclear("see", "seeing"),
    unclear("meet", "meeting"),
    clear("contact", "contacting"),
    clear("follow", "following"),
    clear("prepare", "preparing"),
    clear("find", "finding"),
    clear("reach", "reaching"),
    unclear("keep", "keeping"),
    clear("share", "sharing"),
    clear("forward", "forwarding"),
    clear("confirm", "confirming"),
    unclear("give", "giving"),
    unclear("tell", "telling"),
    clear("arrange", "arranging"),
    clear("book", "booking"),
    clear("catch", "catching"),
    clear("touch", "touching"),
    unclear("try", "trying"),
    unclear("have", "having"),
    clear("sort", "sorting"),
    clear("schedule", "scheduling"),
    clear("update", "updating"),
    clear("chase", "chasing"),
    unclear("put", "putting"),
    unclear("make", "making"),
    unclear("set", "setting"),
    unclear("hold", "holding"),
    unclear("show", "showing"),
    clear("resend", "resending"),
    clear("pass", "passing"),
    clear("raise", "raising"),
    clear("organise", "organising"),
    clear("organize", "organizing"),
    clear("go", "going"),
    clear("unlock", "unlocking"),
    clear("post", "posting"),
    clear("fix", "fixing"),
    clear("sign", "signing"),
    clear("review", "reviewing"),
    unclear("help", "helping"),
];

/// Adverbs that an English verb may wait for.
const ADVERBS: &[&str] = &[
    "also",
    "then",
    "definitely",
    "certainly",
    "personally",
    "just",
    "gladly",
    "surely",
    "still",
    "probably",
    "of",
    "course",
    "quickly",
    "always",
    "be",
    "now",
];

/// "I'll call you", "we will send it", "I'm going to ask", "I promise to
/// check", "let's talk".
pub(super) fn claim(words: &[Word], start: usize) -> Option<Claim> {
    if plain(words, start) == "let" && plain(words, start + 1) == "s" {
        let meet = ["talk", "speak", "meet", "catch", "chat", "call", "touch", "have", "do"];
        let known = is(words, start + 2, &meet);
        return known.then_some(Claim { start, end: start + 3, needs_date: true });
    }
    // As one writes a note: "will ring back", "gonna text him".
    let short = start == 0 && is(words, start, &["will", "gonna"]);
    if !short && !is(words, start, &["i", "we", "ill", "im"]) {
        return None;
    }
    let mut at = if short { start } else { start + 1 };
    let skip = |at: &mut usize| {
        while is(words, *at, ADVERBS) {
            *at += 1;
        }
    };
    skip(&mut at);
    let coming = match plain(words, at) {
        "ll" | "will" | "shall" => {
            at += 1;
            true
        }
        "gonna" if short => {
            at += 1;
            true
        }
        _ if plain(words, start) == "ill" => true,
        "going" | "gonna" if plain(words, start) == "im" => {
            at += if plain(words, at) == "going" { 2 } else { 1 };
            true
        }
        "promise" if is(words, at + 1, &["to", "you"]) => {
            at += 2;
            at += usize::from(plain(words, at) == "to");
            true
        }
        "m" | "am" | "re" | "are" => {
            at += 1;
            skip(&mut at);
            match (plain(words, at), plain(words, at + 1)) {
                ("going", "to") => {
                    at += 2;
                    true
                }
                ("gonna", _) => {
                    at += 1;
                    true
                }
                _ => false,
            }
        }
        _ => return None,
    };
    let mut be = false;
    while is(words, at, ADVERBS) {
        be |= plain(words, at) == "be";
        at += 1;
    }
    let said = plain(words, at);
    if be && said == "in" && plain(words, at + 1) == "touch" {
        return Some(Claim { start, end: at + 2, needs_date: false });
    }
    let known = ENGLISH
        .iter()
        .find(|known| said == if coming && !be { known.verb } else { known.doing })?;
    let back = ["get", "come", "reach", "follow"].contains(&said)
        && is(words, at + 1, &["back", "out", "up", "in"]);
    let to_them = is(words, at + 1, &["you", "him", "her", "them"])
        || is(words, at + 2, &["you", "him", "her"]) && is(words, at + 1, &["to", "with", "back"]);
    let news = said == "keep" && plain(words, at + 2) == "posted";
    // What is taken to others for them is theirs, too.
    let for_them = ["raise", "arrange", "organise", "organize"].contains(&said);
    let needs_date = !coming || !(back || to_them || for_them) || known.vague && !news;
    Some(Claim { start, end: at + 1, needs_date })
}

/// As one writes a note: "calling him back Thursday", "chasing the company".
pub(super) fn doing(words: &[Word], start: usize) -> Option<Claim> {
    const ALONE: [&str; 14] = [
        "calling",
        "ringing",
        "phoning",
        "emailing",
        "sending",
        "resending",
        "forwarding",
        "chasing",
        "booking",
        "arranging",
        "preparing",
        "confirming",
        "scheduling",
        "sharing",
    ];
    let begins = start == 0 || words[start].opens_clause();
    let said = plain(words, start);
    let known = begins && ENGLISH.iter().any(|known| known.doing == said);
    let to_them = is(words, start + 1, THEM) || is(words, start + 2, THEM);
    let counts = known && (to_them || ALONE.contains(&said));
    counts.then_some(Claim { start, end: start + 1, needs_date: true })
}

/// "… and ring back", "… and calling that day": somebody who said "I" goes on.
pub(super) fn goes_on(words: &[Word], start: usize) -> Option<Claim> {
    if start == 0 || plain(words, start - 1) != "and" {
        return None;
    }
    let said = plain(words, start);
    let known = ENGLISH.iter().find(|known| known.verb == said || known.doing == said)?;
    let back = is(words, start + 1, &["back"]);
    let counts = !known.vague || back || is(words, start + 1, THEM);
    counts.then_some(Claim { start, end: start + 1, needs_date: true })
}

/// Those to whom something is promised.
const THEM: &[&str] = &["you", "him", "her", "them"];
