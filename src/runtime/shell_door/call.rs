//! The verb's side: it knocks at the door of an open desk and hands over what it was asked to record.

use std::{path::Path, time::Duration};

use super::line::{Challenge, DeskAnswer, FILE, receive_answer, send_words};
use crate::{
    desk::state::shell::{ShellReply, ShellWords},
    domain::error::{Error, Result},
    platform::LocalStream,
    store::Seal,
};

/// A desk that lives says its number at once; one that hangs is left alone, and nothing was asked of it yet.
const GREETING: Duration = Duration::from_secs(2);

/// Whether a desk may be listening at this store.
pub fn has_door(folder: &Path) -> bool {
    LocalStream::connect(&folder.join(FILE)).is_ok()
}

/// Hands words over to the desk that is open on this store; `None` where there is none, or it can take nothing
/// now, and then nothing was recorded. Its answer may take so long.
///
/// # Errors
/// When the desk took the words and its answer did not come: whether they were recorded is not known.
pub fn hand_over(folder: &Path, seal: &Seal, typed: &ShellWords, within: Duration) -> Result<Option<ShellReply>> {
    let Ok(mut stream) = LocalStream::connect(&folder.join(FILE)) else { return Ok(None) };
    let mut challenge: Challenge = [0; 32];
    if stream.receive(&mut challenge, GREETING).is_err() {
        return Ok(None);
    }
    // What did not arrive whole is not looked at.
    if send_words(&mut stream, seal, &challenge, typed, GREETING).is_err() {
        return Ok(None);
    }
    match receive_answer(&mut stream, seal, &challenge, within) {
        Ok(DeskAnswer::Reply(reply)) => Ok(Some(reply)),
        Ok(DeskAnswer::Busy) => Ok(None),
        Err(_) => Err(Error::data("De open desk viel weg voor zijn antwoord; misschien is dit vastgelegd.")
            .hint("Kijk met «piket incidenten» of «piket toon» na wat er staat, voor u het opnieuw doet.")),
    }
}
