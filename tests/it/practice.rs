//! Behaviour of `practice`.
