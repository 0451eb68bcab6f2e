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
    /// The cue cards.
    Cards,
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
    /// The self-check, while nothing is being edited.
    Check,
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
    /// The preparation or own questions, and another version.
    OtherVersion,
    /// The preparation or own questions, and an earlier version.
    EarlierDocument,
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
    /// What an exercise asked for is shown.
    DrillLook,
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

impl Context {
    /// All contexts, in the order in which the keys are documented.
    pub const ALL: [Self; 45] = [
        Self::Global,
        Self::Places,
        Self::List,
        Self::Query,
        Self::Story,
        Self::First,
        Self::Today,
        Self::Questions,
        Self::Offer,
        Self::Stories,
        Self::Interview,
        Self::Viewer,
        Self::Draft,
        Self::DraftField,
        Self::Ending,
        Self::Coach,
        Self::Check,
        Self::Example,
        Self::Cards,
        Self::Bring,
        Self::BringField,
        Self::Ask,
        Self::AskField,
        Self::Form,
        Self::FormField,
        Self::FormText,
        Self::Compare,
        Self::Earlier,
        Self::OtherVersion,
        Self::EarlierDocument,
        Self::Practice,
        Self::PracticeWait,
        Self::PracticeTell,
        Self::PracticePause,
        Self::PracticeAsk,
        Self::PracticeNote,
        Self::PracticeLook,
        Self::DrillLook,
        Self::PracticeEnd,
        Self::Field,
        Self::Picker,
        Self::Palette,
        Self::Help,
        Self::Message,
        Self::Starter,
    ];

    /// The contexts that are active together, topmost first.
    pub const STACKS: &[&[Self]] = &[
        &[Self::First, Self::Places, Self::Global],
        &[Self::Today, Self::Story, Self::List, Self::Places, Self::Global],
        &[Self::Questions, Self::Story, Self::List, Self::Places, Self::Global],
        &[Self::Stories, Self::Story, Self::List, Self::Places, Self::Global],
        &[Self::Interview, Self::Story, Self::List, Self::Places, Self::Global],
        &[Self::Query, Self::Field],
        &[Self::Viewer, Self::List, Self::Global],
        &[Self::List, Self::Global],
        &[Self::Offer, Self::List, Self::Global],
        &[Self::Draft, Self::Story, Self::Global],
        &[Self::DraftField, Self::Field],
        &[Self::Form, Self::Global],
        &[Self::Check, Self::Form, Self::Global],
        &[Self::Ending, Self::List, Self::Story, Self::Global],
        &[Self::FormField, Self::Field],
        &[Self::FormText, Self::Field],
        &[Self::Coach, Self::List, Self::Global],
        &[Self::Example, Self::Global],
        &[Self::Cards, Self::Story, Self::Global],
        &[Self::Bring, Self::Global],
        &[Self::BringField, Self::Field],
        &[Self::Compare, Self::List, Self::Global],
        &[Self::Earlier, Self::List, Self::Global],
        &[Self::OtherVersion, Self::List, Self::Global],
        &[Self::EarlierDocument, Self::List, Self::Global],
        &[Self::Ask, Self::Story, Self::Global],
        &[Self::AskField, Self::Field],
        &[Self::PracticeNote, Self::Field],
        &[Self::PracticePause, Self::Practice],
        &[Self::PracticeWait, Self::Practice, Self::Global],
        &[Self::PracticeTell, Self::Practice],
        &[Self::PracticeAsk, Self::Practice],
        &[Self::PracticeLook, Self::Practice, Self::Global],
        &[Self::DrillLook, Self::Practice, Self::Global],
        &[Self::PracticeEnd, Self::Practice, Self::Global],
        &[Self::Picker],
        &[Self::Palette, Self::Field],
        &[Self::Help, Self::Field],
        &[Self::Message],
        &[Self::Starter],
    ];

    /// Whether letters are typed while this context is active.
    pub fn is_of_a_text(self) -> bool {
        let texts = [Self::Field, Self::Starter];
        Self::STACKS.iter().any(|stack| stack.contains(&self) && stack.iter().any(|c| texts.contains(c)))
    }

    /// Where its keys work, as the documentation calls it; several contexts may have one name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Global => "Everywhere outside text",
            Self::Places => "The four places",
            Self::List => "Lists",
            Self::Story => "A story at hand",
            Self::First => "The first start",
            Self::Today => "Today",
            Self::Questions => "Questions",
            Self::Stories => "Stories",
            Self::Offer => "An open question",
            Self::Draft => "Draft",
            Self::DraftField => "Draft, writing",
            Self::Coach => "What the coach sees",
            Self::Check => "The self-check",
            Self::Example => "A finished story",
            Self::Cards => "The cue cards",
            Self::Bring | Self::BringField => "Bringing stories in",
            Self::Compare => "Two versions",
            Self::Earlier => "An earlier version",
            Self::OtherVersion => "Two versions of the preparation",
            Self::EarlierDocument => "An earlier preparation",
            Self::Ask => "Ask",
            Self::AskField => "Ask, typing",
            Self::Interview => "Prepare",
            Self::Viewer => "The page",
            Self::Form => "A form",
            Self::FormField | Self::FormText => "A form, writing",
            Self::Practice
            | Self::PracticeWait
            | Self::PracticeTell
            | Self::PracticeAsk
            | Self::PracticeLook
            | Self::DrillLook
            | Self::PracticePause
            | Self::PracticeEnd
            | Self::PracticeNote => "Practice",
            Self::Ending => "The end of a walk",
            Self::Query => "Finding in a list",
            Self::Field => "Any text",
            Self::Picker | Self::Palette | Self::Help | Self::Message | Self::Starter => "Pop-ups",
        }
    }
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
