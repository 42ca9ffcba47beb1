//! Projections in memory, for a store whose own are in an older form and cannot be built again because an
//! entry does not read, or nothing can be written. Who looks along then sees what all readable entries come to, and the
//! check can say which one is not; on the disk everything stays as it is.

use rusqlite::Connection;

use super::{
    chain::{Chain, ChainEnd},
    rebuild::fold,
    schema,
};
use crate::domain::error::Result;

/// What is folded from the log, and the index of its words.
const DERIVED: [&str; 6] = ["zaak", "melding", "teller", "piketweek", "stand", "zoek"];

/// Folds what can be read of the log of a connection that may not write into tables of its own.
pub(super) fn build(connection: &Connection) -> Result<()> {
    // The guard of a reading store is its own; it is lifted for what never reaches the disk.
    connection.pragma_update(None, "query_only", false)?;
    let built = create_tables(connection).and_then(|()| {
        fold(connection, connection, &ChainEnd::of(connection, Chain::Log)?, &|_| (), &mut |_| Ok(()))?;
        // What the projections on the disk were last written with is a question of the check.
        Ok(connection.execute_batch("DROP TABLE temp.stand")?)
    });
    connection.pragma_update(None, "query_only", true)?;
    built
}

/// All tables of what is derived, which stand before those of the same name on the disk, and whatever the form of
/// this store did not have yet.
fn create_tables(connection: &Connection) -> Result<()> {
    let mut example = Connection::open_in_memory()?;
    schema::migrate(&mut example)?;
    // The search index keeps tables of its own, which come with it.
    let mut tables = example.prepare(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'zoek_*' AND name NOT GLOB 'sqlite_*'",
    )?;
    let mut stands = connection.prepare("SELECT EXISTS (SELECT 1 FROM main.sqlite_schema WHERE name = ?1)")?;
    let mut rows = tables.query([])?;
    while let Some(row) = rows.next()? {
        let (name, sql): (String, String) = (row.get(0)?, row.get(1)?);
        if DERIVED.contains(&name.as_str()) || !stands.query_row([&name], |row| row.get::<_, bool>(0))? {
            connection.execute_batch(&sql.replacen(&format!("TABLE {name}"), &format!("TABLE temp.{name}"), 1))?;
        }
    }
    Ok(())
}
