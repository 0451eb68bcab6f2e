//! Where keys are looked up, and the places of the app.

/// Where a key is looked up; the topmost context wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// Everywhere outside a field.
    Global,
    /// The places.
    Places,
    /// A list with a chosen row.
    List,
    /// A screen on which a story is at hand.
    Story,
    /// The first start, with no story yet.
    First,
    /// Today.
    Today,
    /// Questions.
    Questions,
    /// Stories.
    Stories,
    /// Prepare.
    Interview,
    /// A text to read that fills the screen.
    Viewer,
    /// The offer of existing stories for a prompt.
    Offer,
    /// A story, while nothing is being typed.
    Draft,
    /// A story, while a part is being typed.
    DraftField,
    /// A form of a few fields, while nothing is being typed.
    Form,
    /// A form, while a field of one line is being typed.
    FormField,
    /// A form, while a field of several lines is being typed.
    FormText,
    /// What the coach says.
    Coach,
    /// What they asked, while nothing is being typed.
    Ask,
    /// What they asked, while it is being typed.
    AskField,
    /// Two versions of a story.
    Compare,
    /// A story and an earlier version of it.
    Earlier,
    /// A practice session, in each of its phases.
    Practice,
    /// A prompt that waits to be told.
    PracticeWait,
    /// A story that is being told.
    PracticeTell,
    /// A follow-up.
    PracticeAsk,
    /// The look back at a telling.
    PracticeLook,
    /// A clock that stands still.
    PracticePause,
    /// The end of a session.
    PracticeEnd,
    /// The note to a follow-up, while it is being typed.
    PracticeNote,
    /// The last screen of a walk, below its fields.
    Ending,
    /// The line that narrows a list.
    Query,
    /// Any field while it is being typed.
    Field,
    /// A list that pops up.
    Picker,
    /// A list that pops up and narrows as one types, as that of all commands.
    Palette,
    /// The list of keys.
    Help,
    /// A text to read.
    Message,
    /// A text that helps to begin, above a story's open part.
    Starter,
}

/// One of the places.
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
    /// All of them, in the order of their digits.
    pub const ALL: [Self; 4] = [Self::Today, Self::Questions, Self::Stories, Self::Prepare];

    /// The name as people read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::Questions => "Questions",
            Self::Stories => "Stories",
            Self::Prepare => "Prepare",
        }
    }
}
