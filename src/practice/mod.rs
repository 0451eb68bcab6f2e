//! When and how to rehearse: schedule, session, log. Time is always an argument.
