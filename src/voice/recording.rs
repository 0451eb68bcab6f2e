//! A WAV recording as the loudness of its frames.

use std::borrow::Cow;
use std::io::Cursor;

use hound::{SampleFormat, WavReader};

/// The length of a frame in milliseconds.
pub(super) const FRAME: u32 = 20;
/// The loudness of silence, in dB below full scale.
const SILENCE: f32 = -90.0;

/// Why nothing can be heard in a recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unheard {
    /// It is not a WAV file, or has no sound at all.
    NotSound,
    /// It is silent throughout.
    Silent,
}

/// The loudness of each frame in dB of full scale; several channels are one.
pub(super) fn loudness(wav: &[u8]) -> Result<Vec<f32>, Unheard> {
    let mended = mended(wav).ok_or(Unheard::NotSound)?;
    let mut reader = WavReader::new(Cursor::new(mended.as_ref())).map_err(|_| Unheard::NotSound)?;
    let spec = reader.spec();
    let frame = (spec.sample_rate * FRAME / 1000).max(1) as usize * usize::from(spec.channels.max(1));
    let mut frames = Vec::new();
    let mut frame_of = Frame { size: frame, sum: 0.0, count: 0 };
    // A sample that cannot be read is the end of a recording that was torn.
    match spec.sample_format {
        SampleFormat::Float => {
            let samples = reader.samples::<f32>().map_while(Result::ok);
            samples.for_each(|sample| frame_of.add(sample, &mut frames));
        }
        SampleFormat::Int => {
            let full = 2f32.powi(i32::from(spec.bits_per_sample) - 1);
            let samples = reader.samples::<i32>().map_while(Result::ok);
            samples.for_each(|sample| frame_of.add(sample as f32 / full, &mut frames));
        }
    }
    if frames.is_empty() { Err(Unheard::NotSound) } else { Ok(frames) }
}

/// The samples of a frame so far.
struct Frame {
    size: usize,
    sum: f32,
    count: usize,
}

impl Frame {
    fn add(&mut self, sample: f32, frames: &mut Vec<f32>) {
        self.sum += sample * sample;
        self.count += 1;
        if self.count == self.size {
            let mean = self.sum / self.size as f32;
            frames.push((10.0 * mean.log10()).max(SILENCE));
            (self.sum, self.count) = (0.0, 0);
        }
    }
}

/// The file with the true length of its sound: a recorder that was killed leaves 0 or the longest there is.
/// `None` where there is no sound.
fn mended(wav: &[u8]) -> Option<Cow<'_, [u8]>> {
    let number = |at: usize| Some(u32::from_le_bytes(wav.get(at..at + 4)?.try_into().ok()?) as usize);
    if wav.get(..4)? != b"RIFF" || wav.get(8..12)? != b"WAVE" {
        return None;
    }
    let (mut at, mut block) = (12, 1);
    loop {
        let length = number(at + 4)?;
        match wav.get(at..at + 4)? {
            b"data" => break,
            b"fmt " => {
                let bytes = wav.get(at + 20..at + 22)?.try_into().ok()?;
                block = usize::from(u16::from_le_bytes(bytes)).max(1);
            }
            _ => {}
        }
        at = at.checked_add(8)?.checked_add(length)?.checked_add(length % 2)?;
    }
    let (declared, there) = (number(at + 4)?, wav.len() - (at + 8));
    let length = if declared == 0 || declared > there { there } else { declared };
    let length = length - length % block;
    if length == declared {
        return Some(Cow::Borrowed(wav));
    }
    let mut out = wav.get(..at + 8 + length)?.to_vec();
    out.get_mut(at + 4..at + 8)?.copy_from_slice(&u32::try_from(length).ok()?.to_le_bytes());
    Some(Cow::Owned(out))
}
