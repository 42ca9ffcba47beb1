//! What an answer of the call becomes: the sentence of the book or own words that keep the question, in the place of an
//! earlier answer; given, when, then on a desk of one case.

use crate::acts::scene::{Scene, TestResult, ZAAK};

#[test]
fn an_answer_of_the_book_becomes_its_sentence_and_a_later_one_takes_its_place() -> TestResult {
    let (mut scene, zaak) = Scene::with_rij("6")?;
    let then = scene.typed(&format!("belantwoord {ZAAK} stand gaande"))?;
    assert_eq!(then.events(), ["feit_genoteerd"]);
    assert_eq!(then.sentence(), "Belvraag stand: De situatie duurt voort.");
    assert_eq!(then.undone()?, ["feit_teruggenomen"]);
    scene = then.scene;
    assert_eq!(scene.typed(&format!("belantwoord {ZAAK} stand gaande"))?.events(), <[&str; 0]>::default());
    let then = scene.typed(&format!("belantwoord {ZAAK} stand beheerst"))?;
    assert_eq!(then.events(), ["feit_teruggenomen", "feit_genoteerd"]);
    assert_eq!(then.undone()?, ["feit_teruggenomen", "feit_teruggezet"]);
    let texts: Vec<&str> = then.scene.zaak(zaak)?.feiten.iter().map(|feit| feit.text.read()).collect();
    assert!(texts.contains(&"De situatie is onder controle.") && !texts.contains(&"De situatie duurt voort."));
    Ok(())
}

#[test]
fn own_words_keep_what_was_asked_and_that_nobody_knows_it_is_no_answer() -> TestResult {
    let (scene, zaak) = Scene::with_rij("6")?;
    for (typed, told) in [
        ("nog niet, komt eraan", "Over de politie is gemeld: ‘nog niet, komt eraan’."),
        ("nog niet", "De politie is nog niet gewaarschuwd."),
        ("ja, om 02.00 uur", "De politie is gewaarschuwd om 02.00 uur."),
        ("ja, morgen", "Over de politie is gemeld: ‘ja, morgen’."),
        ("weten we niet", "Niet bekend: of de politie is gewaarschuwd."),
        ("komt eraan", "Over de politie is gemeld: ‘komt eraan’."),
        ("De politie is onderweg", "De politie is onderweg"),
    ] {
        let then = scene.typed(&format!("belantwoord {ZAAK} politie --tekst '{typed}'"))?;
        let last = then.scene.zaak(zaak)?.feiten.last().map(|feit| feit.text.read());
        assert_eq!(last, Some(told), "{typed}");
    }
    Ok(())
}

#[test]
fn what_is_no_answer_or_no_question_is_refused_with_what_is() -> TestResult {
    let (scene, _) = Scene::with_rij("6")?;
    assert!(scene.refuses_typed(&format!("belantwoord {ZAAK} stand misschien")).contains("Kies uit beheerst, "));
    assert!(scene.refuses_typed(&format!("belantwoord {ZAAK} weer beheerst")).contains("hoort niet bij rij 6"));
    let both = format!("belantwoord {ZAAK} stand niet-bekend --tekst 'Nog gaande.'");
    assert!(scene.refuses_typed(&both).contains("gaan niet samen"));
    Ok(())
}

/// Words that are what stands on a key, or a yes or a no to a question that has one, are that answer: what follows from it follows.
#[test]
fn own_words_that_are_an_answer_of_the_book_are_that_answer() -> TestResult {
    for (rij, question, typed, choice, text) in [
        ("10", "nabestaanden", "ja", Some("ja"), "De nabestaanden zijn ingelicht."),
        ("10", "nabestaanden", "ja, om 01.30 uur", Some("ja"), "De nabestaanden zijn ingelicht om 01.30 uur."),
        ("10", "politie", "nee", Some("nee"), "De politie is niet gewaarschuwd."),
        ("10", "politie", "nog niet", Some("nee"), "De politie is nog niet gewaarschuwd."),
        ("10", "politie", "JA!", Some("ja"), "De politie is gewaarschuwd."),
        ("10", "politie", "n.v.t.", None, "Over de politie is gemeld: ‘n.v.t.’."),
        ("10", "media", "ja", Some("ja"), "Er is aandacht van de media."),
        ("1", "gijzeling-voorbij", "nog niet", Some("nee"), "De gijzeling is nog niet beëindigd."),
        ("22", "lek-dicht", "nee", Some("nee"), "De inbreuk is nog niet verholpen."),
        ("2", "stand", "nog niet", None, "De situatie is nog niet onder controle."),
        ("D", "gevaar", "nog niet", None, "Over gevaar voor anderen is gemeld: ‘nog niet’."),
        (
            "D",
            "gevaar",
            "nee",
            Some("nee"),
            "Volgens de inrichting zijn er geen aanwijzingen voor gevaar voor anderen.",
        ),
        ("2", "letsel", "twee, licht", None, "Over gewonden is gemeld: ‘twee, licht’."),
        ("2", "letsel", "een man", None, "Over gewonden is gemeld: ‘een man’."),
        ("2", "letsel", "geen, behalve schaafwond", None, "Over gewonden is gemeld: ‘geen, behalve schaafwond’."),
        ("2", "letsel", "kok met brandwond aan de hand", None, "kok met brandwond aan de hand"),
    ] {
        let (scene, zaak) = Scene::with_rij(rij)?;
        let then = scene.typed(&format!("belantwoord {ZAAK} {question} --tekst '{typed}'"))?;
        let feit = then.scene.zaak(zaak)?.feiten.last().ok_or("geen feit")?.clone();
        assert_eq!(feit.text.read(), text, "{question} {typed}");
        assert_eq!(feit.asked.and_then(|asked| asked.choice).as_deref(), choice, "{question} {typed}");
        assert!(then.sentence().contains(text.trim_end_matches('.')), "{typed}: {}", then.sentence());
    }
    Ok(())
}

/// What was said with an answer, and when it was, stays with the same answer; who does not know it takes nothing back.
#[test]
fn the_same_answer_keeps_its_time_and_who_does_not_know_it_takes_nothing_back() -> TestResult {
    let (mut scene, zaak) = Scene::with_rij("6")?;
    scene = scene.typed(&format!("belantwoord {ZAAK} politie ja --tijd 02:05"))?.scene;
    let told = scene.zaak(zaak)?.feiten.clone();
    for again in ["politie ja", "politie --tekst ja", "politie --tekst 'weet niet'"] {
        let then = scene.typed(&format!("belantwoord {ZAAK} {again}"))?;
        assert_eq!(then.events(), <[&str; 0]>::default(), "{again}");
        assert_eq!(then.scene.zaak(zaak)?.feiten, told, "{again}");
    }
    let then = scene.typed(&format!("belantwoord {ZAAK} politie --tekst 'weet niet'"))?;
    assert!(
        then.sentence().contains("blijft staan: De politie is gewaarschuwd. Klopt dat niet"),
        "{}",
        then.sentence()
    );
    let then = scene.typed(&format!("belantwoord {ZAAK} politie ja --tekst 'via 112'"))?;
    let last = then.scene.zaak(zaak)?.feiten.last().ok_or("geen feit")?;
    assert_eq!(
        (last.text.read(), last.happened),
        ("De politie is gewaarschuwd (via 112).", told.last().and_then(|f| f.happened))
    );
    // Whoever presses the key of it means it.
    assert_eq!(
        scene.typed(&format!("belantwoord {ZAAK} politie niet-bekend"))?.events(),
        ["feit_teruggenomen", "feit_genoteerd"]
    );
    Ok(())
}

/// A time in the words of a yes is when it happened; a life ends once, and so has one moment.
#[test]
fn a_time_in_the_words_is_that_of_the_answer_and_another_moment_of_a_death_takes_its_place() -> TestResult {
    let (scene, zaak) = Scene::with_rij("1")?;
    let then = scene.typed(&format!("belantwoord {ZAAK} gijzeling-voorbij --tekst 'ja, om 02.05 uur'"))?;
    let feit = then.scene.zaak(zaak)?.feiten.last().ok_or("geen feit")?;
    assert_eq!(feit.happened.map(crate::domain::moment::Moment::clock_time).as_deref(), Some("02:05"));
    let (mut scene, zaak) = Scene::with_rij("15")?;
    for clock in ["02:05", "02:09"] {
        scene = scene.typed(&format!("belantwoord {ZAAK} waar-overleden ziekenhuis --tijd {clock}"))?.scene;
    }
    let told: Vec<_> = scene.zaak(zaak)?.feiten.iter().filter(|f| f.asked.is_some()).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    Ok(())
}
