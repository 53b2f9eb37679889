//! What people live through, told against the real program and the real
//! store. Every story runs twice: on a SQLite file and on a PostgreSQL
//! database of its own.

#![expect(clippy::unwrap_used, reason = "a story fails where its author did not expect it to")]

mod support;

mod a_back_test;
mod a_learned_end;
mod a_learned_risk;
mod a_mentors_page;
mod a_model_on_trial;
mod a_students_page;
mod a_watched_risk;
mod absence_changes;
mod account;
mod always_somebody;
mod an_ordinary_year;
mod anothers_ids;
mod any_order;
mod api;
mod at_once;
mod audit;
mod away;
mod caseload;
mod cases;
mod closed_links;
mod configured;
mod conversations;
mod elsewhere;
mod ended_accounts;
mod erasure;
mod every_field;
mod every_minute;
mod every_route;
mod friday;
mod giving_all;
mod good_news;
mod governing;
mod heard_anywhere;
mod hears_of_danger;
mod import;
mod kept_back;
mod late;
mod leave;
mod lives;
mod marks;
mod mine;
mod newly_shipped;
mod own_account;
mod own_pages;
mod past_students;
mod personal_link;
mod personal_pages;
mod promised_later;
mod publishing;
mod put_back;
mod put_right;
mod questions;
mod restart;
mod said_again;
mod security;
mod sensitive;
mod sessions;
mod sharing_out;
mod stepping_in;
mod three_weeks;
mod time_travel;
mod today;
mod two_engines;
mod what_came_of_it;
mod workbench;
mod written_down;
