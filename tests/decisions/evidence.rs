//! Evidence: a report that is linked ticks the step it proves, and no other; taking it away opens the
//! step again.

use piket::{
    acts::{Act, LinkMelding, OpenZaak, PutBack, SetAside, SetTimes, UnlinkMelding, Weigh},
    domain::{feit::Topic, melding::MeldingKind, step::Step, time_kind::TimeKind},
    judge::checklist::ChecklistState,
    rules::book::Rulebook,
};

use crate::{
    acts::told,
    dossier::{Dossier, TestResult},
};

#[test]
fn the_right_form_ticks_its_step_and_taking_it_away_opens_it() -> TestResult {
    for (rij, form) in [
        ("6", MeldingKind::form("mbv")),
        ("22", MeldingKind::form("mbv")),
        ("A", MeldingKind::form("moa")),
        ("G", MeldingKind::form("moa")),
    ] {
        let (mut dossier, zaak) = Dossier::with_rij(rij, "CTP Veldzicht")?;
        let melding = dossier.mail(form, &[])?;
        assert_eq!(dossier.letter(zaak, Step::Form)?, 'w');
        dossier.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))?;
        let state = dossier.state(zaak, Step::Form)?;
        assert!(
            matches!(&state, Some(ChecklistState::Done { evidence, at }) if evidence.contains(&melding.to_string()) && *at == Some(dossier.now)),
            "{rij}: {state:?}"
        );
        dossier.run(&Act::UnlinkMelding(UnlinkMelding { melding }))?;
        assert_eq!(dossier.letter(zaak, Step::Form)?, 'w', "{rij}");
        assert!(dossier.desk.meldingen.get(&melding).is_some_and(piket::log::melding::Melding::is_open));
    }
    Ok(())
}

#[test]
fn a_form_of_another_kind_ticks_nothing() -> TestResult {
    for (rij, form) in [
        ("6", MeldingKind::form("moa")),
        ("6", MeldingKind::form("einde-oa")),
        ("6", MeldingKind::Unknown),
        ("6", MeldingKind::Phone),
        ("A", MeldingKind::form("mbv")),
        ("A", MeldingKind::form("einde-oa")),
        ("A", MeldingKind::Unknown),
    ] {
        let (mut dossier, zaak) = Dossier::with_rij(rij, "CTP Veldzicht")?;
        let before = dossier.letters(zaak)?;
        let melding = dossier.mail(form, &[])?;
        dossier.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))?;
        assert_eq!(dossier.letters(zaak)?, before, "{rij} {form:?}");
    }
    Ok(())
}

#[test]
fn a_form_belongs_to_one_case() -> TestResult {
    let (mut dossier, one) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let two = dossier.phone("FPC Pompestichting", Some("7"))?;
    let melding = dossier.mail(MeldingKind::form("mbv"), &[])?;
    dossier.run(&Act::LinkMelding(LinkMelding { melding, zaak: one, reason: String::new() }))?;
    for act in [
        Act::LinkMelding(LinkMelding { melding, zaak: two, reason: String::new() }),
        Act::OpenZaak(OpenZaak { melding, new: true, kind: None }),
        Act::SetAside(SetAside { melding, reason: "Weg.".to_owned() }),
    ] {
        assert!(dossier.run(&act).is_err_and(|f| f.sentence.contains("hoort al bij zaak")), "{act:?}");
    }
    assert_eq!(dossier.letter(two, Step::Form)?, 'w');
    Ok(())
}

#[test]
fn a_report_that_was_set_aside_can_be_put_back() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let melding = dossier.mail(MeldingKind::form("mbv"), &[])?;
    assert!(dossier.run(&Act::SetAside(SetAside { melding, reason: " ".to_owned() })).is_err());
    dossier.run(&Act::SetAside(SetAside { melding, reason: "Dubbel gestuurd.".to_owned() }))?;
    assert!(
        dossier
            .run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))
            .is_err_and(|f| f.sentence.contains("ligt terzijde"))
    );
    dossier.run(&Act::PutBack(PutBack { melding }))?;
    dossier.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))?;
    assert_eq!(dossier.letter(zaak, Step::Form)?, 'g');
    Ok(())
}

#[test]
fn the_form_about_the_end_brings_the_time_and_ticks_both_steps() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("G", "CTP Veldzicht")?;
    dossier.now = dossier.after(300);
    let end = dossier.after(-20);
    let melding = dossier.mail(MeldingKind::form("einde-oa"), &[("einde_oa", &end.rfc3339())])?;
    assert_eq!(
        (dossier.letter(zaak, Step::of_book("einde-oa"))?, dossier.letter(zaak, Step::of_book("einde-formulier"))?),
        ('w', 'o')
    );
    let undo = dossier.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))?;
    assert_eq!(dossier.zaak(zaak)?.times.oa_end, Some(end));
    assert_eq!(
        (dossier.letter(zaak, Step::of_book("einde-oa"))?, dossier.letter(zaak, Step::of_book("einde-formulier"))?),
        ('g', 'g')
    );
    assert_eq!(dossier.letter(zaak, Step::Form)?, 'w', "the first MOA is still due");
    assert!(dossier.undo(undo));
    assert_eq!(dossier.zaak(zaak)?.times.oa_end, None);
    assert_eq!(
        (dossier.letter(zaak, Step::of_book("einde-oa"))?, dossier.letter(zaak, Step::of_book("einde-formulier"))?),
        ('w', 'o')
    );
    Ok(())
}

/// The same form may be sent a second time, updated: it proves the end only when it came after it.
#[test]
fn a_second_moa_after_the_end_ticks_the_form_about_the_end() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("C", "CTP Veldzicht")?;
    let first = dossier.mail(MeldingKind::form("moa"), &[])?;
    dossier.run(&Act::LinkMelding(LinkMelding { melding: first, zaak, reason: String::new() }))?;
    dossier.now = dossier.after(600);
    let end = dossier.now;
    dossier.run(&Act::SetTimes(SetTimes { zaak, times: vec![(TimeKind::OaEnd, Some(end))] }))?;
    assert_eq!(dossier.letter(zaak, Step::of_book("einde-formulier"))?, 'w');
    dossier.now = dossier.after(45);
    let second = dossier.mail(MeldingKind::form("moa"), &[])?;
    dossier.run(&Act::LinkMelding(LinkMelding { melding: second, zaak, reason: String::new() }))?;
    let state = dossier.state(zaak, Step::of_book("einde-formulier"))?;
    assert!(
        matches!(&state, Some(ChecklistState::Done { evidence, .. }) if evidence.contains(&second.to_string())),
        "{state:?}"
    );
    Ok(())
}

#[test]
fn the_beeld_counts_its_facts_in_words_that_fit() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let evidence = |d: &Dossier| d.step(zaak, Step::Beeld).map(|line| line.state.explanation().to_owned());
    assert_eq!(evidence(&dossier)?, "1 feit vastgelegd");
    for count in 2..=3 {
        dossier.run(&told(zaak, Topic::Situation, "Het is weer rustig."))?;
        assert_eq!(evidence(&dossier)?, format!("{count} feiten vastgelegd"));
    }
    Ok(())
}

/// Times in a form fill what is not known and never change what the officer noted.
#[test]
fn times_in_a_form_fill_gaps_and_overwrite_nothing() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let known = dossier.zaak(zaak)?.times.voorval;
    let (other, later, earliest) =
        (dossier.after(-60).rfc3339(), dossier.after(-5).rfc3339(), dossier.after(-90).rfc3339());
    let melding = dossier.mail(MeldingKind::form("mbv"), &[("voorval", &other), ("constatering", &later)])?;
    dossier.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))?;
    let times = dossier.zaak(zaak)?.times;
    assert_eq!((times.voorval, times.constatering), (known, Some(dossier.after(-5))));
    // A constatering before the voorval cannot be, so it is left out.
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let melding = dossier.mail(MeldingKind::form("mbv"), &[("constatering", &earliest)])?;
    dossier.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))?;
    assert_eq!(dossier.zaak(zaak)?.times.constatering, None);
    Ok(())
}

#[test]
fn the_fields_of_a_form_become_facts_with_their_source() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let fields = [
        ("beschrijving", "Ruzie in de keuken."),
        ("media", "geen"),
        ("maatregelen", "Kamer doorzocht."),
        ("omwonenden", "n.v.t."),
    ];
    let melding = dossier.mail(MeldingKind::form("mbv"), &fields)?;
    dossier.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))?;
    let feiten: Vec<(String, Topic, String, String)> = dossier
        .zaak(zaak)?
        .feiten
        .iter()
        .skip(1)
        .map(|f| (f.number.to_string(), f.topic, f.text.read().to_owned(), f.source.read().to_owned()))
        .collect();
    let source = format!("MBV {melding}");
    assert_eq!(
        feiten,
        [
            (
                "2".to_owned(),
                Topic::Event,
                "De inrichting beschrijft het voorval zo: ruzie in de keuken.".to_owned(),
                source.clone()
            ),
            (
                "3".to_owned(),
                Topic::Measures,
                "De inrichting noemt als maatregelen: kamer doorzocht.".to_owned(),
                source.clone()
            ),
            ("4".to_owned(), Topic::Media, "Bij de inrichting is geen media-aandacht bekend.".to_owned(), source)
        ]
    );
    Ok(())
}

#[test]
fn what_cannot_be_is_refused() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let time = |kind, moment| Act::SetTimes(SetTimes { zaak, times: vec![(kind, Some(moment))] });
    let (soon, before, now) = (dossier.after(1), dossier.after(-11), dossier.now);
    for (act, sentence) in [
        (time(TimeKind::Voorval, soon), "ligt in de toekomst"),
        (time(TimeKind::Constatering, before), "ligt vóór het voorval"),
        (time(TimeKind::Called, before), "ligt vóór het voorval"),
        (time(TimeKind::OaEnd, now), "hoort bij een ongeoorloofde afwezigheid"),
        (time(TimeKind::Called, now), "Er is niets gewijzigd"),
        (
            Act::Weigh(Weigh { zaak, question: "2.1".into(), answer: piket::domain::besluit::Answer::Yes }),
            "hoort niet bij rij 6",
        ),
    ] {
        let result = dossier.run(&act);
        assert!(result.as_ref().is_err_and(|f| f.sentence.contains(sentence)), "{act:?}: {result:?}");
    }
    // Both times at once are judged as a whole.
    let (voorval, constatering) = (dossier.after(-120), dossier.after(-110));
    dossier.run(&Act::SetTimes(SetTimes {
        zaak,
        times: vec![(TimeKind::Constatering, Some(constatering)), (TimeKind::Voorval, Some(voorval))],
    }))?;
    assert_eq!(Rulebook::built_in().rijen().count(), 30);
    Ok(())
}
