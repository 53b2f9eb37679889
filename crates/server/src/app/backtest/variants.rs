//! Other values of a threshold, around the present one.

use vigie_domain::indicator::literal::Dimension;
use vigie_domain::indicator::{Literal, Threshold};
use vigie_domain::signal::Rule;
use vigie_domain::time::{DAY, HOUR};
use vigie_evidence::dryrun::{Role, Watched};

use super::Candidate;

/// Multiples of the present value.
const FACTORS: [f64; 5] = [0.5, 0.75, 1.25, 1.5, 2.0];

/// The candidate with other values of its first threshold; none if it has no
/// threshold or is never cut.
pub(super) fn of(candidate: &Candidate) -> Vec<(Watched, Rule)> {
    let indicator = &candidate.indicator;
    let Some(threshold) = indicator.thresholds.first().filter(|_| !indicator.never_cut) else {
        return Vec::new();
    };
    let others = values(threshold).into_iter().filter_map(|value| {
        let varied = indicator.with_threshold(&threshold.name, &value).ok()?;
        let key = format!("{}${}={value}", candidate.key, threshold.name).into();
        let role =
            Role::Variant { of: candidate.key.clone(), threshold: threshold.name.clone(), value };
        Some(Watched::new(key, &varied, role))
    });
    others.collect()
}

/// Values as they are written, ascending, without the present one. Whole
/// numbers stay whole, days stay days, and shorter times hours.
fn values(threshold: &Threshold) -> Vec<String> {
    let present = threshold.value;
    let step = match present.dimension {
        Dimension::Duration if whole(present.value, DAY.0) => seconds(DAY.0),
        Dimension::Duration if whole(present.value, HOUR.0) => seconds(HOUR.0),
        Dimension::Number if present.value.fract() == 0.0 => 1.0,
        _ => 0.0,
    };
    let round = |value: f64| if step > 0.0 { (value / step).round() * step } else { value };
    let mut values: Vec<f64> = FACTORS.iter().map(|factor| round(present.value * factor)).collect();
    // Around small whole numbers, the neighbours.
    values.extend([present.value - step, present.value + step]);
    let same_side = |value: &f64| *value * present.value > 0.0;
    values.retain(|value| same_side(value) && (value - present.value).abs() > f64::EPSILON);
    values.sort_by(f64::total_cmp);
    values.dedup();
    if present.dimension == Dimension::Duration && present.value > 7.0 * step {
        // A day more or less hardly tells.
        values.retain(|value| (value - present.value).abs() > 1.5 * step);
    }
    values.into_iter().map(|value| Literal { value, ..present }.to_string()).collect()
}

fn whole(value: f64, unit: i64) -> bool {
    value != 0.0 && (value / seconds(unit)).fract() == 0.0
}

#[expect(clippy::cast_precision_loss, reason = "at most a day of seconds")]
fn seconds(unit: i64) -> f64 {
    unit as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(value: &str) -> Vec<String> {
        let value = Literal::parse(value).unwrap();
        let threshold = Threshold {
            name: "x".into(),
            value,
            default: value,
            fr: String::new(),
            en: String::new(),
        };
        values(&threshold)
    }

    #[test]
    fn days_stay_days() {
        assert_eq!(around("21 d"), ["11 d", "16 d", "26 d", "32 d", "42 d"]);
    }

    #[test]
    fn small_whole_numbers_have_their_neighbours() {
        assert_eq!(around("2"), ["1", "3", "4"]);
    }

    #[test]
    fn a_ratio_is_not_rounded() {
        assert_eq!(around("0.5"), ["0.25", "0.375", "0.625", "0.75", "1"]);
    }

    #[test]
    fn a_negative_threshold_stays_negative() {
        assert_eq!(around("-20").last().map(String::as_str), Some("-10"));
    }

    #[test]
    fn nothing_is_half_of_nothing() {
        assert_eq!(around("0"), [""; 0]);
    }
}
