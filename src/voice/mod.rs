//! What a recording of a telling says: its pauses and its pace, and what was said against the cues.
//!
//! Takes the bytes of a recording and the words of a transcript. The programs that record and transcribe are the
//! user's own and run in `terminal`.

#![deny(clippy::wildcard_enum_match_arm, clippy::allow_attributes)]

mod hearing;
mod recording;
mod said;
mod settings;
#[cfg(test)]
mod tests;

pub use hearing::{Hearing, PAUSE, Pause, hear};
pub use recording::Unheard;
pub use said::{Filler, PACE, Said, said};
pub use settings::{Keep, PROPOSALS, Settings, WAV, proposals};
