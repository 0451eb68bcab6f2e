//! How strongly features speak for one class of texts against the others, learned from examples of each.

use std::hash::Hash;

use hashbrown::HashMap;

/// The additive smoothing of counts.
const UNSEEN: f32 = 0.25;
/// The least and the most that one feature may say.
const LEAST: f32 = -0.3;
const MOST: f32 = 2.5;

/// For each feature, its strength for each class: the logarithm of how far its count is above the mean.
#[derive(Debug)]
pub(super) struct Weights<F> {
    classes: usize,
    rows: HashMap<F, Box<[f32]>>,
}

impl<F> Default for Weights<F> {
    fn default() -> Self {
        Self { classes: 0, rows: HashMap::new() }
    }
}

impl<F: Eq + Hash + Clone> Weights<F> {
    /// Learns from texts, each given by its class and its features. A class with few texts counts as much as
    /// one with many.
    pub fn learn(classes: usize, texts: &[(usize, Vec<(F, f32)>)]) -> Self {
        let mut many = vec![0f32; classes];
        for (class, _) in texts {
            if let Some(n) = many.get_mut(*class) {
                *n += 1.0;
            }
        }
        let mean = texts.len() as f32 / classes.max(1) as f32;
        let mut rows: HashMap<F, Box<[f32]>> = HashMap::new();
        for (class, features) in texts {
            let share = many.get(*class).map_or(0.0, |n| mean / n);
            for (feature, n) in features {
                let row = match rows.get_mut(feature) {
                    Some(row) => row,
                    None => rows.entry(feature.clone()).or_insert_with(|| vec![0.0; classes].into()),
                };
                if let Some(sum) = row.get_mut(*class) {
                    *sum += n * share;
                }
            }
        }
        for row in rows.values_mut() {
            let mean = row.iter().sum::<f32>() / classes.max(1) as f32;
            for n in row.iter_mut() {
                *n = ((*n + UNSEEN) / (mean + UNSEEN)).ln().clamp(LEAST, MOST);
            }
        }
        Self { classes, rows }
    }

    /// What a feature says for each class; nothing if it is in no example.
    pub fn of(&self, feature: &F) -> &[f32] {
        self.rows.get(feature).map_or(&[], |row| row)
    }

    /// What features say together for each class.
    pub fn points<'a>(&self, features: impl IntoIterator<Item = (&'a F, f32)>) -> Vec<f32>
    where
        F: 'a,
    {
        let mut all = vec![0.0; self.classes];
        for (feature, n) in features {
            for (sum, says) in all.iter_mut().zip(self.of(feature)) {
                *sum += says * n;
            }
        }
        all
    }
}

/// Points as probabilities.
pub(super) fn shares(points: &[f32], sharpness: f32) -> Vec<f32> {
    let top = points.iter().copied().fold(f32::MIN, f32::max);
    let shares: Vec<f32> = points.iter().map(|p| ((p - top) / sharpness).exp()).collect();
    let all: f32 = shares.iter().sum::<f32>().max(1e-9);
    shares.into_iter().map(|s| s / all).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::question::Feature;

    #[test]
    fn a_feature_speaks_for_the_class_it_stands_in() {
        let word = |w: &str| Feature::Word(w.to_owned());
        let texts = vec![
            (0, vec![(word("river"), 1.0), (word("the"), 1.0)]),
            (1, vec![(word("desk"), 1.0), (word("the"), 1.0)]),
            (1, vec![(word("chair"), 1.0), (word("the"), 1.0)]),
        ];
        let weights = Weights::learn(2, &texts);
        let points = |w: &str| weights.points([(&word(w), 1.0)]);
        assert!(points("river")[0] > 0.4 && points("desk")[1] > 0.4);
        assert!((points("the")[0] - points("the")[1]).abs() < 1e-6, "{:?}", points("the"));
        assert_eq!(points("lake"), [0.0, 0.0]);
    }

    #[test]
    fn shares_add_up_to_one() {
        let all = shares(&[1.0, 3.0, -2.0], 0.9);
        assert!((all.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!(all[1] > all[0] && all[0] > all[2]);
    }
}
