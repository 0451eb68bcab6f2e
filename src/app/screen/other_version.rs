//! Compares the preparation, or the user's own questions, with another version: one that was kept after a conflict or
//! made by a sync tool, or an earlier one.
//!
//! Nothing is lost: what is replaced is in the undo and among the earlier versions.

use serde_json::Value;

use crate::app::command::{CompareCommand, Context, ListCommand};
use crate::app::msg::{Effect, Now};
use crate::app::nav::Undo;
use crate::app::page::{Answer, Page, act};
use crate::app::screen::differences::{Difference, Differences};
use crate::app::workspace::{Documents, Workspace};
use crate::story::DocumentId;

/// Where the other version is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A file with this name beside the document's.
    File(String),
    /// The earlier versions; its time, for display.
    Earlier(String),
}

#[derive(Debug, Clone)]
pub struct OtherVersion {
    pub doc: DocumentId,
    pub origin: Origin,
    pub differences: Differences,
    other: Value,
    /// The edition of the documents that was compared.
    compared: u64,
}

impl OtherVersion {
    /// Compares a document with another version of it.
    pub fn open(doc: DocumentId, origin: Origin, other: Value, workspace: &Workspace) -> Self {
        let differences = Self::differences(&doc, &origin, &other, workspace);
        Self { doc, origin, differences, other, compared: workspace.documents.edition }
    }

    /// Compares a document with the version in a file beside it; `None` if that is gone or cannot be read.
    pub fn file(doc: DocumentId, file: &str, workspace: &Workspace) -> Option<Self> {
        let other = workspace.documents.others.iter().find(|other| other.doc == doc && other.file == file)?;
        let content = other.content.as_ref().ok()?.clone();
        Some(Self::open(doc, Origin::File(file.to_owned()), content, workspace))
    }

    fn differences(doc: &DocumentId, origin: &Origin, other: &Value, workspace: &Workspace) -> Differences {
        let list = workspace.documents.differences(&workspace.documents.value(doc), other);
        let list = list.into_iter().map(|(name, here, there)| Difference { name, here, there }).collect();
        let names = match origin {
            Origin::File(_) => ["yours".to_owned(), "the other".to_owned()],
            Origin::Earlier(at) => ["now".to_owned(), format!("as it was on {at}")],
        };
        Differences::new(list, names)
    }

    /// The other version is of no more use; it becomes an earlier one.
    fn done(&self, workspace: &mut Workspace) {
        if let Origin::File(file) = &self.origin {
            workspace.effect(Effect::DiscardOther(self.doc.clone(), file.clone()));
        }
        workspace.view.leave();
    }

    fn put(&self, value: &Value, done: &str, workspace: &mut Workspace, now: &Now) -> bool {
        if self.doc == DocumentId::Preparation && !workspace.may_prepare(now) {
            return false;
        }
        let before = workspace.documents.value(&self.doc);
        workspace.put_back_document(&self.doc, value, now);
        let after = workspace.documents.value(&self.doc);
        let undo = Undo::Change(self.doc.clone(), Box::new((before, after)));
        workspace.view.say_undo(format!("{done} u undo"), undo, now);
        true
    }

    fn take(&self, workspace: &mut Workspace, now: &Now) {
        if self.put(&self.other, "The other version is in its place.", workspace, now) {
            self.done(workspace);
        }
    }

    /// Adds what only the other version has; what both have stays as it is here.
    fn add(&self, workspace: &mut Workspace, now: &Now) {
        let both = Documents::with_added(&workspace.documents.value(&self.doc), &self.other);
        if self.put(&both, "What was missing is added.", workspace, now)
            && workspace.documents.differences(&workspace.documents.value(&self.doc), &self.other).is_empty()
        {
            self.done(workspace);
        }
    }
}

impl Page for OtherVersion {
    fn contexts(&self, _: &Workspace) -> Vec<Context> {
        let own = match self.origin {
            Origin::File(_) => Context::OtherVersion,
            Origin::Earlier(_) => Context::EarlierDocument,
        };
        vec![own, Context::List, Context::Global]
    }

    fn list(&self, workspace: &Workspace, command: ListCommand) -> Answer<Self> {
        let size = workspace.view.size;
        match command {
            ListCommand::Open => Err(match self.origin {
                Origin::File(_) => "Choose with y, t or b.",
                Origin::Earlier(_) => "t restores it, b adds what is missing.",
            }),
            ListCommand::Move(to) => act(move |s: &mut Self, _, _| s.differences.step(to, size)),
        }
    }

    fn compare(&self, _: &Workspace, command: CompareCommand) -> Answer<Self> {
        match command {
            CompareCommand::KeepHere => act(|s: &mut Self, workspace, _| s.done(workspace)),
            CompareCommand::TakeOther => act(|s: &mut Self, workspace, now| s.take(workspace, now)),
            CompareCommand::AddMissing => act(|s: &mut Self, workspace, now| s.add(workspace, now)),
            CompareCommand::KeepBoth => crate::app::page::not_here(),
        }
    }

    fn refresh(&mut self, workspace: &mut Workspace, _: &Now) {
        if self.compared != workspace.documents.edition {
            self.compared = workspace.documents.edition;
            self.differences = Self::differences(&self.doc, &self.origin, &self.other, workspace);
        }
        self.differences.fit(workspace.view.size);
    }
}
