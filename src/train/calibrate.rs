//! Fits the calibration of scores on held-out text.

use crate::tagger::calibration::{Calibration, log_odds};
use crate::tagger::tags::LABELS;

/// A mention that was found in held-out text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Observation {
    /// The share of its reading, not calibrated.
    pub(crate) share: f32,
    /// The slot of its label.
    pub(crate) label: usize,
    /// Whether it is right.
    pub(crate) right: bool,
}

/// Fewer mentions than this say too little.
const LEAST: usize = 200;
/// How strongly the shift of a label is held near nothing: as much as so many mentions weigh.
const HOLD: f64 = 20.0;

/// The calibration under which the observations are most likely, by Newton's method, one number at a time.
pub(crate) fn calibrate(observations: &[Observation]) -> Calibration {
    if observations.len() < LEAST {
        return Calibration::NONE;
    }
    let (mut slope, mut shifts) = (1.0f64, [0.0f64; LABELS]);
    for _ in 0..50 {
        let mut slope_sums = (0.0, 0.0);
        let mut shift_sums = [(0.0, 0.0); LABELS];
        for o in observations {
            let odds = f64::from(log_odds(o.share));
            let p = 1.0 / (1.0 + (-(slope * odds + shifts[o.label])).exp());
            let (error, spread) = (f64::from(u8::from(o.right)) - p, p * (1.0 - p));
            slope_sums.0 += error * odds;
            slope_sums.1 += spread * odds * odds;
            shift_sums[o.label].0 += error;
            shift_sums[o.label].1 += spread;
        }
        slope += 0.5 * slope_sums.0 / (slope_sums.1 + 1.0);
        for (shift, (error, spread)) in shifts.iter_mut().zip(shift_sums) {
            *shift += 0.5 * (error - HOLD * *shift / LABELS as f64) / (spread + HOLD / LABELS as f64);
        }
    }
    Calibration {
        slope: slope.clamp(0.1, 2.0) as f32,
        shifts: shifts.map(|shift| shift.clamp(-3.0, 3.0) as f32),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_that_claim_too_much_are_lowered() {
        // of those that say 0.9, seven in ten are right; of the others' label, all that say so are
        let mut observations = Vec::new();
        for n in 0..1000 {
            let (share, right) = (0.9, n % 10 < 7);
            observations.push(Observation { share, label: 0, right });
            observations.push(Observation { share: 0.5, label: 0, right: n % 2 == 0 });
        }
        let fitted = calibrate(&observations);
        assert!((fitted.probability(0.9, 0) - 0.7).abs() < 0.02, "{fitted:?}");
        assert!((fitted.probability(0.5, 0) - 0.5).abs() < 0.02, "{fitted:?}");
        assert!(calibrate(&observations[..100]) == Calibration::NONE);
    }
}
