//! Everyday sentences, as they are typed. It is Monday 23 November 2026, 10:00
//! in Paris.

use super::tests::{assert_due, assert_nothing};

#[test]
fn the_day_that_is_named_counts() {
    assert_due(&[
        ("je te rappelle dans la journée de jeudi", "26/11 18:00"),
        ("je te rappelle dans la matinée de demain", "24/11 12:00"),
        ("je te rappelle dans la soirée de mardi", "24/11 21:00"),
        ("je te rappelle dans la journée", "23/11 18:00"),
        ("I'll send it by end of day Friday", "27/11 18:00"),
        ("I'll send it by the end of the day tomorrow", "24/11 18:00"),
        ("I'll call Sam tomorrow", "24/11 18:00"),
        ("je rappelle Sam demain", "24/11 18:00"),
        ("je te rappelle sam. 28 à 10h", "@28/11 10:00"),
        ("je t'envoie le jeu demain", "24/11 18:00"),
        ("je te rappelle jeu.", "26/11 18:00"),
    ]);
}

#[test]
fn hours_are_those_at_which_it_must_be_kept() {
    assert_due(&[
        ("je te rappelle jeudi après 17h", "26/11 18:00"),
        ("je te rappelle jeudi à partir de 18h", "26/11 21:00"),
        ("I'll call you after 5pm on Thursday", "26/11 18:00"),
        ("je te rappelle jeudi entre 14h et 16h", "@26/11 16:00"),
        ("I'll call you Thursday between 2pm and 4pm", "@26/11 16:00"),
        ("I'll call you at 9 tomorrow", "@24/11 09:00"),
        ("I'll call you tomorrow at 9", "@24/11 09:00"),
        ("je te rappelle demain en fin de matinée", "24/11 12:00"),
        ("je te rappelle dans 1h30", "@23/11 11:30"),
        ("je te rappelle dans une heure et demie", "@23/11 11:30"),
        ("je te rappelle dans une demi-heure", "@23/11 10:30"),
        ("je te rappelle d'ici une petite heure", "@23/11 11:00"),
        ("je te rappelle dans 3/4 d'heure", "@23/11 10:45"),
        ("I'll call you in half an hour", "@23/11 10:30"),
        ("I'll call you in an hour and a half", "@23/11 11:30"),
    ]);
}

#[test]
fn of_what_is_offered_the_last_counts() {
    assert_due(&[
        ("je te rappelle aujourd'hui ou demain", "24/11 18:00"),
        ("je te rappelle jeudi ou mercredi", "26/11 18:00"),
        ("je te rappelle ce soir ou demain matin", "24/11 12:00"),
        ("je te rappelle demain à 14h ou jeudi à 10h", "@26/11 10:00"),
        ("je te rappelle mardi, mercredi ou jeudi", "26/11 18:00"),
        ("je te rappelle cette semaine ou la semaine prochaine", "04/12 18:00"),
        ("je te rappelle entre mardi et jeudi", "26/11 18:00"),
        ("I'll call you today or tomorrow", "24/11 18:00"),
        ("I'll call you on Thursday or on Friday", "27/11 18:00"),
        ("I'll call you Thursday or next week", "04/12 18:00"),
        ("I'll call you between Tuesday and Thursday", "26/11 18:00"),
        ("je te rappelle demain ou bien tu m'écris jeudi", "24/11 18:00"),
        ("je te rappelle demain et jeudi on se voit", "24/11 18:00"),
    ]);
}

#[test]
fn a_span_of_hours_is_kept_until_its_end() {
    assert_due(&[
        ("je te rappelle jeudi de 14h à 16h", "@26/11 16:00"),
        ("je te rappelle jeudi entre 14 et 16h", "@26/11 16:00"),
        ("je te rappelle jeudi entre 14 et 16", "@26/11 16:00"),
        ("je te rappelle jeudi 14h-16h", "@26/11 16:00"),
        ("je te rappelle jeudi de 9h à midi", "@26/11 12:00"),
        ("je te rappelle jeudi entre 14h30 et 15h15", "@26/11 15:15"),
        ("je te rappelle de 14h à 16h", "@23/11 16:00"),
        ("je te rappelle jeudi à 14h ou à 15h", "@26/11 15:00"),
        ("je te rappelle entre 14h et 16h demain", "@24/11 16:00"),
        ("I'll call you Thursday between 2 and 4pm", "@26/11 16:00"),
        ("I'll call you Thursday from 2pm to 4pm", "@26/11 16:00"),
        ("I'll call you between 2 and 4pm", "@23/11 16:00"),
        ("I'll call you between 10 and 12 tomorrow", "@24/11 12:00"),
        ("I'll call you Thursday between 11 and 1", "@26/11 13:00"),
        ("I'll call you Thursday from 5pm", "26/11 18:00"),
        ("je t'envoie entre 2 et 4 exercices jeudi", "26/11 18:00"),
        ("I'll send you 2 to 4 pages tomorrow at 3pm", "@24/11 15:00"),
    ]);
}

#[test]
fn what_one_thinks_one_will_do_is_promised() {
    assert_due(&[
        ("I think I'll call her Thursday", "26/11 18:00"),
        ("I think that I'll call him Thursday", "26/11 18:00"),
        ("I guess we'll send it tomorrow", "24/11 18:00"),
        ("je pense que je la rappelle jeudi", "26/11 18:00"),
        ("je crois que je lui écrirai demain", "24/11 18:00"),
    ]);
    assert_nothing(&[
        "I don't think I'll call her Thursday",
        "she said I think I'll call her Thursday",
        "je ne pense pas que je la rappelle jeudi",
        "if I think I'll call her Thursday",
    ]);
}

#[test]
fn numbers_are_not_always_dates() {
    assert_due(&[
        ("je t'envoie le chapitre 3.2 demain", "24/11 18:00"),
        ("je t'envoie la version 2.1 demain", "24/11 18:00"),
        ("je t'appelle au 06.12.34.56.78 demain", "24/11 18:00"),
        ("je t'appelle au 06 12 34 56 78 demain", "24/11 18:00"),
        ("I'll send you version 12.12 tomorrow", "24/11 18:00"),
        ("je te rappelle, je suis dispo 24/7", "?"),
        ("je te rappelle le 3.12", "03/12 18:00"),
        ("je te rappelle dans la semaine du 30", "04/12 18:00"),
        ("je te rappelle dans la semaine du 23", "27/11 18:00"),
        ("I'll call you in the week of the 30th", "04/12 18:00"),
        ("je te rappelle dans la semaine prochaine", "04/12 18:00"),
        ("je te rappelle en mars", "31/03 18:00"),
        ("I'll call you in March", "31/03 18:00"),
    ]);
}

#[test]
fn what_comes_first_is_not_another_s() {
    assert_due(&[
        ("j'attends sa réponse et je te rappelle jeudi", "26/11 18:00"),
        ("avant de partir je t'appelle demain", "24/11 18:00"),
        ("once I have it I'll call you Thursday", "26/11 18:00"),
    ]);
    assert_nothing(&[
        "je te rappelle mon numéro",
        "je vous rappelle ce point",
        "je te rappelle que jeudi c'est fermé",
        "avant que je te rappelle jeudi",
    ]);
}

#[test]
fn everyday_french() {
    assert_due(&[
        ("jte rapelle jeudi", "26/11 18:00"),
        ("je te rappelle lun prochain", "30/11 18:00"),
        ("je vous reponds d'ici vendredi", "27/11 18:00"),
        ("je t'envoie ça avant la fin de semaine", "27/11 18:00"),
        ("je te rappelle le 3 à 10h", "@03/12 10:00"),
        ("je te rappelle lundi en huit", "07/12 18:00"),
        ("je te rappelle demain matin", "24/11 12:00"),
        ("je t'ecris ce soir", "23/11 21:00"),
        ("je te rappelle ce midi", "23/11 13:00"),
        ("je te rappelle cet aprem", "23/11 18:00"),
        ("je te rappelle cette semaine", "27/11 18:00"),
        ("on se reparle mer 25 a 9h", "@25/11 09:00"),
        ("je vous envoie le lien sous 48h", "@25/11 10:00"),
        ("je te rappelle jeu. 26", "26/11 18:00"),
        ("je te tiens au courant vendredi midi", "27/11 13:00"),
        ("je vous rappelle après-demain à 14h30", "@25/11 14:30"),
        ("je reviens vers vous début décembre", "05/12 18:00"),
        ("je te rappelle dans 15 min", "@23/11 10:15"),
        ("je te rappelle dans 15 jours", "07/12 18:00"),
        ("je t'appelle mardi vers 11h", "@24/11 11:00"),
    ]);
    assert_nothing(&[
        "je ne te rappelle pas jeudi",
        "si je te rappelle jeudi on verra",
        "tu me rappelles jeudi",
        "je te rappelle jeudi ou pas ?",
        "je t'ai appelé jeudi",
    ]);
}

#[test]
fn everyday_english() {
    assert_due(&[
        ("ill call you thursday", "26/11 18:00"),
        ("I'll call you first thing Monday", "30/11 18:00"),
        ("I'll send it by Friday noon", "27/11 13:00"),
        ("I'll call you next Tuesday", "01/12 18:00"),
        ("I'll call you tonight", "23/11 21:00"),
        ("I'll call you after the weekend", "30/11 18:00"),
        ("I'll get back to you by Fri", "27/11 18:00"),
        ("I'll call you on Sat morning", "28/11 12:00"),
        ("I'll email you tomorow", "24/11 18:00"),
        ("I'll let you know tmrw", "24/11 18:00"),
        ("we'll call you at 3pm today", "@23/11 15:00"),
        ("I'll send it over this afternoon", "23/11 18:00"),
        ("I'm gonna call you Wednesday", "25/11 18:00"),
        ("I'll get back to you in a couple of days", "25/11 18:00"),
        ("I'll be in touch early next week", "01/12 18:00"),
        ("I'll write to you before Friday", "27/11 09:00"),
        ("I'll call you in 20 minutes", "@23/11 10:20"),
        ("I'll send you the link by the end of the week", "27/11 18:00"),
        ("I'll ring you Monday at noon", "@30/11 12:00"),
        ("let's talk on the 3rd at 10am", "@03/12 10:00"),
    ]);
    assert_nothing(&[
        "I called you Thursday",
        "I won't call you Thursday",
        "if I'll call you Thursday",
        "will you call me Thursday?",
        "she said she'll call Thursday",
    ]);
}
