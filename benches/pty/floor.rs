//! The bare program: one paragraph, and what is typed comes after it.

use std::io::stdout;
use std::time::Duration;

use crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyCode, KeyModifiers};
use crossterm::execute;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::widgets::{Paragraph, Wrap};

/// What stands on the screen when it waits for the first key.
pub const READY: &str = "floor ready";

/// Runs until Ctrl-Q.
pub fn run() -> anyhow::Result<()> {
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
    let mut terminal = Terminal::new(CrosstermBackend::new(stdout()))?;
    let mut text = format!("{READY}\n");
    let mut more = true;
    while more {
        terminal.draw(|frame| {
            let shown = Paragraph::new(text.as_str()).wrap(Wrap { trim: false });
            frame.render_widget(shown, frame.area());
        })?;
        more = take(event::read()?, &mut text);
        while more && event::poll(Duration::ZERO)? {
            more = take(event::read()?, &mut text);
        }
        // Only the end is kept once a page is full: a bare program, not an editor.
        if text.len() > 1500
            && let Some((at, _)) = text.char_indices().rev().nth(400)
        {
            text.drain(..at);
        }
    }
    execute!(stdout(), DisableBracketedPaste, LeaveAlternateScreen)?;
    Ok(disable_raw_mode()?)
}

fn take(event: Event, text: &mut String) -> bool {
    match event {
        Event::Key(key) => match key.code {
            KeyCode::Char('q') if key.modifiers == KeyModifiers::CONTROL => return false,
            KeyCode::Char(c) => text.push(c),
            KeyCode::Enter => text.push('\n'),
            _ => {}
        },
        Event::Paste(pasted) => text.push_str(&pasted),
        _ => {}
    }
    true
}
