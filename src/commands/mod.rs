//! The subcommands that need no screen.
