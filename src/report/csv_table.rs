//! A table for a spreadsheet: semicolons, CRLF, UTF-8 with a byte order mark. A cell that a spreadsheet would take for a
//! formula gets an apostrophe in front of it.

use std::borrow::Cow;

/// Writes out a table; every row has as many cells as there are headings.
pub fn table(headings: &[String], rows: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut out = b"\xef\xbb\xbf".to_vec();
    let mut writer = csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(&mut out);
    // Writing to memory cannot fail; a record of another length would, and the tests would see it.
    let _ = writer.write_record(headings);
    for row in rows {
        let _ = writer.write_record(row.iter().map(|c| safe_text(c).into_owned()));
    }
    let _ = writer.flush();
    drop(writer);
    out
}

/// Disarms what a spreadsheet would run; white space in front does not hide it.
fn safe_text(cell: &str) -> Cow<'_, str> {
    let dangerous = cell.starts_with(['\t', '\r', '\n'])
        || cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if dangerous { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}
