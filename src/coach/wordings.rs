//! The general follow-ups, for after a question's own.

use crate::questions::ProbeFamily;

/// The general follow-ups of a family, in the order in which they are asked.
pub const fn wordings(family: ProbeFamily) -> &'static [&'static str] {
    match family {
        ProbeFamily::Depth => &[
            "What else did you weigh, and why not that?",
            "What exactly did you say?",
            "What was the hardest decision in it?",
            "Take me to the first hour: what did you do, step by step?",
            "What did you know then, and what did you only assume?",
            "And if they had refused?",
            "With half of the time, what would you have dropped?",
        ],
        ProbeFamily::OwnPart => &[
            "Which part of that was yours alone?",
            "Who else worked on it, and what did you do that they did not?",
            "What would not have happened without you?",
        ],
        ProbeFamily::Outcome => &[
            "How did you know that it had worked?",
            "How much was that, and compared with what?",
            "What was different for the customer a month later?",
            "Which number would have told you that you were wrong?",
            "In one sentence: what came of it?",
        ],
        ProbeFamily::Cause => &[
            "Why did it happen in the first place?",
            "How did you find the cause, and how were you sure?",
            "What was underneath that cause?",
        ],
        ProbeFamily::Change => &[
            "What would you do differently today?",
            "What has stayed since then?",
            "Where have you used that lesson again?",
        ],
        ProbeFamily::OtherSide => &[
            "How did the customer take it?",
            "What did they say to you at the end?",
            "Who would tell that story differently, and how?",
        ],
        ProbeFamily::Another => &[
            "Can you give me a second example?",
            "When did the same thing go less well?",
            "Have you done that somewhere else, too?",
        ],
    }
}
