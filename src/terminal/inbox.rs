//! What waits for the loop, in the order in which it came.
//!
//! Owns the one channel's receiving end. Letters that wait one behind the other can be taken together, so that
//! a text that a terminal pastes as keys costs an edit and not a thousand. Must not know what a letter does.

use std::sync::mpsc::{Receiver, RecvError, RecvTimeoutError, TryRecvError};
use std::time::Duration;

use super::Event;
use crate::app::msg::Input;

/// At most so many letters are taken together: a frame must come between.
const TOGETHER: usize = 1024;

/// The receiving end of the loop's channel.
#[derive(Debug)]
pub struct Inbox {
    events: Receiver<Event>,
    /// Came after letters that were taken together; comes before all that waits.
    next: Option<Event>,
}

impl Inbox {
    /// The inbox of this channel.
    pub fn new(events: Receiver<Event>) -> Self {
        Self { events, next: None }
    }

    /// Sleeps until something comes.
    pub fn recv(&mut self) -> Result<Event, RecvError> {
        self.next.take().map_or_else(|| self.events.recv(), Ok)
    }

    /// Sleeps until something comes, at most so long.
    pub fn recv_timeout(&mut self, most: Duration) -> Result<Event, RecvTimeoutError> {
        self.next.take().map_or_else(|| self.events.recv_timeout(most), Ok)
    }

    /// What has come, without sleeping.
    pub fn try_recv(&mut self) -> Result<Event, TryRecvError> {
        self.next.take().map_or_else(|| self.events.try_recv(), Ok)
    }

    /// An input as it came, or a letter together with the letters that wait behind it.
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
        Input::Typed(_) | Input::Paste(_) | Input::Resize(_) | Input::FocusGained => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::key::{Code, Key};
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
