//! What is heard, sentence by sentence. It is Monday 23 November 2026, 10:00
//! in Paris.

use super::hear;
use crate::calendar::Calendar;

/// The promises of a text: "words → when".
fn heard_at(now: &str, text: &str) -> Vec<String> {
    let paris = Calendar::new("Europe/Paris").unwrap();
    let now = paris.at(now.parse().unwrap());
    let said = hear(text, now, &paris).into_iter().map(|heard| {
        let due = heard.due.map_or("?".to_owned(), |due| {
            assert!(due.at > now, "{text}");
            let local = paris.local(due.at);
            let sign = if due.hour { "@" } else { "" };
            format!("{sign}{}", local.strftime("%d/%m %H:%M"))
        });
        format!("{} → {due}", &text[heard.span])
    });
    said.collect()
}

fn heard(text: &str) -> Vec<String> {
    heard_at("2026-11-23T10:00", text)
}

/// Each of these texts is one promise for this instant.
pub(super) fn assert_due(table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .filter(|(text, due)| {
            let heard = heard(text);
            heard.len() != 1 || heard[0].rsplit(" → ").next() != Some(*due)
        })
        .map(|(text, due)| format!("{text}: expected {due}, heard {:?}", heard(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// None of these texts promises anything.
pub(super) fn assert_nothing(texts: &[&str]) {
    let wrong: Vec<String> = texts
        .iter()
        .map(|text| (text, heard(text)))
        .filter(|(_, heard)| !heard.is_empty())
        .map(|(text, heard)| format!("{text}: {heard:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn promises_in_french() {
    assert_due(&[
        ("je te rappelle jeudi", "26/11 18:00"),
        ("Je vous envoie ça demain matin.", "24/11 12:00"),
        ("on se reparle lundi à 14h", "@30/11 14:00"),
        ("Je t’appelle mercredi à 9 h 30 pour en parler", "@25/11 09:30"),
        ("je vous recontacterai d'ici la fin de la semaine", "27/11 18:00"),
        ("J'te rappelle ce soir !", "23/11 21:00"),
        ("Nous vous répondrons avant vendredi", "27/11 09:00"),
        ("Demain, je regarde avec Karim et je vous dis", "24/11 18:00"),
        ("je reviens vers toi la semaine prochaine", "04/12 18:00"),
        ("Je vais vous envoyer l'attestation le 3 décembre", "03/12 18:00"),
        ("je te promets de te rappeler après-demain", "25/11 18:00"),
        ("Je vous rappelle le 12/12", "12/12 18:00"),
        ("je lui envoie le lien dans deux semaines", "07/12 18:00"),
        ("je m'en occupe cet après-midi", "23/11 18:00"),
        ("je te rappelle jeudi en huit", "03/12 18:00"),
        ("On fait le point mardi 1er décembre à 10h", "@01/12 10:00"),
        ("Je te rappelle dans une heure", "@23/11 11:00"),
        ("je te réponds sous 48h", "@25/11 10:00"),
        ("Je vous recontacte d’ici fin novembre", "30/11 18:00"),
        ("je te rappelle plus tard dans la semaine", "27/11 18:00"),
        ("Tu as dit oui, donc je t'appelle jeudi à midi", "@26/11 12:00"),
        ("je te rappelle le lundi 30", "30/11 18:00"),
        ("je vous transmets tout en début de semaine prochaine", "01/12 18:00"),
        ("Vous aurez ma réponse mercredi", "25/11 18:00"),
        ("je t'appelle à 15h", "@23/11 15:00"),
        ("je t'appelle à 9h", "@24/11 09:00"),
        ("Je vous rappelle jeudi, ça vous va ?", "26/11 18:00"),
        ("c'est promis : je te rappelle vendredi soir", "27/11 21:00"),
        ("à rappeler jeudi", "26/11 18:00"),
        ("Lui envoyer l'attestation demain", "24/11 18:00"),
    ]);
}

#[test]
fn promises_in_english() {
    assert_due(&[
        ("I'll call you on Thursday", "26/11 18:00"),
        ("I'll get back to you by Friday", "27/11 18:00"),
        ("I will send it tomorrow morning.", "24/11 12:00"),
        ("We'll talk on Monday at 2pm", "@30/11 14:00"),
        ("I’m going to check with Karim and I will let you know in two weeks", "07/12 18:00"),
        ("Let's speak on Wednesday at 2:30 pm", "@25/11 14:30"),
        ("I'll be in touch before the end of the month", "30/11 18:00"),
        ("I am calling you back tomorrow", "24/11 18:00"),
        ("I promise to look into it this afternoon", "23/11 18:00"),
        ("I'll definitely write to you next week", "04/12 18:00"),
        ("I'll ring you next Thursday", "03/12 18:00"),
        ("You'll hear from me on December 3rd", "03/12 18:00"),
        ("I shall reply within three working days", "26/11 18:00"),
        ("Call her back Friday afternoon", "27/11 18:00"),
        ("I'll send you the certificate on the 3rd of December", "03/12 18:00"),
        ("I'll call you at 4", "@23/11 16:00"),
        ("I'll email you the day after tomorrow", "25/11 18:00"),
        ("I'll phone you on 2026-12-03", "03/12 18:00"),
        ("I promise that I'll call you tonight", "23/11 21:00"),
    ]);
}

#[test]
fn a_promise_without_a_date_is_one_if_it_is_made_to_somebody() {
    let said =
        ["je te rappelle", "I'll get back to you", "je vous tiens au courant", "I'll let you know"];
    for text in said {
        assert_eq!(heard(text), [format!("{text} → ?")]);
    }
    assert_nothing(&["je fais le point", "I'll have a look", "je vois", "on se voit"]);
}

#[test]
fn what_is_denied_asked_told_or_offered_is_no_promise() {
    assert_nothing(&[
        "je ne te rappelle pas",
        "je ne te rappelle pas jeudi",
        "J'te rappelle pas demain",
        "je te rappelle plus jamais",
        "peux-tu me rappeler jeudi ?",
        "Pouvez-vous me rappeler demain matin ?",
        "Tu me rappelles jeudi",
        "Je te rappelle jeudi ?",
        "tu as dit que je te rappelle jeudi",
        "tu veux que je te rappelle jeudi",
        "Si je te rappelle jeudi, on verra",
        "Si tu veux, je te rappelle jeudi",
        "je peux te rappeler jeudi",
        "j'ai rappelé jeudi",
        "Je t'ai rappelé lundi à 14h",
        "je vous rappelle que la soutenance est jeudi",
        "Je te rappelle la date : jeudi 26",
        "elle a écrit « je vous rappelle jeudi »",
        "il nous rappelle jeudi",
        "you said I'd call",
        "You said I'll call you Thursday",
        "I won't call you on Thursday",
        "I will not send it tomorrow",
        "I'll never call you on Thursday",
        "Can I call you on Thursday?",
        "will you call me on Friday?",
        "I can call you on Thursday if you want",
        "I called you on Thursday",
        "if I call you on Thursday",
        "She told me \"I'll call you Monday\"",
        "See the rooms on Thursday",
        "Rappelle-moi jeudi",
        "",
        "🙂",
        "12/12",
    ]);
}

#[test]
fn a_day_that_is_over_is_not_promised() {
    assert_nothing(&[
        "je t'appelle depuis lundi",
        "j'en parle à Karim jeudi dernier",
        "I'll check what you sent last Friday",
    ]);
    assert_eq!(
        heard("je t'envoie le compte rendu du 12/10"),
        ["je t'envoie le compte rendu du 12/10 → ?"]
    );
    assert_eq!(
        heard("je te rappelle le 3 décembre 2020"),
        ["je te rappelle le 3 décembre 2020 → ?"]
    );
}

#[test]
fn each_promise_of_a_text_has_its_own_date() {
    let text = "Merci ! Je t'envoie le lien demain et je te rappelle jeudi à 14h. Bon courage.";
    assert_eq!(
        heard(text),
        ["Je t'envoie le lien demain → 24/11 18:00", "je te rappelle jeudi à 14h → @26/11 14:00"]
    );
    let text = "Quand j'aurai la réponse, je te la transmets. On se reparle vendredi.";
    assert_eq!(heard(text), ["je te la transmets → ?", "On se reparle vendredi → 27/11 18:00"]);
}

#[test]
fn the_words_begin_with_the_date_if_it_stands_before() {
    assert_eq!(heard("Bon, jeudi je te rappelle"), ["jeudi je te rappelle → 26/11 18:00"]);
    assert_eq!(heard("Alors je te rappelle jeudi"), ["je te rappelle jeudi → 26/11 18:00"]);
}

#[test]
fn a_date_in_a_condition_is_for_something_else() {
    let text = "je te rappelle si tu n'as rien reçu vendredi";
    assert_eq!(heard(text), ["je te rappelle → ?"]);
}

#[test]
fn the_weekend_and_the_evening_move_what_is_promised() {
    let friday = "2026-11-27T19:00";
    assert_eq!(
        heard_at(friday, "je te rappelle cette semaine"),
        ["je te rappelle cette semaine → 04/12 18:00"]
    );
    assert_eq!(
        heard_at(friday, "je te rappelle aujourd'hui"),
        ["je te rappelle aujourd'hui → 27/11 23:59"]
    );
    assert_eq!(
        heard_at(friday, "je te rappelle vendredi"),
        ["je te rappelle vendredi → 04/12 18:00"]
    );
    assert_eq!(
        heard_at("2026-12-30T10:00", "je te rappelle le 3"),
        ["je te rappelle le 3 → 03/01 18:00"]
    );
}
