//! "Je te rappelle", "on se reparle", "je vais vous l'envoyer".

use super::super::date::is_weekday;
use super::super::word::Word;
use super::{Claim, is, plain};

/// A French verb: what it is after *vais*, and after *je*, *on*, *nous*.
pub(super) struct French {
    pub(super) infinitive: &'static str,
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
pub(super) const FRENCH: &[French] = &[
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
    french("caler", "cale calerai calera calons calerons"),
    french("relire", "relis relirai relit relira relisons relirons"),
    french("corriger", "corrige corrigerai corrigera corrigeons corrigerons"),
    french("debloquer", "debloque debloquerai debloquera debloquons debloquerons"),
    french("valider", "valide validerai validera validons validerons"),
    french("deposer", "depose deposerai deposera deposons deposerons"),
    french("presenter", "presente presenterai presentera presentons presenterons"),
    french("proposer", "propose proposerai proposera proposons proposerons"),
    french("regler", "regle reglerai reglera reglons reglerons"),
    french("remplir", "remplis remplirai remplit remplira remplissons remplirons"),
    french("signer", "signe signerai signera signons signerons"),
    french("repasser", "repasse repasserai repassera repassons repasserons"),
    french("renseigner", "renseigne renseignerai renseignera renseignons renseignerons"),
    vague("garder", "garde garderai gardera gardons garderons"),
    vague("montrer", "montre montrerai montrera montrons montrerons"),
    vague("expliquer", "explique expliquerai expliquera expliquons expliquerons"),
    vague("mettre", "mets mettrai met mettra mettons mettrons"),
    vague("aider", "aide aiderai aidera aidons aiderons"),
];

/// Little words between a French subject and its verb.
const PRONOUNS: &[&str] = &[
    "te", "t", "vous", "le", "la", "l", "les", "lui", "leur", "y", "en", "se", "s", "me", "m",
    "nous",
];
/// Those that name the one to whom it is promised, or about whom a note is.
pub(super) const TO_THEM: &[&str] = &["te", "t", "vous", "le", "la", "l", "lui"];
/// "je te rappelle", "on se reparle", "nous vous répondrons", "je vais
/// t'envoyer", "je te promets de regarder".
pub(super) fn claim(words: &[Word], start: usize) -> Option<Claim> {
    let subject = match plain(words, start) {
        "je" | "j" | "jte" | "jvous" | "jlui" | "jle" | "jla" | "jleur" => "je",
        "on" => "on",
        "nous" => "nous",
        _ => return None,
    };
    let mut at = start + 1;
    let mut to_them = is(words, start, &["jte", "jvous", "jlui", "jle", "jla", "jleur"]);
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
        // "Je vais en parler à l'équipe" is for them, too.
        let for_them = plain(words, at) == "parler" && plain(words, at - 1) == "en";
        return known.then_some(Claim { start, end: at + 1, needs_date: !(to_them || for_them) });
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

/// "… et le rappelle jeudi": somebody who said "je" goes on.
pub(super) fn goes_on(words: &[Word], start: usize) -> Option<Claim> {
    if start == 0 || plain(words, start - 1) != "et" || !is(words, start, TO_THEM) {
        return None;
    }
    let form = plain(words, start + 1);
    let known = FRENCH.iter().any(|verb| verb.forms.split(' ').any(|known| known == form));
    known.then_some(Claim { start, end: start + 2, needs_date: true })
}

/// "Je vous rappelle que", "… la date": that is reminding.
fn reminds(words: &[Word], at: usize) -> bool {
    const TIMES: [&str; 10] =
        ["soir", "matin", "midi", "apres", "aprem", "semaine", "week", "weekend", "mois", "jour"];
    const WHAT: [&str; 22] = [
        "que", "qu", "la", "le", "les", "l", "votre", "vos", "ton", "ta", "tes", "notre", "nos",
        "mon", "ma", "mes", "ce", "cet", "cette", "combien", "comment", "pourquoi",
    ];
    let dated = matches!(plain(words, at), "le" | "la")
        && words.get(at + 1).is_some_and(|next| {
            next.digits().is_some() || next.plain == "semaine" || is_weekday(&next.plain)
        });
    let shown = is(words, at, &["ce", "cet", "cette"])
        && words
            .get(at + 1)
            .is_some_and(|next| is_weekday(&next.plain) || TIMES.contains(&next.plain.as_str()));
    is(words, at, &WHAT) && !dated && !shown
}
