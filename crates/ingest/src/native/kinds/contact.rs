//! What was said and written, promised and kept.

use super::super::file::File;
use super::file;

pub(super) const FILES: &[File] = &[
    file! {
        MessageIn in Student by None, "2025-10-01 08:12", text "Bonjour, je bloque sur les jointures.";
        channel = "email", "how it came";
        expects_answer.or("yes") = "yes", "does it expect an answer?";
    },
    file! {
        MessageOut in Student by None, "2025-10-01 09:30", text "On regarde ensemble cet après-midi ?";
        channel = "email", "how it went";
        by = "lea", "by whom";
        written_at = "2025-10-01 09:30", "when it was written, if it left later: it answers nothing asked since";
    },
    file! {
        Call in Student by None, "2025-10-01 15:00", text "Reprend l'exercice 3 ce soir.";
        channel.or("phone") = "phone", "telephone or video";
        by = "lea", "by whom";
        outcome = "spoke", "did it become a conversation?";
    },
    file! {
        Meeting in Student by None, "2025-10-03 11:00", text "Point de rentrée.";
        channel.or("in_person") = "video", "in person or by video";
        by = "lea", "with whom";
    },
    file! {
        Noted in Student by None, "2025-10-03 11:20", text "Préfère les appels le jeudi.";
        by = "lea", "by whom";
    },
    file! {
        Snoozed in Student by None, "2025-10-03 11:21";
        by = "lea", "by whom";
        until = "2025-10-09", "off the list until that day begins";
    },
    file! {
        PromiseMade in Student by Some(&["promise"]), "2025-10-01 15:05",
            text "Envoyer l'attestation.";
        promise = "P-1", "the promise, as the school numbers it";
        by = "lea", "by whom";
        due.end_of_day() = "2025-10-03", "for when";
    },
    file! {
        PromiseKept in Student by Some(&["promise"]), "2025-10-02 10:00";
        promise = "P-1", "the promise";
    },
    file! {
        CommunityPost in Student by None, "2025-10-05 21:03", text "Quelqu'un a réussi le projet 2 ?";
        space = "#entraide", "where";
        asks_help.or("no") = "yes", "does it ask for help?";
    },
    file! {
        ConcernRaised in Student by None, "2025-10-06 09:00", text "Très fatigué en session.";
        by = "karim", "by whom";
        role = "mentor", "in which role";
    },
    file! {
        NeedStated in Student by None, "2025-10-01 08:12";
        need = "concept", "which need was said in words";
        @with { said_in: None }
    },
    file! {
        QuestionAsked in Student by None, "2025-10-01 08:12", text "Puis-je changer de projet ?";
        answer_by.end_of_day() = "2025-10-02", "by when they were told that it is answered";
        who = "lea", "who answers, as they were told";
        @with { said_in: None, asks: vigie_domain::fact::Asks::Answer }
    },
    file! {
        FollowUpSet in Student by None, "2025-10-03 11:22";
        by = "lea", "by whom";
        due = "2025-10-08", "to be taken up again then, unless they answer";
    },
    file! {
        NoAnswerDue in Student by None, "2025-10-03 11:25";
        by = "lea", "who read what they wrote";
        until = "2025-10-03 11:25", "nothing that they wrote until then waits for an answer";
    },
    file! {
        Congratulated in Student by None, "2025-09-29 11:30", text "Bravo pour cette soutenance !";
        occasion = "step", "what was celebrated";
        by = "lea", "by whom";
        @with { about: None }
    },
];
