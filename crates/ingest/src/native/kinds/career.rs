//! From the diploma to a job and beyond.

use super::super::file::File;
use super::file;

pub(super) const FILES: &[File] = &[
    file! {
        SearchStarted in Student by Some(&["occurred_at"]), "2026-08-31";
        guarantee_until.end_of_day() = "2027-02-28", "last day of the job guarantee";
    },
    file! {
        Application in Student by None, "2026-09-02";
        company = "Mairie de Brest", "to whom, if told";
    },
    file! {
        Interview in Student by Some(&["at", "company"]), "2026-09-07 10:00";
        at = "2026-09-10 14:00", "when it takes place";
        company = "Mairie de Brest", "with whom, if told";
    },
    file! {
        Offer in Student by None, "2026-09-14";
        company = "Mairie de Brest", "from whom, if told";
        answer_by.end_of_day() = "2026-09-18", "last day to answer";
    },
    file! {
        Hired in Student by Some(&["company", "starts_at"]), "2026-09-16";
        company = "Mairie de Brest", "by whom";
        contract = "permanent", "under which contract";
        starts_at = "2026-10-01", "first day of work";
    },
    file! {
        CheckedIn in Student by None, "2026-10-15 12:30";
        by = "lea", "asked by whom";
    },
    file! {
        LeftJob in Student by None, "2026-10-30";
        company = "Mairie de Brest", "which company";
    },
    file! { Ambassador in Student by Some(&[]), "2026-10-20"; },
];
