//! What is promised without its usual subject: "vous aurez ma réponse", and
//! what a note leaves out.

use super::super::word::Word;
use super::french::{FRENCH, TO_THEM};
use super::{Claim, is, plain};

/// "Vous aurez ma réponse", "you'll hear from me".
pub(super) fn they_will_have(words: &[Word], start: usize) -> Option<Claim> {
    const MINE: [&str; 20] = [
        "reponse",
        "retour",
        "nouvelles",
        "document",
        "attestation",
        "lien",
        "mail",
        "message",
        "appel",
        "me",
        "answer",
        "link",
        "it",
        "mine",
        "certificate",
        "reply",
        "call",
        "news",
        "tout",
        "ca",
    ];
    let at = match (plain(words, start), plain(words, start + 1), plain(words, start + 2)) {
        ("tu", "auras" | "recevras", _) | ("vous", "aurez" | "recevrez", _) => start + 2,
        ("you", "ll" | "will", "have" | "hear" | "get" | "receive") => start + 3,
        _ => return None,
    };
    let mine = (at..at + 3).any(|place| is(words, place, &MINE));
    mine.then_some(Claim { start, end: at, needs_date: true })
}

/// As one writes a note: "rappeler jeudi", "lui envoyer le lien demain",
/// "call her back Thursday", "talk to you Monday".
pub(super) fn note(words: &[Word], start: usize) -> Option<Claim> {
    if start > 0 && !words[start].opens_clause() && !is(words, start - 1, &["et", "and", "a"]) {
        return None;
    }
    let mut at = start;
    at += usize::from(plain(words, at) == "a" && start == 0);
    at += usize::from(is(words, at, &["will"]));
    while is(words, at, TO_THEM) && at < start + 3 {
        at += 1;
    }
    let said = plain(words, at);
    let french = FRENCH.iter().any(|verb| verb.infinitive == said);
    let english = ["call", "ring", "phone", "write", "text", "talk", "speak", "send", "email"]
        .contains(&said)
        && (at + 1..at + 3).any(|place| is(words, place, &["you", "her", "him", "them"]));
    (french || english).then_some(Claim { start, end: at + 1, needs_date: true })
}
