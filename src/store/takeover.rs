//! From looking along to writing: the desk that only looked goes on by itself when the one that wrote
//! has ended.

use super::{access::Access, open_store::Store, opening::open, schema, unwritable::explain};
use crate::domain::{error::Result, moment::Moment};

impl Store {
    /// Becomes the one who writes. What stands in the folder now is opened anew, so that it does not
    /// matter what happened to the file while this one only looked. Who says that it writes has written: opening alone
    /// does not show that the disk takes anything.
    ///
    /// # Errors
    /// As [`open`], and when nothing can be written; then this store is as it was.
    pub fn take_over(&mut self, now: Moment) -> Result<()> {
        match self.access {
            Access::Write => Ok(()),
            Access::Read => {
                let new = open(&self.folder, Access::Write, None, self.unlock(), now)?;
                schema::prove(&new.connection).map_err(|error| explain(&self.folder, error))?;
                // Whoever called out goes on doing so.
                let watch = std::mem::take(&mut self.watch);
                *self = Self { watch, ..new };
                Ok(())
            }
        }
    }
}
