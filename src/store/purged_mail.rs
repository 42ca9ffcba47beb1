//! Knows a mail again whose texts were destroyed: of its fingerprint, and of what it is called on its way, a digest is left
//! that is keyed with a secret of this store. Both are beside the log, because nothing in the log tells it any more.

use rusqlite::{Connection, OptionalExtension, params};

use super::key;
use crate::domain::{digest::sha256, error::Result, ids::Meldingnummer, melding::Mail};

/// As long as a digest.
const SECRET: usize = 32;

/// Remembers a mail that is destroyed with this transaction.
pub(super) fn remember(connection: &Connection, mail: &Mail, melding: Meldingnummer) -> Result<()> {
    let secret = match secret(connection)? {
        Some(secret) => secret,
        None => begin(connection)?,
    };
    let fingerprint = mail.fingerprint.filled().map(str::to_owned);
    for mark in fingerprint.into_iter().chain(mail.trace()) {
        connection
            .prepare_cached("INSERT INTO gewiste_mail (afdruk, melding) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
            .execute(params![keyed(&secret, &mark), melding.0])?;
    }
    Ok(())
}

/// The report that held a mail with this mark, a fingerprint or a trace, until it was destroyed.
pub(super) fn find(connection: &Connection, mark: &str) -> Result<Option<Meldingnummer>> {
    let Some(secret) = secret(connection)? else { return Ok(None) };
    let mut stmt = connection.prepare_cached("SELECT melding FROM gewiste_mail WHERE afdruk = ?1")?;
    Ok(stmt.query_row([keyed(&secret, mark)], |row| row.get(0).map(Meldingnummer)).optional()?)
}

fn secret(connection: &Connection) -> Result<Option<Vec<u8>>> {
    let mut stmt = connection.prepare_cached("SELECT sleutel FROM afdruk_sleutel WHERE id = 1")?;
    Ok(stmt.query_row([], |row| row.get(0)).optional()?)
}

fn begin(connection: &Connection) -> Result<Vec<u8>> {
    let mut secret = vec![0; SECRET];
    key::random(&mut secret)?;
    connection.execute("INSERT INTO afdruk_sleutel (id, sleutel) VALUES (1, ?1)", params![secret])?;
    Ok(secret)
}

/// The secret has a fixed length, so that no two pairs read the same.
fn keyed(secret: &[u8], mark: &str) -> String {
    sha256(&[secret, mark.as_bytes()])
}
