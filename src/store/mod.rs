//! The data directory: the only room that opens files.
