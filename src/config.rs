//! The user's config.toml, split into the sections that the rooms own.
