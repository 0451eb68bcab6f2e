//! Effects performed on the terminal, and what comes of them told to the app.

use super::disk_thread::{DiskReply, DiskRequest};
use super::persistence::Step;
use super::screen::Screen;
use super::{Loop, editor};
use crate::app::msg::{Effect, Input, Msg, Size};

impl Loop {
    /// Performs one effect.
    pub(super) fn perform(&mut self, effect: Effect) {
        for step in self.persistence.perform(effect) {
            self.step(step);
        }
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Disk(DiskRequest::EditorFile(story, section, text)) => {
                editor::ask(self, story, section, text);
            }
            Step::Disk(request) => self.order(request),
            Step::Tell(msg) => self.update(msg),
            Step::Outside(Effect::Copy(text)) => self.copy(text),
            Step::Outside(Effect::Bell) => drop(self.output.send(b"\x07")),
            Step::Outside(Effect::Compute(job)) => drop(self.jobs.send(job)),
            Step::Outside(Effect::Pipe(pipe)) => {
                if let Some(request) = self.pipes.run(pipe, &self.sender) {
                    self.order(request);
                }
            }
            Step::Outside(Effect::StopPipe(run)) => self.pipes.stop(run),
            Step::Outside(Effect::Rescue(copies)) => self.rescue = copies,
            Step::Outside(Effect::Suspend) => self.suspend(),
            Step::Outside(Effect::Redraw) => self.redraw(),
            Step::Outside(_) => self.leaving = true,
        }
    }

    pub(super) fn order(&mut self, order: DiskRequest) {
        // The disk thread only goes when the loop does.
        drop(self.requests.send(order));
    }

    /// Takes an answer of the disk thread.
    pub(super) fn answer(&mut self, answer: DiskReply) {
        if let DiskReply::Msg(Msg::Piped { run, .. }) = &answer {
            self.pipes.ended(*run);
        }
        match self.persistence.answer(answer) {
            Ok(msg) => self.update(msg),
            Err(DiskReply::EditorFile(path)) => editor::run(self, path),
            Err(DiskReply::EditorText(path, text)) => editor::take(self, path, text),
            Err(DiskReply::Recording(run, file)) => self.pipes.record(run, file, &self.sender),
            Err(_) => {}
        }
    }

    /// Puts text on the clipboard through the terminal (OSC 52).
    fn copy(&mut self, text: String) {
        let mut bytes = Vec::new();
        let queued = crossterm::queue!(bytes, crossterm::clipboard::CopyToClipboard::to_clipboard_from(text));
        // Our own buffer has it in any case.
        drop(queued.and_then(|()| self.output.send(&bytes)));
    }

    /// Stops as terminal programs do; goes on when the shell says so.
    fn suspend(&mut self) {
        self.rest();
        self.output.leave();
        // Returns when the process goes on: at once where no shell waits for it, and then no signal says so.
        drop(signal_hook::low_level::raise(signal_hook::consts::SIGTSTP));
        self.continued();
    }

    /// Waits until the disk thread has done everything it was asked, at most as long as the end would.
    pub(super) fn rest(&mut self) {
        self.order(DiskRequest::Rest);
        let start = std::time::Instant::now();
        while let Ok(event) = self.inbox.recv_timeout(super::END.saturating_sub(start.elapsed())) {
            match event {
                super::Event::Disk(DiskReply::Resting) => return,
                other => self.take(other),
            }
        }
    }

    /// After a stop: modes on again, a new size, everything drawn anew, files looked at.
    pub(super) fn continued(&mut self) {
        if self.output.enter().is_err() {
            return;
        }
        self.redraw();
        self.update(Msg::Resumed);
    }

    /// Draws everything anew at the size the terminal has now.
    pub(super) fn redraw(&mut self) {
        let size = super::size().unwrap_or(self.model.workspace.view.size);
        self.resize(size);
        self.update(Msg::Input(Input::Resize(size)));
    }

    /// An empty screen of this size, on which everything is drawn anew.
    pub(super) fn resize(&mut self, size: Size) {
        if self.output.clear().is_ok()
            && let Ok(screen) = Screen::new(&self.output, size)
        {
            self.screen = screen;
        }
    }
}
