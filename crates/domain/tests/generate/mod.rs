//! Random conditions and random journeys, for the property tests.
#![allow(dead_code, unreachable_pub, reason = "each test binary uses its part")]

pub mod condition;
pub mod journey;
