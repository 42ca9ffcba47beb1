//! A message on paper gives the same words to readers that are not this program: Python's zip and XML for the Word
//! document, `pdftotext` for the PDF, and LibreOffice for both where it is installed.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use piket::{
    domain::{
        draft::DraftKind,
        feit::{FeitStatus, Topic},
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
        eprintln!("OVERGESLAGEN: er is geen python3");
        return Ok(());
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
        eprintln!("OVERGESLAGEN: er is geen pdftotext");
        return Ok(());
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
        eprintln!("OVERGESLAGEN: er is geen LibreOffice");
        return Ok(());
    }
    let read = fs::read_to_string(path.with_extension("txt"))?;
    assert_eq!(words(read.trim_start_matches('\u{feff}')), words(&text));
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
