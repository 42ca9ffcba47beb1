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
    let (mut scene, zaak) = Scene::with_rij("6")?;
    for (typed, told) in [
        ("nog niet, komt eraan", "Over de politie is gemeld: ‘nog niet, komt eraan’."),
        ("nog niet", "De politie is nog niet gewaarschuwd."),
        ("ja, om 02.00 uur", "De politie is gewaarschuwd om 02.00 uur."),
        ("ja, morgen", "Over de politie is gemeld: ‘ja, morgen’."),
        ("weten we niet", "Niet bekend: of de politie is gewaarschuwd."),
        ("komt eraan", "Over de politie is gemeld: ‘komt eraan’."),
        ("De politie is onderweg", "De politie is onderweg"),
    ] {
        scene = scene.typed(&format!("belantwoord {ZAAK} politie --tekst '{typed}'"))?.scene;
        let last = scene.zaak(zaak)?.feiten.last().map(|feit| feit.text.read());
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
