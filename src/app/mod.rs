//! The state machine: messages in, effects out. Knows no terminal, no file, no clock.
