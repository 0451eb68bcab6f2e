//! The interview: date, coverage, loop plan, readiness. Knows no screen and no file.
