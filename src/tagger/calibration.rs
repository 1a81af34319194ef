//! From the share of a reading to the probability that it is right (Platt scaling: Platt 1999), fitted on held-out text.

use super::format::Section;
use super::tags::LABELS;
use crate::error::Error;

/// Shares beyond this are taken for it: certainty is never claimed.
const UTMOST: f32 = 0.999_9;

/// The probability of a reading is the logistic function of `slope` x log-odds of its share + the shift of its label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Calibration {
    pub(crate) slope: f32,
    pub(crate) shifts: [f32; LABELS],
}

impl Calibration {
    /// Shares as they are.
    pub(crate) const NONE: Calibration = Calibration {
        slope: 1.0,
        shifts: [0.0; LABELS],
    };

    /// Reads the section `calib`: slope and shifts as little-endian floats.
    pub(crate) fn read(section: &Section) -> Result<Calibration, Error> {
        let bytes = section.as_ref();
        let mut out = Calibration::NONE;
        if bytes.len() != 4 * (1 + LABELS) {
            return Err(Error::model("calib", "wrong length"));
        }
        let cells = std::iter::once(&mut out.slope).chain(&mut out.shifts);
        for (cell, number) in cells.zip(bytes.chunks_exact(4)) {
            *cell = f32::from_le_bytes(number.try_into().unwrap_or([0; 4]));
            if !cell.is_finite() {
                return Err(Error::model("calib", "numbers out of range"));
            }
        }
        Ok(out)
    }

    /// The bytes that [`Calibration::read`] reads.
    #[cfg(feature = "train")]
    pub(crate) fn to_bytes(self) -> Vec<u8> {
        let numbers = std::iter::once(self.slope).chain(self.shifts);
        numbers.flat_map(f32::to_le_bytes).collect()
    }

    /// The probability that a mention of `label` is right whose reading has this share.
    pub(crate) fn probability(&self, share: f32, label: usize) -> f32 {
        let odds = self.slope * log_odds(share) + self.shifts[label];
        1.0 / (1.0 + (-odds).exp())
    }
}

/// The logarithm of a share against the rest.
pub(crate) fn log_odds(share: f32) -> f32 {
    let share = share.clamp(1.0 - UTMOST, UTMOST);
    (share / (1.0 - share)).ln()
}
