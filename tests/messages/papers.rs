//! A message on paper gives the same words to readers that are not this program: Python's zip and XML for the Word
//! document, `pdftotext` for the PDF, and LibreOffice for both where it is installed.

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use piket::{
    domain::{
        draft::DraftKind,
        feit::{FeitStatus, Topic},
        sanitize,
        time_kind::TimeKind,
    },
    outgoing::{eml::OutgoingLetter, message_file::MessageForm},
};
use proptest::prelude::*;

use super::case::{TestResult, case, now, number};

/// Every paragraph of a document as a line, with bold ones and points marked, and then its footer.
const READ_DOCX: &str = r###"
import sys, zipfile, xml.etree.ElementTree as E
w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
for name in z.namelist(): E.fromstring(z.read(name))
for part in ("word/document.xml", "word/footer1.xml"):
    for p in E.fromstring(z.read(part)).iter(w + "p"):
        style = p.find(f"{w}pPr/{w}pStyle").get(w + "val")
        mark = {"Title": "# ", "Heading1": "## ", "ListBullet": "- "}.get(style, "")
        print(mark + "".join(t.text or "" for t in p.iter(w + "t")))
"###;

fn long_letter() -> Result<String, Box<dyn std::error::Error>> {
    let mut c = case(Some(("FPC de Oostvaarderskliniek", "Almere")))?;
    c.rij("1")?;
    c.time(TimeKind::Voorval, "01:40")?;
    let told = "Een justitiabele houdt een medewerker vast op de afdeling en eist een gesprek met zijn advocaat; de privé-ingang naast Café 't Hoekje (Çelik & Şahin, Łódź) is «dicht», kosten ± € 250";
    for nth in 0..14 {
        let clock = format!("0{}:{:02}", 2 - nth / 10, 10 + nth * 3);
        let topic = [Topic::Event, Topic::Measures, Topic::Police, Topic::FollowUp][nth % 4];
        c.feit(topic, &format!("{told}, punt {nth}"), FeitStatus::Confirmed, Some(&clock))?;
    }
    c.said("letsel", "geen", None)?;
    Ok(c.render(DraftKind::Piketmelding)?)
}

fn written(form: MessageForm, text: &str, folder: &Path) -> Result<std::path::PathBuf, Box<dyn std::error::Error>> {
    let (zaak, kind) = (number()?, DraftKind::Piketmelding);
    let letter = OutgoingLetter { zaak, kind, version: 3, subject: "x", text, to: &[], from: None, now: now()? };
    let path = folder.join(form.file_name(&letter));
    fs::write(&path, form.render(&letter)?)?;
    Ok(path)
}

/// Says past the harness, which keeps what a test prints, that one was not done.
fn skipped(why: &str) -> TestResult {
    writeln!(std::io::stderr(), "OVERGESLAGEN: {why}")?;
    Ok(())
}

/// What a program says; `None` where it is not installed.
fn said(program: &str, arguments: &[&str]) -> Option<String> {
    let out = Command::new(program).args(arguments).stderr(Stdio::inherit()).output().ok()?;
    assert!(out.status.success(), "{program}: {}", out.status);
    Some(String::from_utf8_lossy(&out.stdout).into_owned())
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().filter(|word| !["-", "•"].contains(word)).map(str::to_owned).collect()
}

#[test]
fn a_word_document_has_every_line_at_its_place() -> TestResult {
    let folder = tempfile::tempdir()?;
    let text = long_letter()?;
    let path = written(MessageForm::Word, &text, folder.path())?;
    assert_eq!(path.file_name().and_then(|n| n.to_str()), Some("2026-W47-03-piketmelding-v3.docx"));
    let Some(read) = said("python3", &["-c", READ_DOCX, &path.to_string_lossy()]) else {
        return skipped("er is geen python3");
    };
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let read: Vec<&str> = read.lines().collect();
    assert_eq!(read.last(), Some(&"Kenmerk 2026-W47-03, versie 3Pagina 1 van 1"));
    assert_eq!(read.len(), lines.len() + 1);
    for (line, read) in lines.iter().zip(&read) {
        assert_eq!(read.trim_start_matches('#').trim_start(), *line);
    }
    assert!(read.contains(&"# PIKETMELDING 2026-W47-03") && read.contains(&"## WAT ER GEBEURDE"), "{read:#?}");
    Ok(())
}

#[test]
fn a_pdf_of_more_pages_gives_the_same_words() -> TestResult {
    let folder = tempfile::tempdir()?;
    let text = long_letter()?;
    let path = written(MessageForm::Pdf, &text, folder.path())?;
    let Some(read) = said("pdftotext", &["-layout", "-enc", "UTF-8", &path.to_string_lossy(), "-"]) else {
        return skipped("er is geen pdftotext");
    };
    let pages: Vec<&str> = read.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert!(pages.len() > 1, "{read}");
    let mut body = String::new();
    for (i, page) in pages.iter().enumerate() {
        let foot = [(i + 1).to_string(), "van".to_owned(), pages.len().to_string()].join(" ");
        let (lines, last) = page.trim_end().rsplit_once('\n').ok_or("lege bladzijde")?;
        assert!(last.starts_with("Kenmerk 2026-W47-03, versie 3") && last.ends_with(&foot), "{last}");
        body.push_str(lines);
        body.push('\n');
    }
    assert_eq!(words(&body), words(&text));
    Ok(())
}

#[test]
fn libreoffice_reads_the_same_words_in_both() -> TestResult {
    let folder = tempfile::tempdir()?;
    let text = long_letter()?;
    let path = written(MessageForm::Word, &text, folder.path())?;
    let (home, out) = (format!("-env:UserInstallation=file://{}/lo", folder.path().display()), folder.path().display());
    let arguments =
        [&home, "--headless", "--convert-to", "txt:Text", "--outdir", &out.to_string(), &path.to_string_lossy()];
    if said("soffice", &arguments).is_none() {
        return skipped("er is geen LibreOffice");
    }
    let read = fs::read_to_string(path.with_extension("txt"))?;
    assert_eq!(words(read.trim_start_matches('\u{feff}')), words(&text));
    Ok(())
}

/// What Python's mail library makes of each mail: its subject, its addresses and its text, apart and in one line each.
const READ_EML: &str = r#"
import sys, json, email, email.policy
for path in sys.argv[1:]:
    m = email.message_from_binary_file(open(path, "rb"), policy=email.policy.default)
    assert not m.defects and m["X-Unsent"] == "1", path
    print(json.dumps([m["Subject"], [a.addr_spec for a in m["To"].addresses], m.get_content()]))
"#;

#[test]
fn two_mail_libraries_read_the_same_text() -> TestResult {
    let folder = tempfile::tempdir()?;
    let to = ["lijn@dji.example".to_owned(), "Jörg Lijn <jorg@dji.example>".to_owned()];
    let long = "één heel lange regel zonder einde ".repeat(60);
    let texts = [
        long_letter()?,
        "Eén regel.\n.\n..\nFrom hier\n\tmet tab \nen een spatie aan het einde ".to_owned(),
        "=3D is geen code; € 250, «zo», 'zo' — en 🔥".to_owned(),
        "שלום عربي 中文 Łódź Şahin".to_owned(),
        format!("{long}\n\n{long}"),
    ];
    let subject = "piketmelding 2026-W47-03: brand «één», FPC Çelik & Łódź, met een onderwerp dat over de regel gaat";
    let mut paths = Vec::new();
    for (nth, text) in texts.iter().enumerate() {
        let (zaak, kind) = (number()?, DraftKind::Piketmelding);
        let letter = OutgoingLetter { zaak, kind, version: 3, subject, text, to: &to, from: None, now: now()? };
        let path = folder.path().join(format!("{nth}.eml"));
        let bytes = MessageForm::Mail.render(&letter)?;
        let mail = mail_parser::MessageParser::default().parse(&bytes).ok_or("onleesbaar")?;
        assert_eq!(sanitize::text(&mail.body_text(0).unwrap_or_default()).trim_end(), sanitize::text(text).trim_end());
        fs::write(&path, &bytes)?;
        paths.push(path.to_string_lossy().into_owned());
    }
    let mut words = vec!["-c", READ_EML];
    words.extend(paths.iter().map(String::as_str));
    let Some(said) = said("python3", &words) else { return skipped("er is geen python3") };
    assert_eq!(said.lines().count(), texts.len());
    for (line, text) in said.lines().zip(&texts) {
        let read: serde_json::Value = serde_json::from_str(line)?;
        assert_eq!(read[0], subject);
        assert_eq!(read[1], serde_json::json!(["lijn@dji.example", "jorg@dji.example"]));
        let body = read[2].as_str().ok_or("geen tekst")?;
        assert_eq!(sanitize::text(body).trim_end(), sanitize::text(text).trim_end());
    }
    Ok(())
}

#[test]
fn a_letter_that_the_pdf_does_not_have_stops_it_and_is_named() -> TestResult {
    let folder = tempfile::tempdir()?;
    for (text, named) in [("Bericht 🔥 van 中", "«🔥» «中»"), ("q\u{302}\u{301}", "\u{302}"), ("שלום", "ש")]
    {
        let error = written(MessageForm::Pdf, text, folder.path()).err().map(|e| e.to_string()).unwrap_or_default();
        assert!(error.contains(named) && error.contains(".docx"), "{error}");
        written(MessageForm::Word, text, folder.path())?;
    }
    // An accent that was typed apart is one letter with it.
    written(MessageForm::Pdf, "Cafe\u{301}", folder.path())?;
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn no_text_makes_a_document_that_cannot_be_read(text in "([A-Z ]{0,20}\n|- [\\PC]{0,300}\n|[\\PC]{0,200}\n|\n){0,30}") {
        let trial = || -> TestResult {
            let folder = tempfile::tempdir()?;
            let path = written(MessageForm::Word, &text, folder.path())?;
            let mut zip = zip::ZipArchive::new(fs::File::open(path)?)?;
            let xml = std::io::read_to_string(zip.by_name("word/document.xml")?)?;
            let mut reader = quick_xml::Reader::from_str(&xml);
            while reader.read_event()? != quick_xml::events::Event::Eof {}
            // Words of letters that every typeface has, however long, fit on the pages.
            let plain: String = text.chars().map(|c| if c.is_ascii() { c } else { 'w' }).collect();
            written(MessageForm::Pdf, &plain, folder.path())?;
            Ok(())
        };
        trial().map_err(|e| TestCaseError::fail(e.to_string()))?;
    }
}
