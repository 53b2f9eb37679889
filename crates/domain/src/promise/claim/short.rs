//! What is promised without its usual subject: "vous aurez ma réponse", and
//! what a note leaves out.

use super::super::word::Word;
use super::french::{FRENCH, TO_THEM};
use super::{Claim, is, plain};

/// "Vous aurez ma réponse", "tu recevras un mail de ma part", "you'll hear
/// from me", "you'll have your certificate".
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
    /// What they have on a day without anybody's giving it.
    const PLANNED: [&str; 12] = [
        "soutenance",
        "session",
        "entretien",
        "examen",
        "cours",
        "rdv",
        "rendez",
        "defence",
        "interview",
        "exam",
        "meeting",
        "course",
    ];
    let at = match (plain(words, start), plain(words, start + 1), plain(words, start + 2)) {
        ("tu", "auras" | "recevras", _) | ("vous" | "vs", "aurez" | "recevrez", _) => start + 2,
        ("you", "ll" | "will", "have" | "hear" | "get" | "receive") => start + 3,
        _ => return None,
    };
    let near = || at..at + 3;
    let mine = near().any(|place| is(words, place, &MINE));
    let theirs = is(words, at, &["ta", "ton", "tes", "votre", "vos", "your"])
        && !near().any(|place| is(words, place, &PLANNED));
    let from_me = (at..at + 6).any(|place| {
        let [one, two, three] = [0, 1, 2].map(|next| plain(words, place + next));
        (one, two, three) == ("de", "ma", "part") || (one, two) == ("from", "me")
    });
    let needs_date = !(from_me && plain(words, start + 2) != "hear");
    (mine || theirs || from_me).then_some(Claim { start, end: at, needs_date })
}

/// "Compte sur moi", "you have my word": a promise in itself.
pub(super) fn given_word(words: &[Word], start: usize) -> Option<Claim> {
    const SAID: [&str; 9] = [
        "compte sur moi",
        "comptez sur moi",
        "compter sur moi",
        "je m y engage",
        "count on me",
        "rely on me",
        "you have my word",
        "leave it with me",
        "leave that with me",
    ];
    let said = |phrase: &&&str| {
        phrase.split(' ').enumerate().all(|(place, word)| plain(words, start + place) == word)
    };
    let found = SAID.iter().find(said)?;
    let end = start + found.split(' ').count();
    Some(Claim { start, end, needs_date: false })
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
    let english =
        ["call", "ring", "phone", "write", "text", "talk", "speak", "send", "email", "show"]
            .contains(&said)
            && (at + 1..at + 3).any(|place| is(words, place, &["you", "her", "him", "them"]))
            || ["call", "ring", "phone"].contains(&said) && plain(words, at + 1) == "back"
            || ["resend", "chase"].contains(&said);
    (french || english).then_some(Claim { start, end: at + 1, needs_date: true })
}
