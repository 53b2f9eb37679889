//! Who says that they will do what: the subject and the verb of a promise.

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

/// A French verb: what it is after *vais*, and after *je*, *on*, *nous*.
struct French {
    infinitive: &'static str,
    forms: &'static str,
    /// "Je te dis", "je vous fais confiance": no promise without a date.
    vague: bool,
}

const fn french(infinitive: &'static str, forms: &'static str) -> French {
    French { infinitive, forms, vague: false }
}

const fn vague(infinitive: &'static str, forms: &'static str) -> French {
    French { infinitive, forms, vague: true }
}

/// What an advisor does for somebody. Without accents.
const FRENCH: &[French] = &[
    french(
        "rappeler",
        "rappelle rappel rapelle rappele rappellerai rappelerai rappellera rappelons rappellerons",
    ),
    french("appeler", "appelle appel appellerai appelerai appellera appelons appellerons"),
    french("telephoner", "telephone telephonerai telephonera telephonons telephonerons"),
    french("contacter", "contacte contacterai contactera contactons contacterons"),
    french("recontacter", "recontacte recontacterai recontactera recontactons recontacterons"),
    french("joindre", "joins joindrai joint joindra joignons joindrons"),
    french("repondre", "reponds repond repondrai repondra repondons repondrons"),
    french("ecrire", "ecris ecrirai ecrit ecrira ecrivons ecrirons"),
    french("envoyer", "envoie envois enverrai enverra envoyons enverrons"),
    french("renvoyer", "renvoie renverrai renverra renvoyons renverrons"),
    french("transmettre", "transmets transmettrai transmet transmettra transmettons transmettrons"),
    french("transferer", "transfere transfererai transferera transferons transfererons"),
    french("revenir", "reviens reviendrai revient reviendra revenons reviendrons"),
    vague("tenir", "tiens tiendrai tient tiendra tenons tiendrons"),
    vague("dire", "dis dirai dit dira disons dirons"),
    vague("redire", "redis redirai redit redira redisons redirons"),
    vague("confirmer", "confirme confirmerai confirmera confirmons confirmerons"),
    vague("faire", "fais ferai fait fera faisons ferons refais refait refera referai"),
    vague("donner", "donne donnerai donnera donnons donnerons"),
    french("preparer", "prepare preparerai preparera preparons preparerons"),
    french("relancer", "relance relancerai relancera relancons relancerons"),
    french("verifier", "verifie verifierai verifiera verifions verifierons"),
    vague("regarder", "regarde regarderai regardera regardons regarderons"),
    vague("demander", "demande demanderai demandera demandons demanderons"),
    vague("voir", "vois verrai voit verra voyons verrons"),
    vague("revoir", "revois reverrai revoit reverra revoyons reverrons"),
    vague("parler", "parle parlerai parlera parlons parlerons"),
    french("reparler", "reparle reparlerai reparlera reparlons reparlerons"),
    vague("retrouver", "retrouve retrouverai retrouvera retrouvons retrouverons"),
    french("reprendre", "reprends reprendrai reprend reprendra reprenons reprendrons"),
    french("occuper", "occupe occuperai occupera occupons occuperons"),
    vague("chercher", "cherche chercherai cherchera cherchons chercherons"),
    vague("trouver", "trouve trouverai trouvera trouvons trouverons"),
    french("organiser", "organise organiserai organisera organisons organiserons"),
    french("programmer", "programme programmerai programmera programmons programmerons"),
    french("reserver", "reserve reserverai reservera reservons reserverons"),
    vague("passer", "passe passerai passera passons passerons"),
    french("finir", "finis finirai finit finira finissons finirons"),
    french("partager", "partage partagerai partagera partageons partagerons"),
    french("inscrire", "inscris inscrirai inscrit inscrira inscrivons inscrirons"),
    french("informer", "informe informerai informera informons informerons"),
];

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
];

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
    "pense",
    "pensais",
    "croyais",
    "attend",
    "attends",
    "avant",
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
    "think",
    "once",
    "till",
    "before",
    "after",
    "who",
    "why",
    "how",
];
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
/// Little words between a French subject and its verb.
const PRONOUNS: &[&str] = &[
    "te", "t", "vous", "le", "la", "l", "les", "lui", "leur", "y", "en", "se", "s", "me", "m",
    "nous",
];
/// Those that name the one to whom it is promised, or about whom a note is.
const TO_THEM: &[&str] = &["te", "t", "vous", "le", "la", "l", "lui"];
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
        match one(words, at) {
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

fn one(words: &[Word], start: usize) -> Option<Claim> {
    if words[start].quoted {
        return None;
    }
    let claim = in_french(words, start)
        .or_else(|| in_english(words, start))
        .or_else(|| they_will_have(words, start))
        .or_else(|| in_short(words, start))?;
    (!is_denied(words, claim.end) && !is_told(words, start)).then_some(claim)
}

/// Do the words before, in the same clause, make it another's words, a
/// condition or a wish?
fn is_told(words: &[Word], start: usize) -> bool {
    let far = start.saturating_sub(FAR);
    let clause = (far..=start).rev().find(|&at| words[at].opens_clause()).unwrap_or(far);
    let before = &words[clause..start];
    let said = |among: &[&str]| before.iter().any(|word| among.contains(&word.plain.as_str()));
    if said(PROMISED) {
        return false;
    }
    said(TOLD) || start > 0 && is(words, start - 1, &["que", "qu", "that", "pourquoi", "comment"])
}

/// "… pas", "… jamais"; but "plus tard" is later. "… depuis" goes on already.
fn is_denied(words: &[Word], end: usize) -> bool {
    let no_longer = plain(words, end) == "plus" && !is(words, end + 1, &["tard", "tot", "vite"]);
    no_longer
        || is(words, end, &["pas", "jamais", "guere", "rien", "not", "never", "depuis", "since"])
}

/// "je te rappelle", "on se reparle", "nous vous répondrons", "je vais
/// t'envoyer", "je te promets de regarder".
fn in_french(words: &[Word], start: usize) -> Option<Claim> {
    let subject = match plain(words, start) {
        "je" | "j" | "jte" | "jvous" => "je",
        "on" => "on",
        "nous" => "nous",
        _ => return None,
    };
    let mut at = start + 1;
    let mut to_them = is(words, start, &["jte", "jvous"]);
    let mut pronouns = |at: &mut usize| {
        let first = *at;
        while *at < first + 4 && is(words, *at, PRONOUNS) {
            to_them |= is(words, *at, TO_THEM);
            *at += 1;
        }
    };
    pronouns(&mut at);
    if is(words, at, &["vais", "va", "allons", "promets", "engage", "compte"]) {
        at += 1;
        // "je vous le promets, …" has no verb of its own.
        at += usize::from(is(words, at, &["de", "d", "a"]));
        pronouns(&mut at);
        let known = FRENCH.iter().any(|verb| plain(words, at) == verb.infinitive);
        return known.then_some(Claim { start, end: at + 1, needs_date: !to_them });
    }
    let form = plain(words, at);
    let plural = form.ends_with("ons") && form != "repons";
    if plural != (subject == "nous") {
        return None;
    }
    let verb = FRENCH.iter().find(|verb| verb.forms.split(' ').any(|known| known == form))?;
    if verb.infinitive == "rappeler" && reminds(words, at + 1) {
        return None;
    }
    let towards = verb.infinitive == "revenir" && plain(words, at + 1) == "vers";
    let news = verb.infinitive == "tenir" && plain(words, at + 2) == "courant";
    let needs_date = !(to_them || towards) || verb.vague && !news;
    Some(Claim { start, end: at + 1, needs_date })
}

/// "Je vous rappelle que", "… la date": that is reminding.
fn reminds(words: &[Word], at: usize) -> bool {
    const WHAT: [&str; 16] = [
        "que", "qu", "la", "le", "les", "l", "votre", "vos", "ton", "ta", "tes", "notre", "nos",
        "combien", "comment", "pourquoi",
    ];
    let dated = matches!(plain(words, at), "le" | "la")
        && words.get(at + 1).is_some_and(|next| {
            next.digits().is_some()
                || next.plain == "semaine"
                || super::date::is_weekday(&next.plain)
        });
    is(words, at, &WHAT) && !dated
}

/// "I'll call you", "we will send it", "I'm going to ask", "I promise to
/// check", "let's talk".
fn in_english(words: &[Word], start: usize) -> Option<Claim> {
    if plain(words, start) == "let" && plain(words, start + 1) == "s" {
        let meet = ["talk", "speak", "meet", "catch", "chat", "call", "touch", "have", "do"];
        let known = is(words, start + 2, &meet);
        return known.then_some(Claim { start, end: start + 3, needs_date: true });
    }
    if !is(words, start, &["i", "we", "ill"]) {
        return None;
    }
    let mut at = start + 1;
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
        _ if plain(words, start) == "ill" => true,
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
    let needs_date = !coming || !(back || to_them) || known.vague && !news;
    Some(Claim { start, end: at + 1, needs_date })
}

/// "Vous aurez ma réponse", "you'll hear from me".
fn they_will_have(words: &[Word], start: usize) -> Option<Claim> {
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
fn in_short(words: &[Word], start: usize) -> Option<Claim> {
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
