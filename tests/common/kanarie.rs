//! Fictitious persons who stand in every field there is, to be searched for where nobody should be.

use super::{
    Mis,
    omgeving::{Omgeving, foto},
};

/// Rare enough to be nobody and nothing else; the second half survives the prefix compression of the
/// search index.
pub const KANARIES: [&str; 4] = ["anariestra", "14-03-1987", "06 0000 4711", "a2FuYXJpZXN0cmE"];

/// Which of them can be found in the bytes of the whole folder, whatever the case of the letters.
pub fn gevonden(omgeving: &Omgeving) -> Result<Vec<&'static str>, Mis> {
    let alles: Vec<u8> = foto(omgeving.data())?.into_values().flatten().map(|b| b.to_ascii_lowercase()).collect();
    let staat_er = |k: &str| alles.windows(k.len()).any(|w| w == k.to_ascii_lowercase().as_bytes());
    Ok(KANARIES.into_iter().filter(|k| staat_er(k)).collect())
}

const MAIL: &str = "From: Wilma Kanariestra <w.kanariestra@voorbeeld.test>\r\nTo: piket@voorbeeld.test\r\n\
    Subject: Over Kanariestra\r\nMessage-ID: <kanariestra.1@voorbeeld.test>\r\nDate: Sun, 13 Dec 2026 20:05:00 +0100\r\n\
    MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"grens\"\r\n\r\n--grens\r\n\
    Content-Type: text/plain; charset=utf-8\r\n\r\nBetrokkene: W. Kanariestra, geboren 14-03-1987.\r\nInrichting: bij Kanariestra thuis\r\n--grens\r\n\
    Content-Type: application/x-kanariestra; name=\"Kanariestra.bin\"\r\nContent-Transfer-Encoding: base64\r\n\
    Content-Disposition: attachment; filename=\"Kanariestra.bin\"\r\n\r\na2FuYXJpZXN0cmE=\r\n--grens--\r\n";

/// A case with the person in every field there is, closed.
pub fn vol(omgeving: &Omgeving) -> Result<String, Mis> {
    let wie = "W. Kanariestra, 14-03-1987, 06 0000 4711";
    let goed = |verb: &[&str]| omgeving.goed(verb);
    let zaak = goed(&[
        "meld",
        "--nr",
        "1",
        "--inrichting",
        "Huize Kanariestra",
        "--beller",
        wie,
        "--nummer",
        "06 0000 4711",
        "--wat",
        wie,
        "--voorval",
        "20:00",
    ])?;
    let naar = omgeving.pad("kanarie.eml");
    std::fs::write(&naar, MAIL)?;
    goed(&["importeer", &naar.to_string_lossy()])?;
    goed(&["koppel", "M0002", &zaak])?;
    goed(&["feit", &zaak, "betrokkenen", wie, "--bron", wie])?;
    goed(&["rij", &zaak, "2", "--reden", wie])?;
    goed(&["besluit", &zaak, "P", "ja", "--reden", wie])?;
    goed(&["zet-termijn", &zaak, "mbv", "--uiterlijk", "2026-12-14 11:00", "--reden", wie])?;
    std::fs::write(omgeving.pad("tekst.txt"), format!("Zaak {zaak}: {wie}"))?;
    goed(&["concept", &zaak, "sms", "--tekst", &omgeving.pad("tekst.txt").to_string_lossy()])?;
    goed(&["concept", &zaak, "sms", "--gecontroleerd"])?;
    goed(&["concept", &zaak, "sms", "--verzonden", "--aan", wie, "--kanaal", wie])?;
    let document = omgeving.json(&["toon", &zaak, "--json"])?;
    for stap in document["stappen"].as_array().into_iter().flatten().filter_map(|s| s["stap"].as_str()) {
        // Some tick themselves; those refuse a mark.
        omgeving.doe(&["stap", &zaak, stap, "niet-nodig", "--reden", wie])?;
    }
    goed(&["monitor", "--week", "2026-W50", "--uit", &omgeving.pad("voor.json").to_string_lossy()])?;
    goed(&["sluit", &zaak])?;
    Ok(zaak)
}
