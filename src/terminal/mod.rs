//! The real terminal: events in, effects performed, always restored.
