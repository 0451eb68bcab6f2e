//! `starcoach paths`: prints the directories that are used.

use super::{Failure, print};
use crate::store::Places;

/// Prints the three directories.
pub fn run(places: &Places) -> Result<(), Failure> {
    print(&format!(
        "data    {}\nstate   {}\nconfig  {}\n",
        places.data.display(),
        places.state.display(),
        places.config.display()
    ))
}
