//! What the reading of mail goes by besides the mail: the known inrichtingen, and the labels that hold for its
//! sender.

use super::{label::LabelTable, taught::TaughtLabels};
use crate::domain::{error::Result, inrichting::Inrichtingen};

/// Which labels hold.
#[derive(Debug, Clone, Copy)]
pub enum LabelSource<'a> {
    /// The embedded ones.
    BuiltIn,
    /// Those of this table, whoever sends.
    One(&'a LabelTable),
    /// The embedded ones with what the officer taught.
    Taught {
        /// What was taught.
        labels: &'a TaughtLabels,
        /// The domain that a document without a sender is taken to come from.
        domain: Option<&'a str>,
    },
}

/// What reading goes by.
#[derive(Debug, Clone, Copy)]
pub struct Knowledge<'a> {
    /// The known inrichtingen.
    pub inrichtingen: &'a Inrichtingen,
    /// The labels.
    pub labels: LabelSource<'a>,
}

impl<'a> From<&'a Inrichtingen> for Knowledge<'a> {
    fn from(inrichtingen: &'a Inrichtingen) -> Self {
        Self { inrichtingen, labels: LabelSource::BuiltIn }
    }
}

impl<'a> Knowledge<'a> {
    /// The table of labels for who writes from this address.
    pub(super) fn table(self, address: &str) -> Result<&'a LabelTable> {
        let taught = match self.labels {
            LabelSource::BuiltIn => None,
            LabelSource::One(table) => Some(table),
            LabelSource::Taught { labels, domain } => {
                labels.table(domain.filter(|_| address.is_empty()).unwrap_or(address))
            }
        };
        match taught {
            Some(table) => Ok(table),
            None => LabelTable::built_in(),
        }
    }
}
