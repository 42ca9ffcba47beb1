//! The incidentenmonitor: judged, written in every form, read back with parsers of others, counted again with SQL over
//! its own table, and searched for names that must not be in it.

mod common;

#[path = "monitor/charts.rs"]
mod charts;
#[path = "monitor/files.rs"]
mod files;
#[path = "monitor/forms.rs"]
mod forms;
#[path = "monitor/markup.rs"]
mod markup;
#[path = "monitor/material.rs"]
mod material;
#[path = "monitor/numbers.rs"]
mod numbers;
#[path = "monitor/own_book.rs"]
mod own_book;
#[path = "monitor/period.rs"]
mod period;
#[path = "monitor/rows.rs"]
mod rows;
#[path = "monitor/sectors.rs"]
mod sectors;
#[path = "monitor/third_sector.rs"]
mod third_sector;
#[path = "monitor/week.rs"]
mod week;
#[path = "monitor/workbook.rs"]
mod workbook;
