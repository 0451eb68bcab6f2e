//! The receiving end of the loop's channel.
//!
//! Consecutive letters are combined into one input, so that a text pasted as single keys is one edit instead of a
//! thousand.

use std::sync::mpsc::{Receiver, RecvError, RecvTimeoutError, TryRecvError};
use std::time::Duration;

use super::Event;
use crate::app::msg::Input;

/// The most letters in one input, so that frames are still drawn in between.
const TOGETHER: usize = 1024;

/// The receiving end of the loop's channel.
#[derive(Debug)]
pub struct Inbox {
    events: Receiver<Event>,
    /// Received while combining letters; returned before anything else.
    next: Option<Event>,
}

impl Inbox {
    /// Wraps the channel.
    pub fn new(events: Receiver<Event>) -> Self {
        Self { events, next: None }
    }

    /// Blocks until something arrives.
    pub fn recv(&mut self) -> Result<Event, RecvError> {
        self.next.take().map_or_else(|| self.events.recv(), Ok)
    }

    /// Blocks until something arrives or the time is up.
    pub fn recv_timeout(&mut self, most: Duration) -> Result<Event, RecvTimeoutError> {
        self.next.take().map_or_else(|| self.events.recv_timeout(most), Ok)
    }

    /// Returns what has arrived, without blocking.
    pub fn try_recv(&mut self) -> Result<Event, TryRecvError> {
        self.next.take().map_or_else(|| self.events.try_recv(), Ok)
    }

    /// Combines a letter with the letters queued behind it; returns any other input unchanged.
    pub fn gather(&mut self, input: Input) -> Input {
        let Some(first) = letter(&input) else { return input };
        let mut text = String::from(first);
        for _ in 1..TOGETHER {
            match self.try_recv() {
                Ok(Event::Input(Input::Key(key))) if key.letter().is_some() => text.extend(key.letter()),
                Ok(other) => {
                    self.next = Some(other);
                    break;
                }
                Err(_) => break,
            }
        }
        if text.len() == first.len_utf8() { input } else { Input::Typed(text) }
    }
}

fn letter(input: &Input) -> Option<char> {
    match input {
        Input::Key(key) => key.letter(),
        Input::Typed(_)
        | Input::Paste(_)
        | Input::Resize(_)
        | Input::FocusGained
        | Input::Background(_)
        | Input::Mouse(_)
        | Input::Place(_)
        | Input::Row(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::key::{Code, Key};
    use std::sync::mpsc::channel;

    fn key(c: char) -> Event {
        Event::Input(Input::Key(Key::char(c)))
    }

    #[test]
    fn letters_are_taken_together_up_to_what_is_none_and_nothing_changes_its_place() {
        let (to, events) = channel();
        let mut inbox = Inbox::new(events);
        for c in "ab家".chars() {
            to.send(key(c)).unwrap();
        }
        to.send(Event::Input(Input::Key(Key::plain(Code::Enter)))).unwrap();
        to.send(key('z')).unwrap();
        let Ok(Event::Input(first)) = inbox.recv() else { panic!() };
        assert_eq!(inbox.gather(first), Input::Typed("ab家".to_owned()));
        let Ok(Event::Input(second)) = inbox.try_recv() else { panic!() };
        assert_eq!(inbox.gather(second), Input::Key(Key::plain(Code::Enter)));
        let Ok(Event::Input(third)) = inbox.recv_timeout(Duration::ZERO) else { panic!() };
        assert_eq!(inbox.gather(third), Input::Key(Key::char('z')));
        assert!(inbox.try_recv().is_err());
    }

    #[test]
    fn no_more_letters_are_taken_together_than_a_frame_may_wait_for() {
        let (to, events) = channel();
        let mut inbox = Inbox::new(events);
        (0..3 * TOGETHER).for_each(|_| to.send(key('x')).unwrap());
        let mut lengths = Vec::new();
        while let Ok(Event::Input(input)) = inbox.try_recv() {
            let Input::Typed(text) = inbox.gather(input) else { panic!() };
            lengths.push(text.len());
        }
        assert_eq!(lengths, [TOGETHER; 3]);
    }
}
