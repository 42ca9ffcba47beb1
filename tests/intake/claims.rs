//! What a mail tells of what happened: no label, heading, choice left open, legend, signature or disclaimer, and no
//! answer to another question.

use piket::{
    intake,
    judge::{rij_hint, told},
    rules::book::Rulebook,
};

use super::TestResult;

/// The rows that a mail with this text points to.
fn rows(text: &str) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let mail = format!(
        "From: Balie <balie@kliniek.example>\r\nDate: Sun, 22 Nov 2026 03:00:00 +0100\r\nSubject: Bericht\r\n\
         Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{}\r\n",
        text.replace('\n', "\r\n")
    );
    let read = intake::read_bytes(mail.as_bytes(), "proef.eml", &intake::inrichtingen()?)?;
    let book = Rulebook::built_in();
    Ok(rij_hint::rij_hints(book, &told::told(book, &read.mail)).iter().map(|hint| hint.rule.nr.to_string()).collect())
}

const HEAD: &str =
    "Naam verpleegde: T. de Proef\nGeboortedatum: 14-03-1984\nInrichting: FPC de Kijvelanden\nDelict: moord\n";
const BELOW: &str = "\n\nMet vriendelijke groet,\nA. Balie, brandwacht\nAfdeling gijzeling en opstand\n\
                     Dit bericht is uitsluitend bestemd voor de geadresseerde, ook bij brand.";

#[test]
fn words_around_the_story_count_for_nothing() -> TestResult {
    for text in [
        "Slachtoffers\nGeweld tegen personeel\nBrand\n\nZie bijlage.",
        "Soort: ☐ brand ☐ gijzeling ☐ drugs",
        "Soort: [ ] brand [ ] gijzeling ( ) drugs",
        "A = ontvluchting, B = brand, C = geweld, D = overlijden",
        "A. Gijzeling\nB. Brand\nC. Geweld\nD. Overleden",
        "1. Gijzeling\n2. Brand\n3. Uitbraak\n4. Drugs",
        "Is er geweld gebruikt?\nZijn er drugs gevonden?",
        "Doorhalen wat niet van toepassing is: brand, geweld, drugs.",
        "Als er drugs zijn gevonden, vul dan bijlage 2 in.",
        "> Vorige week was er brand.",
    ] {
        let found = rows(&format!("{HEAD}{text}{BELOW}"))?;
        assert_eq!(found, [""; 0], "{text}");
    }
    Ok(())
}

#[test]
fn the_story_counts_wherever_it_stands() -> TestResult {
    for (text, row) in [
        ("Wat was er: ☐ brand ☒ gijzeling ☐ drugs", "1"),
        ("Wat was er: [ ] brand [ ] gijzeling [x] drugs", "9"),
        ("Toedracht\nVannacht is er brand geweest op kamer 4.", "2"),
        ("Wat zag u vannacht: een gijzeling in de keuken", "1"),
        ("Vannacht is er brand geweest op kamer 4.", "2"),
    ] {
        assert_eq!(rows(&format!("{HEAD}{text}{BELOW}"))?, [row], "{text}");
    }
    for (text, row) in [
        ("Brand op kamer 12", "2"),
        ("SPOED: brand op kamer 12", "2"),
        ("Groet uit de nacht.\nEr is brand.", "2"),
        ("Groeten,\nAnna\n\nVan: Balie <b@kliniek.example>\nOnderwerp: x\n\nEr is brand op kamer 4.", "2"),
    ] {
        assert_eq!(rows(text)?, [row], "{text}");
    }
    Ok(())
}
