//! What the store answers, as the desk hears it.

use crate::{desk::msg::Msg, domain::sanitize, store::Response};

/// An answer of the store as a message for the desk, where there is anything to say.
pub(super) fn message(answer: Response) -> Option<Msg> {
    Some(match answer {
        Response::AuditNoted { result: Ok(()) } | Response::TypedForgotten { result: Ok(()) } => return None,
        Response::TypedKept { target, result } => Msg::TypedKept { target, result },
        Response::Typed { result: Ok(texts) } => Msg::Held(texts),
        Response::Written { ticket, result: Ok(entries) } => Msg::Recorded { ticket, entries },
        Response::Written { ticket, result: Err(error) } => Msg::Refused { ticket, error },
        Response::Found { text, result: Ok(hits) } => {
            Msg::Found { search: text, desk: Box::new(hits.desk), total: hits.total }
        }
        Response::Timeline { zaak, result: Ok(entries) } => Msg::Timeline { zaak, entries },
        Response::Film { scope, result: Ok(entries) } => Msg::Film { scope, entries },
        Response::WatchKept { news } => Msg::Watch(Box::new(Ok(*news))),
        Response::Woken { result } => Msg::Woken(Box::new(result)),
        Response::Recent { result: Ok(desk) } => Msg::Recent(Box::new(desk)),
        Response::Found { result: Err(error), .. }
        | Response::Recent { result: Err(error) }
        | Response::Typed { result: Err(error) }
        | Response::TypedForgotten { result: Err(error) }
        | Response::Film { result: Err(error), .. }
        | Response::Timeline { result: Err(error), .. }
        | Response::AuditNoted { result: Err(error) } => Msg::Failed(error),
        Response::Followed { result: Ok(n) } => {
            Msg::Followed { writer: n.writer, entries: n.entries, delta: Box::new(n.desk) }
        }
        Response::BackedUp { reason, result } => {
            Msg::Backup { reason, result: result.map(|path| sanitize::line(&path.to_string_lossy())) }
        }
        Response::Followed { result: Err(error) } => Msg::FollowFailed(error),
        Response::TakenOver { result } => Msg::TakenOver(result.map(Box::new)),
    })
}
