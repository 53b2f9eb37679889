//! Risk as one more metric: learned from the school's own past, calibrated on
//! later cohorts, explained exactly, and measured before anybody relies on it.

pub mod artefact;
pub mod card;
pub mod drift;
pub mod family;
pub mod feature;
pub mod leak;
pub mod learn;
pub mod looks;
pub mod make;
pub mod measure;
pub mod model;
pub mod person;
pub mod protected;
pub mod reasons;
pub mod table;
pub mod target;
pub mod telling;
pub mod train;
