//! What is certain: only an answer that has the shape of its field as a whole. A range, two values, a negation,
//! choices left standing or another person are a proposal with a reason, or stay as they were written.

use piket::{
    domain::{melding::Certainty, text::Vertrouwelijk},
    intake::{self, ReadMail},
};

use super::TestResult;

/// What has to become of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expected {
    Certain,
    /// A proposal at most, with the reason said.
    Doubted,
    /// No value; the answer is kept, with the reason said.
    Kept,
}

use Expected::{Certain, Doubted, Kept};

const SHAPES: &[(&str, &str, &str, Expected)] = &[
    ("type_voorval", "Type voorval", "I", Certain),
    ("type_voorval", "Type voorval", "i", Certain),
    ("type_voorval", "Type voorval", "I. Ernstig geweld", Certain),
    ("type_voorval", "Type voorval", "H. niet terug van verlof", Certain),
    ("type_voorval", "Type voorval", "A - natuurlijke dood", Certain),
    ("type_voorval", "Type voorval", "A t/m J", Kept),
    ("type_voorval", "Type voorval", "H of G", Kept),
    ("type_voorval", "Type voorval", "D en I", Kept),
    ("type_voorval", "Type voorval", "I/J", Kept),
    ("type_voorval", "Type voorval", "niet A maar D", Kept),
    ("type_voorval", "Type voorval", "I.v.m. drukte nog niet ingevuld", Kept),
    ("type_voorval", "Type voorval", "K", Kept),
    ("type_voorval", "Type voorval", "9", Kept),
    ("type_voorval", "Type voorval", "А", Kept),
    ("type_voorval", "Type voorval", "I?", Doubted),
    ("verpleegde", "Naam verpleegde", "FPC de Rooyse Wissel", Doubted),
    ("verpleegde", "Naam verpleegde", "T. de Proef <t@x.example>", Doubted),
    ("verpleegde", "Naam verpleegde", "onbekend", Doubted),
    ("verpleegde", "Naam verpleegde", "T. de Proef*", Doubted),
    ("geslacht", "Geslacht", "man", Certain),
    ("geslacht", "Geslacht", "V", Certain),
    ("geslacht", "Geslacht", "mannelijk", Certain),
    ("geslacht", "Geslacht", "(x) man ( ) vrouw", Certain),
    ("geslacht", "Geslacht", "man / vrouw", Kept),
    ("geslacht", "Geslacht", "[x] man [x] vrouw", Kept),
    ("geslacht", "Geslacht", "✅ man ❌ vrouw", Kept),
    ("geslacht", "Geslacht", "o man x vrouw", Kept),
    ("geslacht", "Geslacht", "_X_ man ___ vrouw", Kept),
    ("geslacht", "Geslacht", "niet man", Kept),
    ("geslacht", "Geslacht", "X", Doubted),
    ("geslacht", "Geslacht", "мужчина", Doubted),
    ("nationaliteit", "Nationaliteit", "Nederlandse en Turkse", Certain),
    ("nationaliteit", "Nationaliteit", "niet Nederlands", Doubted),
    ("inrichting", "Inrichting", "FPC de Kijvelanden", Certain),
    ("inrichting", "Inrichting", "FPC de Kijvelanden te Poortugaal", Certain),
    ("inrichting", "Inrichting", "niet FPC de Kijvelanden", Kept),
    ("inrichting", "Inrichting", "FPC de Rooyse Wissel en FPC de Kijvelanden", Kept),
    ("inrichting", "Inrichting", "voorheen FPC de Kijvelanden, nu FPC de Rooyse Wissel", Kept),
    ("voorval", "Datum en tijdstip voorval", "zondag 22 november 2026, 01.25 uur", Certain),
    ("voorval", "Datum en tijdstip voorval", "gisteren om 23:00", Certain),
    ("voorval", "Datum en tijdstip voorval", "22-11-2026 01:25 UTC", Doubted),
    ("voorval", "Datum en tijdstip voorval", "22-11-2062 01:25", Doubted),
    ("voorval", "Datum en tijdstip voorval", "22-11-2012 01:25", Doubted),
    ("voorval", "Datum en tijdstip voorval", "21-11-2026 tussen 23:00 en 23:30", Doubted),
    ("voorval", "Datum en tijdstip voorval", "21-11-2026 23:00 en 22-11-2026 01:00", Doubted),
    ("voorval", "Datum en tijdstip voorval", "maandag 22 november 2026 01:25", Doubted),
    ("voorval", "Datum en tijdstip voorval", "ma 22-11-2026 01:25", Doubted),
    ("voorval", "Datum en tijdstip voorval", "niet 22-11-2026 01:25", Doubted),
    ("geboortedatum", "Geboortedatum", "14 maart 1984", Certain),
    ("geboortedatum", "Geboortedatum", "14-03-1984 te Den Haag", Certain),
    ("geboortedatum", "Geboortedatum", "14-03-1984 (42 jaar)", Certain),
    ("geboortedatum", "Geboortedatum", "niet 14-03-1984", Doubted),
    ("geboortedatum", "Geboortedatum", "14-03-1984 of 15-03-1984", Kept),
    ("geboortedatum", "Geboortedatum", "14-03-2020", Doubted),
    ("verpleegde", "Naam verpleegde", "T. de Proef", Certain),
    ("verpleegde", "Naam verpleegde", "Naam verpleegde", Kept),
    ("verpleegde", "Naam verpleegde", "Hoofd: P. Directeur", Kept),
];

const FORM: [(&str, &str); 8] = [
    ("Naam verpleegde", "T. de Proef"),
    ("Geboortedatum", "14-03-1984"),
    ("Verblijfstitel", "tbs met dwangverpleging"),
    ("Delict", "doodslag"),
    ("Inrichting", "FPC de Rooyse Wissel"),
    ("Afdeling", "Horst"),
    ("Datum en tijdstip voorval", "22-11-2026 01:25"),
    ("Type voorval", "I"),
];

fn read(text: &str) -> Result<ReadMail, Box<dyn std::error::Error>> {
    let mail = format!(
        "From: Secretariaat <a@x.example>\nTo: piket@x.example\nSubject: Melding\nDate: Sun, 22 Nov 2026 01:40:00 +0100\n\
         Content-Type: text/plain; charset=utf-8\n\n{text}"
    );
    Ok(intake::read_bytes(mail.as_bytes(), "proef.eml", &intake::inrichtingen()?)?)
}

fn lines<'a>(items: impl Iterator<Item = &'a (&'a str, &'a str)>) -> String {
    items.map(|(label, said)| format!("{label}: {said}")).collect::<Vec<_>>().join("\n")
}

/// The form with another answer to one question.
fn form(label: &str, answer: &str) -> String {
    let rest = FORM.iter().filter(|(own, _)| *own != label).map(|(own, said)| format!("{own}: {said}\n"));
    rest.chain([format!("{label}: {answer}\n")]).collect()
}

fn unread(mail: &ReadMail) -> Vec<(&str, &str)> {
    mail.mail.unread.iter().map(|pair| (pair.label.read(), pair.answer.read())).collect()
}

#[test]
fn only_a_whole_answer_is_certain() -> TestResult {
    let mut wrong = Vec::new();
    for (field, label, answer, expected) in SHAPES {
        let mail = read(&form(label, answer))?;
        let found = mail.mail.fields.get(*field).map(|f| f.certainty);
        let told = mail.mail.warnings.iter().any(|w| w.read().contains(&format!("«{label}»")));
        let kept =
            unread(&mail).iter().any(|(own, said)| own == label && said.trim_matches('_') == answer.trim_matches('_'));
        let right = match expected {
            Certain => found == Some(Certainty::Certain) && !told,
            Doubted => found == Some(Certainty::Proposed) && told,
            Kept => found.is_none() && told && kept,
        };
        if !right {
            let warnings: Vec<&str> = mail.mail.warnings.iter().map(Vertrouwelijk::read).collect();
            wrong.push(format!("{label}: {answer:?} {expected:?} → {found:?} {kept} {warnings:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

#[test]
fn what_is_of_another_person_is_no_field() -> TestResult {
    let others = [
        ("Geslacht slachtoffer", "vrouw"),
        ("Nationaliteit slachtoffer", "Poolse"),
        ("Naam slachtoffer", "K. Slacht"),
        ("Geboortedatum kind", "02-02-2020"),
        ("Naam partner", "B. Ander"),
        ("Geslacht getuige", "man"),
        ("Naam advocaat", "P. Pleit"),
    ];
    let text = lines(FORM.iter().chain(&others));
    let mail = read(&text)?;
    for (label, answer) in others {
        assert!(unread(&mail).contains(&(label, answer)), "{label}");
    }
    for field in ["geslacht", "nationaliteit", "slachtoffers", "datum", "ondertekend_door"] {
        assert!(!mail.mail.fields.contains_key(field), "{field}");
    }
    Ok(())
}

/// Of anybody or anything that no list names, in the three ways in which a label says so; the form's own field is left out.
#[test]
fn whose_a_label_says_it_is_nobody_needs_to_have_listed() -> TestResult {
    let whose = [
        "tolk",
        "dochter",
        "aangever",
        "verpleegkundige",
        "groepsgenoot",
        "zwager",
        "stagiair",
        "dader van toen",
        "eiser",
        "hond",
    ];
    let own = [
        ("Naam verpleegde", "Naam", "K. Ander", "verpleegde"),
        ("Geboortedatum", "Geboortedatum", "02-02-1990", "geboortedatum"),
        ("Geslacht", "Geslacht", "vrouw", "geslacht"),
        ("Nationaliteit", "Nationaliteit", "Poolse", "nationaliteit"),
        ("Inrichting", "Inrichting", "FPC de Kijvelanden", "inrichting"),
        ("Afdeling", "Afdeling", "Zuid", "afdeling"),
    ];
    for (left_out, what, answer, field) in own {
        for who in whose {
            for label in [format!("{what} {who}"), format!("{what} van de {who}"), format!("{what} ({who})")] {
                let rest = FORM.iter().filter(|(label, _)| *label != left_out);
                let said = (label.as_str(), answer);
                let mail = read(&lines(rest.chain(std::iter::once(&said))))?;
                let found =
                    mail.mail.fields.get(field).filter(|f| f.value.read().contains(answer) || what == "Geboortedatum");
                assert_ne!(found.map(|f| f.certainty), Some(Certainty::Certain), "{label}");
            }
        }
    }
    Ok(())
}

#[test]
fn what_a_form_says_in_two_ways_is_proposed_at_most() -> TestResult {
    for (field, first, second) in [
        ("type_voorval", ("Soort melding", "A"), ("Type voorval", "I")),
        ("verpleegde", ("Naam", "M. Elder"), ("Naam verpleegde", "T. de Proef")),
        ("inrichting", ("Kliniek", "FPC de Kijvelanden"), ("Inrichting", "FPC de Rooyse Wissel")),
        ("geslacht", ("Sekse", "vrouw"), ("Geslacht", "man")),
    ] {
        let rest = FORM.iter().filter(|(label, _)| *label != second.0);
        let mail = read(&lines([first].iter().chain(rest).chain(&[second])))?;
        assert_eq!(mail.mail.fields.get(field).map(|f| f.certainty), Some(Certainty::Proposed), "{field}");
        assert!(mail.mail.warnings.iter().any(|w| w.read().contains("nog een ander antwoord")), "{field}");
    }
    Ok(())
}

#[test]
fn a_short_form_is_read_by_its_labels() -> TestResult {
    let mail = read(
        "Naam verpleegde: T. de Proef\nGeboortedatum: 14-03-1984\nInrichting: FPC de Rooyse Wissel\n\
         Datum en tijdstip voorval: 22-11-2026 01:25\nType voorval: I\nGeslacht: (x) man ( ) vrouw\n",
    )?;
    assert_eq!(mail.kind.code(), "mbv");
    for (field, value) in [
        ("verpleegde", "T. de Proef"),
        ("geboortedatum", "1984-03-14"),
        ("inrichting", "FPC de Rooyse Wissel"),
        ("voorval", "2026-11-22T01:25:00+01:00"),
        ("type_voorval", "I"),
        ("geslacht", "man"),
    ] {
        let found = mail.mail.fields.get(field).map(|f| (f.value.read(), f.certainty));
        assert_eq!(found, Some((value, Certainty::Certain)), "{field}");
    }
    Ok(())
}

#[test]
fn a_sentence_of_the_description_is_no_other_item() -> TestResult {
    let text = "Beschrijving van het voorval: De politie kwam om 02:00.\nMedia: stonden voor de deur.\nHij werd afgevoerd.\n\
                Genomen maatregelen: Separatie\n";
    let mail = read(&form("Geslacht", &format!("man\n{text}")))?;
    assert_eq!(mail.mail.fields.get("media").map(|f| f.certainty), Some(Certainty::Proposed));
    assert!(mail.mail.warnings.iter().any(|w| w.read().contains("«Media»")));
    let mail = read(&form("Geslacht", &format!("man\n{}", text.replace("stonden voor de deur", "nee, nog niet"))))?;
    assert_eq!(mail.mail.fields.get("media").map(|f| f.certainty), Some(Certainty::Certain));
    Ok(())
}

#[test]
fn a_second_form_in_one_text_is_kept_and_named() -> TestResult {
    let second = [("Naam verpleegde", "B. Ander"), ("Inrichting", "FPC de Kijvelanden"), ("Type voorval", "D")];
    let text = lines(FORM.iter().chain(&second));
    let mail = read(&text)?;
    let warnings: Vec<&str> = mail.mail.warnings.iter().map(Vertrouwelijk::read).collect();
    for (label, answer) in second {
        assert!(unread(&mail).contains(&(label, answer)), "{label}");
        assert!(warnings.iter().any(|w| w.contains(&format!("«{label}»"))), "{label}: {warnings:?}");
    }
    Ok(())
}

/// Who or what else a label may be about, and how it is written.
const OTHERS: [&str; 14] = [
    "dochter",
    "zoon",
    "celgenoot",
    "tolk",
    "psychiater",
    "chauffeur",
    "agent",
    "mentor",
    "aangever",
    "gewonde",
    "oma",
    "rechter",
    "vriendin",
    "overledene",
];

#[test]
fn a_label_with_a_word_that_nobody_knows_is_never_certain() -> TestResult {
    let rest = lines(FORM.iter().filter(|(label, _)| *label == "Datum en tijdstip voorval"));
    let mut certain = Vec::new();
    for other in OTHERS {
        for (label, answer) in [
            ("Naam", "M. Elder"),
            ("Geslacht", "vrouw"),
            ("Geboortedatum", "02-03-1990"),
            ("Nationaliteit", "Poolse"),
            ("Delict", "moord"),
            ("Afdeling", "Zuid"),
            ("Inrichting", "FPC de Kijvelanden"),
        ] {
            for label in [format!("{label} {other}"), format!("{label} van de {other}"), format!("{label} ({other})")] {
                let mail = read(&format!("{rest}\n{label}: {answer}\n"))?;
                let sure = mail.mail.fields.iter().filter(|(_, field)| field.certainty == Certainty::Certain);
                certain.extend(
                    sure.filter(|(_, field)| field.source.read().contains(&label))
                        .map(|(name, _)| format!("{label}: {name}")),
                );
            }
        }
    }
    assert_eq!(certain, [""; 0]);
    Ok(())
}

#[test]
fn what_a_form_says_twice_and_otherwise_is_a_proposal() -> TestResult {
    for (name, one, other) in [
        ("type_voorval", "Type voorval: A", "Type voorval: I"),
        ("inrichting", "Kliniek: FPC de Kijvelanden", "Inrichting: FPC de Rooyse Wissel"),
        ("verpleegde", "Naam: M. Elder", "Naam verpleegde: T. de Proef"),
    ] {
        let rest = lines(FORM.iter().filter(|(label, _)| !one.starts_with(label) && !other.starts_with(label)));
        let mail = read(&format!("{one}\n{rest}\n{other}\n"))?;
        let certainty = mail.mail.fields.get(name).map(|field| field.certainty);
        assert_ne!(certainty, Some(Certainty::Certain), "{one} {other}");
    }
    Ok(())
}
