//! Words that no dictionary knows: underlined in a draft and nothing more, kept as the officer's own by one key, and silent
//! where there is no dictionary.

use std::{fs, sync::Arc};

use piket::{
    desk::{effect::Effect, msg::Msg},
    outgoing::spelling::{SpellDictionary, Speller},
    runtime::word_file::{WordFile, usual_dictionaries},
    ui::{Screen, look::Look},
};
use ratatui::style::Modifier;
use tokio::sync::mpsc::channel;

use crate::{
    desk::{TestDesk, TestResult},
    typing::editor,
};

const RULES: &str = "SET UTF-8\nSFX A Y 1\nSFX A 0 en .\n";
const WORDS: &str = "6\ner\nis\nbrand/A\nop\nde\nkamer\n";

/// How the first letter of a word in the draft is drawn.
fn at(desk: &mut TestDesk, word: &str) -> Option<Modifier> {
    let buffer = desk.draw();
    let width = usize::from(buffer.area.width);
    let symbols: Vec<&str> = buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect();
    let line = symbols.chunks(width).position(|row| row.concat().contains(word))?;
    let row: Vec<&str> = symbols.chunks(width).nth(line)?.to_vec();
    let column = (0..width).find(|c| row.get(*c..).unwrap_or_default().concat().starts_with(word))?;
    buffer.content().get(line * width + column).map(|cell| cell.modifier)
}

/// Whether a word in the draft is underlined.
pub fn is_marked(desk: &mut TestDesk, word: &str) -> bool {
    at(desk, word).is_some_and(|modifier| modifier.contains(Modifier::UNDERLINED))
}

#[test]
fn only_a_word_that_nobody_knows_is_underlined_and_one_key_keeps_it() -> TestResult {
    let mut desk = editor("Er is braand op de kamer.\nJustitiabele, Pompestichting, Nijmegen, MBV, 02.10.")?;
    assert!(!is_marked(&mut desk, "braand"), "without a dictionary nothing is marked");
    let speller = Speller::default();
    desk.screen = Screen::new(Look::default()).spelled_by(speller.clone());
    speller.fill(SpellDictionary::parse(RULES, WORDS)?);
    assert!(is_marked(&mut desk, "braand"), "{}", desk.text());
    for known in ["kamer", "Justitiabele", "Pompestichting", "Nijmegen", "MBV"] {
        assert!(!is_marked(&mut desk, known), "{known}: {}", desk.text());
    }
    assert!(!desk.text().contains("braand staat"), "a mark says nothing");
    let wanted = |desk: &mut TestDesk| {
        let asked = std::mem::take(&mut desk.requested);
        asked.into_iter().find_map(|effect| if let Effect::TurnWord(word) = effect { Some(word) } else { None })
    };
    desk.keys("<ctrl-home><rechts><rechts><rechts><rechts><rechts><rechts><rechts><alt-w>")?;
    assert_eq!(wanted(&mut desk).as_deref(), Some("braand"));
    let words = WordFile::default();
    let told = words.turn("braand", &speller)?;
    desk.send(Msg::WordTurned(Ok(told)));
    assert!(desk.text().contains("«braand» staat in uw woordenlijst"), "{}", desk.text());
    assert!(!is_marked(&mut desk, "braand"));
    assert!(words.turn("braand", &speller)?.contains("staat niet meer"), "the same key takes it back");
    assert!(is_marked(&mut desk, "braand"));
    Ok(())
}

#[test]
fn own_words_are_kept_in_a_file_that_a_hand_may_change_too() -> TestResult {
    let folder = tempfile::tempdir()?;
    let own = folder.path().join("woordenlijst.txt");
    let words = WordFile { own: Some(own.clone()), dictionaries: Vec::new() };
    let speller = Speller::default();
    words.turn("Pompekliniek", &speller)?;
    fs::write(&own, format!("{}afloopbericht\n", fs::read_to_string(&own)?))?;
    words.turn("piketweek", &speller)?;
    assert_eq!(fs::read_to_string(&own)?, "afloopbericht\npiketweek\npompekliniek\n");
    assert!(speller.is_own("Afloopbericht") && speller.is_own("POMPEKLINIEK"));
    words.turn("pompekliniek", &speller)?;
    assert_eq!(fs::read_to_string(&own)?, "afloopbericht\npiketweek\n");
    Ok(())
}

#[test]
fn a_dictionary_that_is_at_fault_is_one_sentence_and_one_that_is_not_there_is_none() -> TestResult {
    let folder = tempfile::tempdir()?;
    let at = folder.path().join("nl.aff");
    for (rules, words, told) in [
        (None, None, None),
        (Some("FLAG onzin\n"), Some("1\nbrand\n"), Some("Het woordenboek voor de spelling is niet te lezen")),
        (Some(RULES), None, Some("Het woordenboek nl.dic is niet te lezen")),
    ] {
        if let Some(rules) = rules {
            fs::write(&at, rules)?;
        }
        if let Some(words) = words {
            fs::write(at.with_extension("dic"), words)?;
        } else if at.with_extension("dic").exists() {
            fs::remove_file(at.with_extension("dic"))?;
        }
        let (sender, mut receiver) = channel(4);
        let speller = WordFile { own: None, dictionaries: vec![at.clone()] }.speller(sender);
        speller.begin();
        // The reader has ended once nobody holds the other end any more.
        let mut all = Vec::new();
        while let Some(msg) = receiver.blocking_recv() {
            all.push(msg);
        }
        let said =
            all.iter().find_map(|msg| if let Msg::Failed(error) = msg { Some(error.sentence.clone()) } else { None });
        assert_eq!(all.len(), usize::from(told.is_some()), "{all:?}");
        assert_eq!(said.is_some_and(|said| told.is_some_and(|told| said.contains(told))), told.is_some(), "{all:?}");
        assert!(!speller.is_ready() && speller.knows("brnad"));
    }
    Ok(())
}

/// The dictionary is read in the letters that its rules name; what is not in them is one sentence.
#[test]
fn a_dictionary_in_older_letters_is_read_and_a_damaged_one_is_told() -> TestResult {
    let folder = tempfile::tempdir()?;
    let at = folder.path().join("nl.aff");
    let read = |rules: &str, words: &[u8]| -> Result<(Speller, Vec<Msg>), Box<dyn std::error::Error>> {
        fs::write(&at, rules)?;
        fs::write(at.with_extension("dic"), words)?;
        let (sender, mut receiver) = channel(4);
        let speller = WordFile { own: None, dictionaries: vec![at.clone()] }.speller(sender);
        speller.begin();
        let mut all = Vec::new();
        while let Some(msg) = receiver.blocking_recv() {
            all.push(msg);
        }
        Ok((speller, all))
    };
    for set in ["ISO8859-1", "ISO-8859-1", "iso8859-15", "windows-1252"] {
        let (speller, told) = read(&format!("SET {set}\nSFX A Y 1\nSFX A 0 en .\n"), b"2\nbe\xEBindigd\ncli\xEBnt\n")?;
        assert!(told.is_empty() && speller.is_ready(), "{set}: {told:?}");
        assert!(speller.knows("beëindigd") && speller.knows("cliënt") && !speller.knows("beeindigd"), "{set}");
    }
    // The same bytes are no UTF-8; half a file is no dictionary either.
    for (rules, words) in [(RULES, b"2\nbe\xEBindigd\n".as_slice()), ("SET UTF-8\nSFX A Y 9\nSFX A 0", b"1\nbrand/A\n")]
    {
        let (speller, told) = read(rules, words)?;
        assert!(
            matches!(told.as_slice(), [Msg::Failed(error)] if error.sentence.contains("niet te lezen")),
            "{told:?}"
        );
        assert!(!speller.is_ready() && speller.knows("brnad"), "{rules}");
    }
    Ok(())
}

/// With the dictionary that the system has: Dutch as an officer writes it is hardly marked.
#[test]
fn the_dictionary_of_the_system_knows_dutch() -> TestResult {
    let Some(rules) = usual_dictionaries().into_iter().find(|path| path.is_file()) else {
        println!("Er is hier geen Nederlands woordenboek; deze proef is overgeslagen.");
        return Ok(());
    };
    let (rules, words) = (fs::read_to_string(&rules)?, fs::read_to_string(rules.with_extension("dic"))?);
    let speller = Speller::default();
    speller.fill(SpellDictionary::parse(&rules, &words)?);
    let speller = Arc::new(speller);
    for word in ["gijzeling", "medewerkers", "beëindigd", "afdelingshoofd", "brandweer", "ziekenhuis", "foto's"] {
        assert!(speller.knows(word), "{word}");
    }
    for word in ["gijzelling", "medewerekers", "beeindigt", "zieknhuis"] {
        assert!(!speller.knows(word), "{word}");
    }
    Ok(())
}
