//! What makes a story good: one rule a file, findings as data. Knows no screen and no file.
