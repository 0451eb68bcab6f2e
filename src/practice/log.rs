//! The practice log: an append-only file with one JSON object per line.
//!
//! Defines the format of a line and the union of several texts into one log.

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::{Hash, Hasher};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Beats, Grade, Stamp};
use crate::story::pace::Seconds;
use crate::story::{PromptId, Section, StoryId};

/// The id of a log entry: 8 to 12 characters of `a-z0-9`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntryId {
    /// The characters, padded with zeros.
    text: [u8; Self::LEN],
}

impl EntryId {
    const LEN: usize = 12;
    const SHORTEST: usize = 8;
    const ALPHABET: &'static [u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";

    /// Derives an id from 64 random bits; equal bits give equal ids.
    pub fn from_bits(mut bits: u64) -> Self {
        let mut text = [b'a'; Self::LEN];
        for c in &mut text {
            *c = Self::ALPHABET.get((bits % 36) as usize).copied().unwrap_or(b'a');
            bits /= 36;
        }
        Self { text }
    }

    /// Parses an id; `None` for any other text.
    pub fn parse(id: &str) -> Option<Self> {
        let fits =
            id.len() >= Self::SHORTEST && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        let mut text = [0; Self::LEN];
        text.get_mut(..id.len()).filter(|_| fits)?.copy_from_slice(id.as_bytes());
        Some(Self { text })
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.text).unwrap_or_default().trim_end_matches('\0')
    }
}

impl Hash for EntryId {
    /// Hashed as one number: a log of 100,000 lines is looked up by id.
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u128(self.text.iter().fold(0, |n, &b| n << 8 | u128::from(b)));
    }
}

impl std::fmt::Display for EntryId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// The setting of a telling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// The daily session.
    Daily,
    /// A mock loop.
    Mock,
    /// A telling in 30 seconds.
    Headline,
    /// A real interview: recorded, but not a review.
    Interview,
}

/// Seconds per part, where measured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Split {
    /// For the Situation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub situation: Option<u32>,
    /// For the Task.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task: Option<u32>,
    /// For the Action.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<u32>,
    /// For the Result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<u32>,
    /// For the Lesson.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lesson: Option<u32>,
}

impl Split {
    /// The time of a part; `None` where it was not measured.
    pub const fn of(&self, section: Section) -> Option<Seconds> {
        let seconds = match section {
            Section::Situation => self.situation,
            Section::Task => self.task,
            Section::Action => self.action,
            Section::Result => self.result,
            Section::Lesson => self.lesson,
        };
        match seconds {
            Some(s) => Some(Seconds(s)),
            None => None,
        }
    }

    /// Sets the time of a part.
    pub const fn set(&mut self, section: Section, seconds: Seconds) {
        let part = match section {
            Section::Situation => &mut self.situation,
            Section::Task => &mut self.task,
            Section::Action => &mut self.action,
            Section::Result => &mut self.result,
            Section::Lesson => &mut self.lesson,
        };
        *part = Some(seconds.0);
    }

    /// Whether nothing was measured.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What was heard in the recording of a telling.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Heard {
    /// Milliseconds of speech.
    pub spoken_ms: u32,
    /// How many pauses there were.
    pub pauses: u32,
    /// Milliseconds of the longest.
    pub longest_ms: u32,
    /// Words a minute of speech, where there was a transcript.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pace: Option<u32>,
    /// The fillers in the transcript; there may have been more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fillers: Option<u32>,
}

/// The content of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A story was told; written when the clock ends.
    Told {
        story: StoryId,
        /// The prompt that it answered, if any.
        prompt: Option<PromptId>,
        mode: Mode,
        /// The counted time, without pauses.
        seconds: Seconds,
        split: Split,
    },
    /// A telling was graded; a later grade replaces an earlier one.
    Graded {
        /// The id of the `Told` entry.
        telling: EntryId,
        beats: Beats,
        /// Whether the follow-up was answered; `None` where none was asked.
        probe: Option<bool>,
        /// The follow-up that was asked.
        asked: Option<String>,
        grade: Grade,
    },
    /// The grade of a telling was undone.
    Ungraded {
        /// The id of the `Told` entry.
        telling: EntryId,
    },
    /// What was heard in a telling's recording; a later entry replaces an earlier one.
    Heard {
        /// The id of the `Told` entry.
        telling: EntryId,
        heard: Heard,
    },
    /// "I rewrote it: practice soon": the story is due that day again.
    Soon { story: StoryId },
}

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// Its unique id; the union of several logs is by this id.
    pub id: EntryId,
    pub at: Stamp,
    pub what: What,
}

#[derive(Clone, Copy, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum LineKind {
    #[default]
    Told,
    Graded,
    Ungraded,
    Heard,
    Soon,
}

/// A line as serialized; texts are borrowed, or owned where they contain an escape.
#[derive(Default, Serialize, Deserialize)]
struct LogLine<T> {
    id: T,
    at: T,
    kind: LineKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    story: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    telling: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    prompt: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mode: Option<Mode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    split: Option<Split>,
    #[serde(skip_serializing_if = "Option::is_none")]
    beats: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    probe: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    grade: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    heard: Option<Heard>,
}

impl<T: AsRef<str>> LogLine<T> {
    fn entry(&self) -> Option<LogEntry> {
        let text = |t: &Option<T>| t.as_ref().map(|t| t.as_ref().to_owned());
        let story = || StoryId::parse(self.story.as_ref()?.as_ref()).ok();
        let telling = || EntryId::parse(self.telling.as_ref()?.as_ref());
        let what = match self.kind {
            LineKind::Told => What::Told {
                story: story()?,
                prompt: text(&self.prompt).map(PromptId),
                mode: self.mode?,
                seconds: Seconds(self.seconds?),
                split: self.split.unwrap_or_default(),
            },
            LineKind::Graded => What::Graded {
                telling: telling()?,
                beats: Beats::from_letters(self.beats.as_ref().map(AsRef::as_ref).unwrap_or_default()),
                probe: self.probe,
                asked: text(&self.asked),
                grade: Grade::from_key(self.grade?)?,
            },
            LineKind::Ungraded => What::Ungraded { telling: telling()? },
            LineKind::Heard => What::Heard { telling: telling()?, heard: self.heard? },
            LineKind::Soon => What::Soon { story: story()? },
        };
        Some(LogEntry { id: EntryId::parse(self.id.as_ref())?, at: Stamp::parse(self.at.as_ref())?, what })
    }
}

impl LogEntry {
    /// The entry as one line of JSON, without the newline.
    pub fn line(&self) -> String {
        let at = self.at.to_string();
        let mut line = LogLine { id: self.id.as_str(), at: &at, ..LogLine::default() };
        match &self.what {
            What::Told { story, prompt, mode, seconds, split } => {
                line.kind = LineKind::Told;
                line.story = Some(story.as_str());
                line.prompt = prompt.as_ref().map(PromptId::as_str);
                line.mode = Some(*mode);
                line.seconds = Some(seconds.0);
                line.split = (!split.is_empty()).then_some(*split);
            }
            What::Graded { telling, probe, asked, grade, .. } => {
                line.kind = LineKind::Graded;
                line.telling = Some(telling.as_str());
                line.probe = *probe;
                line.asked = asked.as_deref();
                line.grade = Some(grade.key());
            }
            What::Ungraded { telling } => {
                line.kind = LineKind::Ungraded;
                line.telling = Some(telling.as_str());
            }
            What::Heard { telling, heard } => {
                line.kind = LineKind::Heard;
                line.telling = Some(telling.as_str());
                line.heard = Some(*heard);
            }
            What::Soon { story } => {
                line.kind = LineKind::Soon;
                line.story = Some(story.as_str());
            }
        }
        let beats = match &self.what {
            What::Graded { beats, .. } => Some(beats.letters()),
            _ => None,
        };
        line.beats = beats.as_deref();
        // Cannot fail: all keys are strings.
        serde_json::to_string(&line).unwrap_or_default()
    }

    /// Parses one line; `None` where it is not an entry known to this version.
    pub fn parse(line: &str) -> Option<Self> {
        match serde_json::from_str::<LogLine<&str>>(line) {
            Ok(line) => line.entry(),
            Err(_) => serde_json::from_str::<LogLine<String>>(line).ok()?.entry(),
        }
    }
}

/// Estimated bytes per line, used to reserve capacity.
const BYTES_A_LINE: usize = 180;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Log {
    /// In chronological order; within one second, in the order of the text.
    pub entries: Vec<LogEntry>,
    /// The number of lines that could not be parsed. They stay in the file unchanged.
    pub unreadable: usize,
}

impl Log {
    /// Reads the union of several texts by entry id, the log itself first; blank lines are ignored.
    pub fn parse<'a>(texts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut log = Self::default();
        let mut seen = HashSet::new();
        for text in texts {
            let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
            // Fast path: nearly every text is valid UTF-8.
            let text =
                std::str::from_utf8(text).map_or_else(|_| String::from_utf8_lossy(text), Cow::Borrowed);
            let lines = text.len() / BYTES_A_LINE;
            log.entries.reserve(lines);
            seen.reserve(lines);
            for line in text.lines().filter(|l| !l.trim_ascii().is_empty()) {
                match LogEntry::parse(line) {
                    Some(entry) if seen.insert(entry.id) => log.entries.push(entry),
                    Some(_) => {}
                    None => log.unreadable += 1,
                }
            }
        }
        log.entries.sort_by_key(|e| e.at.instant());
        log
    }
}
