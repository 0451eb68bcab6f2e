//! The contexts for key lookup, and the places of the app.

/// A context for key lookup; the topmost one takes precedence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// Everywhere outside a field.
    Global,
    Places,
    /// A list with a chosen row.
    List,
    /// A screen with a current story.
    Story,
    /// The welcome screen, before there is any story.
    First,
    /// Today.
    Today,
    /// Questions.
    Questions,
    /// Stories.
    Stories,
    /// Prepare.
    Interview,
    /// A full-screen text.
    Viewer,
    /// A worked example.
    Example,
    /// The report of an import.
    Bring,
    /// The path of a file to import is being typed.
    BringField,
    /// The offer of existing stories for a prompt.
    Offer,
    /// Draft, while nothing is being edited.
    Draft,
    /// Draft, while a part is being edited.
    DraftField,
    /// A form, while nothing is being edited.
    Form,
    /// A form, while a single-line field is being edited.
    FormField,
    /// A form, while a multi-line field is being edited.
    FormText,
    /// The coach's review.
    Coach,
    /// Ask, while nothing is being edited.
    Ask,
    /// Ask, while the question is being edited.
    AskField,
    /// A story and a second version of it.
    Compare,
    /// A story and an earlier version of it.
    Earlier,
    /// A practice session, in every phase.
    Practice,
    /// A prompt is shown and waits for the start.
    PracticeWait,
    /// A story is being told.
    PracticeTell,
    /// A follow-up is being answered.
    PracticeAsk,
    /// A telling is being reviewed.
    PracticeLook,
    /// The clock is paused.
    PracticePause,
    /// The session has ended.
    PracticeEnd,
    /// The note on a follow-up is being edited.
    PracticeNote,
    /// The last screen of a walk, outside its fields.
    Ending,
    /// The query of a list.
    Query,
    /// Any field while it is being edited.
    Field,
    /// A pop-up list.
    Picker,
    /// A pop-up list with a query, such as the command palette.
    Palette,
    /// The list of keys.
    Help,
    /// A text to read.
    Message,
    /// A text that helps to start writing, above the open part.
    Starter,
}

/// A place of the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// What to do today.
    Today,
    /// What is asked.
    Questions,
    /// What is written.
    Stories,
    /// The interview.
    Prepare,
}

impl Place {
    /// All places, in the order of their digits.
    pub const ALL: [Self; 4] = [Self::Today, Self::Questions, Self::Stories, Self::Prepare];

    /// The display name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::Questions => "Questions",
            Self::Stories => "Stories",
            Self::Prepare => "Prepare",
        }
    }
}
