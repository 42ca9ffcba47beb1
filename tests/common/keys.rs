//! A small language for keys: plain characters stand for themselves, names between angle brackets for
//! the rest, so that a test reads as what the officer's hands do.

use super::Failure;

/// What a terminal sends for the keys in a script such as `nFPC<tab><ctrl-s>`; `<lt>` is the character
/// itself.
pub fn bytes(script: &str) -> Result<Vec<u8>, Failure> {
    let mut out = Vec::new();
    let mut rest = script;
    while let Some((plain, after)) = rest.split_once('<') {
        let (name, onward) =
            after.split_once('>').ok_or_else(|| Failure(format!("«{script}»: een toets zonder sluithaak")))?;
        out.extend_from_slice(plain.as_bytes());
        out.extend(key(name).ok_or_else(|| Failure(format!("«{script}»: <{name}> is geen toets")))?);
        rest = onward;
    }
    out.extend_from_slice(rest.as_bytes());
    Ok(out)
}

fn key(name: &str) -> Option<Vec<u8>> {
    if let Some([letter @ b'a'..=b'z']) = name.strip_prefix("ctrl-").map(str::as_bytes) {
        return Some(vec![letter - b'a' + 1]);
    }
    let sequence: &[u8] = match name {
        "enter" => b"\r",
        "tab" => b"\t",
        "shift-tab" => b"\x1b[Z",
        // A lone ESC followed by a letter in one read is Alt and that letter; the long form of the
        // key is never ambiguous, so a script may go on typing.
        "esc" => b"\x1b[27u",
        "kaal-esc" => b"\x1b",
        "bs" => b"\x7f",
        "del" => b"\x1b[3~",
        "omhoog" => b"\x1b[A",
        "omlaag" => b"\x1b[B",
        "rechts" => b"\x1b[C",
        "links" => b"\x1b[D",
        "home" => b"\x1b[H",
        "end" => b"\x1b[F",
        "ctrl-home" => b"\x1b[1;5H",
        "ctrl-end" => b"\x1b[1;5F",
        "pgup" => b"\x1b[5~",
        "pgdn" => b"\x1b[6~",
        "f1" => b"\x1bOP",
        "f2" => b"\x1bOQ",
        "f3" => b"\x1bOR",
        "f4" => b"\x1bOS",
        "f5" => b"\x1b[15~",
        "f6" => b"\x1b[17~",
        "f7" => b"\x1b[18~",
        "f8" => b"\x1b[19~",
        "f12" => b"\x1b[24~",
        "lt" => b"<",
        _ => return None,
    };
    Some(sequence.to_vec())
}
