//! Which story: by words, or by an interviewer's question. Knows no screen and no file.
