//! Where somebody speaks in a recording, and where not.

use std::ops::Range;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::recording::{FRAME, Unheard, loudness};

/// The shortest silence that counts as a pause.
pub const PAUSE: Duration = Duration::from_secs(2);
/// Below this nobody speaks, in dB of full scale.
const QUIET: f32 = -50.0;
/// How far above the noise speech begins, as a share of the span from noise to speech, and at least this many dB.
const ABOVE: (f32, f32) = (0.35, 6.0);
/// A gap of fewer frames is inside a word or between two: 0.3 s.
const GAP: usize = 15;
/// A sound of fewer frames is a click: 0.08 s.
const CLICK: usize = 4;

/// A silence inside a telling, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// Where it begins.
    pub at: u32,
    pub length: u32,
}

/// Where somebody speaks in a recording.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Hearing {
    /// The length of the recording in milliseconds.
    pub length: u32,
    /// The stretches of speech in milliseconds, in order.
    pub speech: Vec<Range<u32>>,
}

/// Listens to the bytes of a WAV file.
pub fn hear(wav: &[u8]) -> Result<Hearing, Unheard> {
    let frames = loudness(wav)?;
    let mut sorted = frames.clone();
    sorted.sort_by(f32::total_cmp);
    let at = |percent: usize| sorted.get((sorted.len() - 1) * percent / 100).copied().unwrap_or(QUIET);
    let (noise, top) = (at(10), at(95));
    if top < QUIET {
        return Err(Unheard::Silent);
    }
    // Somebody who never stops leaves no frame of noise: then even the lowest is speech.
    let limit = (noise + (ABOVE.0 * (top - noise)).max(ABOVE.1)).min(top - ABOVE.1).max(QUIET - ABOVE.1);
    let mut speech: Vec<Range<usize>> = Vec::new();
    for (frame, _) in frames.iter().enumerate().filter(|(_, loud)| **loud >= limit) {
        match speech.last_mut() {
            Some(last) if frame - last.end < GAP => last.end = frame + 1,
            _ => speech.push(frame..frame + 1),
        }
    }
    speech.retain(|stretch| stretch.len() >= CLICK);
    if speech.is_empty() {
        return Err(Unheard::Silent);
    }
    let milliseconds = |frame: usize| u32::try_from(frame).unwrap_or(u32::MAX).saturating_mul(FRAME);
    Ok(Hearing {
        length: milliseconds(frames.len()),
        speech: speech.into_iter().map(|s| milliseconds(s.start)..milliseconds(s.end)).collect(),
    })
}

impl Hearing {
    /// This one and then another: a telling with a break has a recording for each piece.
    #[must_use]
    pub fn then(mut self, next: &Self) -> Self {
        let moved = next.speech.iter().map(|s| s.start + self.length..s.end + self.length);
        self.speech.extend(moved);
        self.length += next.length;
        self
    }

    /// The milliseconds of speech.
    pub fn spoken(&self) -> u32 {
        self.speech.iter().map(|s| s.end - s.start).sum()
    }

    /// The share of speech from the first word to the last, in percent.
    pub fn share(&self) -> u32 {
        let span =
            self.speech.first().zip(self.speech.last()).map_or(0, |(first, last)| last.end - first.start);
        (self.spoken() * 100).checked_div(span).unwrap_or(0)
    }

    /// The milliseconds before the first word.
    pub fn first_word(&self) -> u32 {
        self.speech.first().map_or(self.length, |first| first.start)
    }

    /// The pauses between the first word and the last, in order.
    pub fn pauses(&self) -> Vec<Pause> {
        let least = PAUSE.as_millis() as u32;
        let next = self.speech.iter().skip(1);
        let gaps = self.speech.iter().zip(next).map(|(a, b)| Pause { at: a.end, length: b.start - a.end });
        gaps.filter(|pause| pause.length >= least).collect()
    }

    /// How much of each of `columns` equal pieces is speech, from 0 to 1: the picture of the telling.
    pub fn picture(&self, columns: u16) -> Vec<f32> {
        let (length, columns) = (self.length.max(1) as f32, u32::from(columns));
        let piece = |column: u32| {
            let (from, to) =
                (length * column as f32 / columns as f32, length * (column + 1) as f32 / columns as f32);
            let overlap = |s: &Range<u32>| (to.min(s.end as f32) - from.max(s.start as f32)).max(0.0);
            self.speech.iter().map(overlap).sum::<f32>() / (to - from).max(f32::EPSILON)
        };
        (0..columns).map(piece).collect()
    }
}
