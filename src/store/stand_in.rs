//! Projections in memory, for a store whose own are in an older form and cannot be built again because an
//! entry does not read. Who looks along then sees what all other entries come to, and the check can say which
//! one it is; on the disk everything stays as it is.

use rusqlite::Connection;

use super::{
    chain::{Chain, ChainEnd},
    rebuild::fold,
    schema,
};
use crate::domain::error::Result;

/// The derived tables, which stand before those of the same name on the disk.
const TABLES: [&str; 5] = ["zaak", "melding", "teller", "stand", "zoek"];

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

fn create_tables(connection: &Connection) -> Result<()> {
    let mut example = Connection::open_in_memory()?;
    schema::migrate(&mut example)?;
    let mut stmt = example.prepare("SELECT sql FROM sqlite_schema WHERE name = ?1")?;
    for table in TABLES {
        let sql: String = stmt.query_row([table], |row| row.get(0))?;
        let own = sql.replacen(&format!("TABLE {table}"), &format!("TABLE temp.{table}"), 1);
        connection.execute_batch(&own)?;
    }
    Ok(())
}
