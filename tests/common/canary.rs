//! Fictitious persons who stand in every field there is, to be searched for where nobody should be.

use super::{
    Failure,
    environment::{TestEnv, snapshot},
};

/// Rare enough to be nobody and nothing else; the second half survives the prefix compression of the
/// search index.
pub const CANARIES: [&str; 4] = ["anariestra", "14-03-1987", "06 0000 4711", "a2FuYXJpZXN0cmE"];

/// Which of them can be found in the bytes of the whole folder, whatever the case of the letters.
pub fn found(env: &TestEnv) -> Result<Vec<&'static str>, Failure> {
    let everything: Vec<u8> = snapshot(env.data())?.into_values().flatten().map(|b| b.to_ascii_lowercase()).collect();
    let is_present = |k: &str| everything.windows(k.len()).any(|w| w == k.to_ascii_lowercase().as_bytes());
    Ok(CANARIES.into_iter().filter(|k| is_present(k)).collect())
}

const MAIL: &str = "From: Wilma Kanariestra <w.kanariestra@voorbeeld.test>\r\nTo: piket@voorbeeld.test\r\n\
    Subject: Over Kanariestra\r\nMessage-ID: <kanariestra.1@voorbeeld.test>\r\nDate: Sun, 13 Dec 2026 20:05:00 +0100\r\n\
    MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"grens\"\r\n\r\n--grens\r\n\
    Content-Type: text/plain; charset=utf-8\r\n\r\nBetrokkene: W. Kanariestra, geboren 14-03-1987.\r\nInrichting: bij Kanariestra thuis\r\n--grens\r\n\
    Content-Type: application/x-kanariestra; name=\"Kanariestra.bin\"\r\nContent-Transfer-Encoding: base64\r\n\
    Content-Disposition: attachment; filename=\"Kanariestra.bin\"\r\n\r\na2FuYXJpZXN0cmE=\r\n--grens--\r\n";

/// A case with the person in every field there is, closed.
pub fn full(env: &TestEnv) -> Result<String, Failure> {
    let who = "W. Kanariestra, 14-03-1987, 06 0000 4711";
    let good = |verb: &[&str]| env.good(verb);
    let zaak = good(&[
        "meld",
        "--nr",
        "1",
        "--inrichting",
        "Huize Kanariestra",
        "--beller",
        who,
        "--nummer",
        "06 0000 4711",
        "--wat",
        who,
        "--voorval",
        "20:00",
    ])?;
    let to = env.path("kanarie.eml");
    std::fs::write(&to, MAIL)?;
    good(&["importeer", &to.to_string_lossy()])?;
    good(&["koppel", "M0002", &zaak, "--reden", "Kanariestra schrijft van huis"])?;
    good(&["feit", &zaak, "betrokkenen", who, "--bron", who])?;
    good(&["rij", &zaak, "2", "--reden", who])?;
    good(&["besluit", &zaak, "P", "ja", "--reden", who])?;
    good(&["doorgemeld", &zaak, "--aan", who, "--kanaal", "telefoon", "--reden", who])?;
    good(&["zet-termijn", &zaak, "mbv", "--uiterlijk", "2026-12-14 11:00", "--reden", who])?;
    std::fs::write(env.path("tekst.txt"), format!("Zaak {zaak}: {who}"))?;
    good(&["concept", &zaak, "sms", "--tekst", &env.path("tekst.txt").to_string_lossy()])?;
    good(&["concept", &zaak, "sms", "--doorlaten", who])?;
    good(&["concept", &zaak, "sms", "--gecontroleerd"])?;
    good(&["concept", &zaak, "sms", "--verzonden", "--aan", who, "--kanaal", "sms", "--reden", who])?;
    let document = env.json(&["toon", &zaak, "--json"])?;
    for step in document["stappen"].as_array().into_iter().flatten().filter_map(|s| s["stap"].as_str()) {
        // Some tick themselves; those refuse a mark.
        env.run(&["stap", &zaak, step, "niet-nodig", "--reden", who])?;
    }
    good(&["monitor", "--week", "2026-W50", "--uit", &env.path("voor.json").to_string_lossy()])?;
    good(&["sluit", &zaak])?;
    Ok(zaak)
}
