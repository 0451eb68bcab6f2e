//! FSRS-6 memory model: stability, difficulty and intervals. Arithmetic only, no dates.
//!
//! The formulas are those of the FSRS-6 wiki (open-spaced-repetition), with its 21 default weights, whole
//! days, no fuzz and no optimizer.

use super::Grade;

/// The default weights of FSRS-6.
pub const WEIGHTS: [f64; 21] = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614,
    0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];

/// F of the forgetting curve, 0.9^(-1/w20) - 1, so that the interval at a retention of 0.9 is the stability.
const FACTOR: f64 = 0.980_346_494_413_479_7;

const STABILITY: (f64, f64) = (0.001, 36_500.0);
const DIFFICULTY: (f64, f64) = (1.0, 10.0);

/// The state of the memory of a story right after a review.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// Days until the probability of recall falls to 0.9.
    pub stability: f64,
    /// Difficulty, 1 to 10.
    pub difficulty: f64,
}

impl Memory {
    /// The state after the first review.
    pub fn first(grade: Grade) -> Self {
        let [s1, s2, s3, s4, ..] = WEIGHTS;
        let stability = match grade {
            Grade::Blanked => s1,
            Grade::Rambled => s2,
            Grade::ToldIt => s3,
            Grade::NailedIt => s4,
        };
        Self { stability, difficulty: first_difficulty(grade).clamp(DIFFICULTY.0, DIFFICULTY.1) }
    }

    /// The state after a review `days` whole days after the previous one; 0 is the same day.
    #[must_use]
    pub fn next(self, days: u32, grade: Grade) -> Self {
        let stability = if days == 0 {
            self.same_day(grade)
        } else if grade == Grade::Blanked {
            self.after_failure(days)
        } else {
            self.after_success(days, grade)
        };
        Self {
            stability: stability.clamp(STABILITY.0, STABILITY.1),
            difficulty: self.next_difficulty(grade).clamp(DIFFICULTY.0, DIFFICULTY.1),
        }
    }

    /// The probability of recall, 0 to 1, `days` after the last review.
    pub fn retrievability(self, days: u32) -> f64 {
        let decay = WEIGHTS[20];
        (1.0 + FACTOR * f64::from(days) / self.stability).powf(-decay)
    }

    /// Days until the probability of recall falls to `retention` (above 0, below 1); neither rounded nor
    /// capped.
    pub fn interval(self, retention: f64) -> f64 {
        self.stability / FACTOR * (retention.powf(-1.0 / WEIGHTS[20]) - 1.0)
    }

    fn after_success(self, days: u32, grade: Grade) -> f64 {
        let w = &WEIGHTS;
        let (s, d, r) = (self.stability, self.difficulty, self.retrievability(days));
        let hard = if grade == Grade::Rambled { w[15] } else { 1.0 };
        let easy = if grade == Grade::NailedIt { w[16] } else { 1.0 };
        let gain = w[8].exp() * (11.0 - d) * s.powf(-w[9]) * ((w[10] * (1.0 - r)).exp() - 1.0);
        s * (gain * hard * easy + 1.0)
    }

    fn after_failure(self, days: u32) -> f64 {
        let w = &WEIGHTS;
        let (s, d, r) = (self.stability, self.difficulty, self.retrievability(days));
        let left = w[11] * d.powf(-w[12]) * ((s + 1.0).powf(w[13]) - 1.0) * (w[14] * (1.0 - r)).exp();
        left.min(s / (w[17] * w[18]).exp())
    }

    fn same_day(self, grade: Grade) -> f64 {
        let w = &WEIGHTS;
        let gain = (w[17] * (grade.number() - 3.0 + w[18])).exp() * self.stability.powf(-w[19]);
        self.stability * if grade == Grade::Blanked { gain } else { gain.max(1.0) }
    }

    fn next_difficulty(self, grade: Grade) -> f64 {
        let w = &WEIGHTS;
        let change = -w[6] * (grade.number() - 3.0);
        let damped = self.difficulty + change * (10.0 - self.difficulty) / 9.0;
        damped + w[7] * (first_difficulty(Grade::NailedIt) - damped)
    }
}

fn first_difficulty(grade: Grade) -> f64 {
    WEIGHTS[4] - (WEIGHTS[5] * (grade.number() - 1.0)).exp() + 1.0
}
