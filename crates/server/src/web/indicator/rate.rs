//! Shares and counts as a page says and draws them.

use vigie_domain::indicator::Usefulness;
use vigie_evidence::rate::Estimate;

use crate::web::Frame;

/// Height of the little bars, and the step from one to the next.
const TALL: f64 = 20.0;
const STEP: usize = 9;

/// Little bars, one a week, the oldest first.
pub(super) struct Weeks {
    /// x, y and height of each.
    pub(super) bars: Vec<(usize, String, String)>,
    pub(super) width: usize,
    pub(super) counts: Vec<u64>,
    /// How many a week, in words.
    pub(super) said: String,
}

impl Weeks {
    pub(super) fn of(weekly: &[u64], frame: &Frame) -> Self {
        let most = float(weekly.iter().copied().max().unwrap_or(0).max(1));
        let bar = |(n, count): (usize, &u64)| {
            let height = TALL * float(*count) / most;
            (n * STEP, format!("{:.1}", TALL - height), format!("{height:.1}"))
        };
        let sum: u64 = weekly.iter().sum();
        let mean = frame.locale.decimal(float(sum) / float(weekly.len().max(1) as u64));
        Self {
            bars: weekly.iter().enumerate().map(bar).collect(),
            width: weekly.len() * STEP,
            counts: weekly.to_vec(),
            said: frame.w("rings-a-week", "n", &mean),
        }
    }
}

/// "6 sur 8", or nothing where nobody said anything.
pub(super) fn helped(useful: Usefulness, frame: &Frame) -> Option<String> {
    let said = useful.said();
    (said > 0).then(|| of(frame, useful.helped, said))
}

/// "2 sur 8": set aside.
pub(super) fn set_aside(useful: Usefulness, frame: &Frame) -> Option<String> {
    let said = useful.said();
    (said > 0).then(|| of(frame, useful.not_needed + useful.wrong_data, said))
}

fn of(frame: &Frame, part: u64, whole: u64) -> String {
    let words = [("part", part.to_string()), ("whole", whole.to_string())];
    frame.locale.text("share-of", &words.each_ref().map(|(key, text)| (*key, text.as_str().into())))
}

/// "32 %"
pub(super) fn percent(frame: &Frame, share: f64) -> String {
    frame.w("percent", "n", &frame.locale.decimal(rounded(share)))
}

/// "32 % (24 à 41)"
pub(super) fn interval(frame: &Frame, estimate: &Estimate) -> String {
    let number = |share: f64| frame.locale.decimal(rounded(share));
    let words = [
        ("n", number(estimate.value)),
        ("low", number(estimate.low)),
        ("high", number(estimate.high)),
    ];
    frame.locale.text("interval", &words.each_ref().map(|(key, text)| (*key, text.as_str().into())))
}

/// A percentage; small ones keep a decimal.
fn rounded(share: f64) -> f64 {
    let percent = share * 100.0;
    if percent < 10.0 { percent } else { percent.round() }
}

#[expect(clippy::cast_precision_loss, reason = "counts shown to people fit 53 bits")]
pub(super) fn float(count: u64) -> f64 {
    count as f64
}
