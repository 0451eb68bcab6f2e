//! Events of the terminal on a thread of their own, turned into what the app knows.
//!
//! The thread blocks in `read`; to hand the keyboard to another program it is parked (see [`Parking`]).

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use crossterm::event::{Event as Raw, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::{Event, Sender};
use crate::app::command::key::{Code, Key};
use crate::app::msg::{Input, Size};

/// Lets the loop take the keyboard away from the input thread and give it back.
#[derive(Debug, Clone, Default)]
pub struct Parking(Arc<(Mutex<State>, Condvar)>);

#[derive(Debug, Default, PartialEq, Eq, Clone, Copy)]
enum State {
    #[default]
    Reading,
    Asked,
    Parked,
}

impl Parking {
    /// Asks the thread to stop reading and waits for it; `false` where it does not within 200 ms, because
    /// half an escape sequence is pending.
    pub fn park(&self) -> bool {
        let (lock, changed) = &*self.0;
        let mut state = lock.lock().unwrap_or_else(PoisonError::into_inner);
        *state = State::Asked;
        // A resize wakes the thread out of `read`.
        if signal_hook::low_level::raise(signal_hook::consts::SIGWINCH).is_err() {
            *state = State::Reading;
            return false;
        }
        let wait = changed.wait_timeout_while(state, Duration::from_millis(200), |s| *s == State::Asked);
        let (mut state, _) = wait.unwrap_or_else(PoisonError::into_inner);
        if *state == State::Parked {
            return true;
        }
        *state = State::Reading;
        false
    }

    /// Lets the thread read again.
    pub fn unpark(&self) {
        let (lock, changed) = &*self.0;
        *lock.lock().unwrap_or_else(PoisonError::into_inner) = State::Reading;
        changed.notify_all();
    }

    /// On the input thread: waits here while the keyboard is taken away.
    fn stop_if_asked(&self) {
        let (lock, changed) = &*self.0;
        let mut state = lock.lock().unwrap_or_else(PoisonError::into_inner);
        if *state == State::Asked {
            *state = State::Parked;
            changed.notify_all();
            drop(changed.wait_while(state, |s| *s == State::Parked));
        }
    }
}

/// Starts the thread; it ends when the terminal or the loop is gone.
pub fn start(to: Sender, parking: Parking) {
    std::thread::spawn(move || {
        loop {
            let Ok(raw) = crossterm::event::read() else {
                drop(to.send(Event::Gone));
                return;
            };
            parking.stop_if_asked();
            if let Some(input) = input(raw)
                && to.send(Event::Input(input)).is_err()
            {
                return;
            }
        }
    });
}

/// What the app knows of an event; key releases and mouse events are nothing.
fn input(raw: Raw) -> Option<Input> {
    match raw {
        Raw::Key(event) if event.kind != KeyEventKind::Release => key(event).map(Input::Key),
        Raw::Paste(text) => Some(Input::Paste(text)),
        Raw::Resize(columns, rows) => Some(Input::Resize(Size { columns, rows })),
        Raw::FocusGained => Some(Input::FocusGained),
        Raw::Key(_) | Raw::FocusLost | Raw::Mouse(_) => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    let mods = event.modifiers;
    let mut key = Key {
        code: Code::Esc,
        ctrl: mods.contains(KeyModifiers::CONTROL),
        alt: mods.contains(KeyModifiers::ALT),
        shift: mods.contains(KeyModifiers::SHIFT),
    };
    key.code = match event.code {
        KeyCode::Char(c) => {
            key.shift = false;
            Code::Char(if key.ctrl { c.to_ascii_lowercase() } else { c })
        }
        KeyCode::Enter => Code::Enter,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => {
            key.shift = true;
            Code::Tab
        }
        KeyCode::Esc => Code::Esc,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(n) => Code::F(n),
        _ => return None,
    };
    Some(key)
}
