//! The families of follow-ups: their aim and their wordings.

/// The aim of a follow-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// Which part was the speaker's own work.
    Ownership,
    /// How much, compared with what.
    Quantify,
    /// What exactly was said or done.
    Specificity,
    /// The alternatives, and why they were rejected.
    Depth,
    /// What would have happened otherwise.
    Counterfactual,
    /// Why it happened.
    Cause,
    /// How the customer reacted.
    Outcome,
    /// What has changed since.
    Change,
    /// Another example.
    Another,
    /// How the speaker knew that it worked.
    Metric,
    /// Skip to the result.
    Redirect,
}

impl Family {
    pub const ALL: [Self; 11] = [
        Self::Ownership,
        Self::Quantify,
        Self::Specificity,
        Self::Depth,
        Self::Counterfactual,
        Self::Cause,
        Self::Outcome,
        Self::Change,
        Self::Another,
        Self::Metric,
        Self::Redirect,
    ];

    /// The built-in wordings, asked in turn.
    pub(super) const fn wordings(self) -> &'static [&'static str] {
        match self {
            Self::Ownership => &[
                "Which part of that was yours alone?",
                "Who else worked on it, and what did you do that they did not?",
                "What would not have happened without you?",
            ],
            Self::Quantify => &[
                "How much was that, and compared with what?",
                "Can you put a number on it?",
                "How many people did it touch, and for how long?",
            ],
            Self::Specificity => &[
                "What exactly did you say?",
                "Take me to the first hour: what did you do, step by step?",
                "Can you give me one concrete detail of that?",
            ],
            Self::Depth => &[
                "What else did you weigh, and why not that?",
                "What was the hardest decision in it?",
                "What did you know then, and what did you only assume?",
            ],
            Self::Counterfactual => &[
                "And if they had refused?",
                "What would have happened had you done nothing?",
                "With half of the time, what would you have dropped?",
            ],
            Self::Cause => &[
                "Why did it happen in the first place?",
                "How did you find the cause, and how were you sure?",
                "What was underneath that cause?",
            ],
            Self::Outcome => &[
                "How did the customer take it?",
                "What was different for the customer a month later?",
                "What did they say to you at the end?",
            ],
            Self::Change => &[
                "What would you do differently today?",
                "What has stayed since then?",
                "Where have you used that lesson again?",
            ],
            Self::Another => &[
                "Can you give me a second example?",
                "When did the same thing go less well?",
                "Have you done that somewhere else, too?",
            ],
            Self::Metric => &[
                "How did you know that it had worked?",
                "What did you measure, and how often?",
                "Which number would have told you that you were wrong?",
            ],
            Self::Redirect => &[
                "Let me stop you there: how did it end?",
                "In one sentence: what came of it?",
                "I have the background: what did you do?",
            ],
        }
    }

    /// Words that identify a prompt's own probe as one of this family.
    pub(super) const fn signs(self) -> &'static [&'static str] {
        match self {
            Self::Ownership => {
                &["your part", "yours", "you personally", "your own", "your role", "alone", "who else"]
            }
            Self::Quantify => {
                &["how much", "how many", "number", "how long", "how large", "how big", "how often"]
            }
            Self::Specificity => &[
                "exactly",
                "what did you say",
                "first thing",
                "which words",
                "word for word",
                "step",
                "example of",
            ],
            Self::Depth => &[
                "else did you",
                "weigh",
                "consider",
                "options",
                "alternative",
                "hardest",
                "trade",
                "why not",
            ],
            Self::Counterfactual => &["if ", "what would have", "had they", "otherwise"],
            Self::Cause => {
                &["cause", "why did", "why was", "what led", "how did it come", "underneath", "reason"]
            }
            Self::Outcome => {
                &["customer", "client", "they react", "they say", "they take", "they feel", "relationship"]
            }
            Self::Change => {
                &["differently", "since", "learn", "changed", "today", "next time", "again", "now"]
            }
            Self::Another => &["another", "second", "other time", "else has"],
            Self::Metric => {
                &["how did you know", "how do you know", "measure", "metric", "how could you tell", "sure"]
            }
            Self::Redirect => &["in one sentence", "how did it end"],
        }
    }
}
