//! Where one types outside any form.

use serde::{Deserialize, Serialize};

use crate::domain::ids::Zaaknummer;

/// Where a line is typed; its names stand in the database and do not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LineField {
    /// The palette.
    #[serde(rename = "opdracht")]
    Palette,
    /// A list to choose from.
    #[serde(rename = "keuze")]
    List,
    /// The search.
    #[serde(rename = "zoeken")]
    Search,
    /// What is tried with the time and the row of this case.
    #[serde(rename = "wat-als")]
    WhatIf(Zaaknummer),
}
