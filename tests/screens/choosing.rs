//! Choosing with tired hands: nothing is recorded that was not chosen, and what was chosen is read back.

use chrono::Duration;
use piket::{
    acts::{Act, Weigh},
    desk::{
        layer::Layer,
        state::{item::Item, screen::Focus},
    },
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        ids::{Meldingnummer, Zaaknummer},
        inrichting::Plek,
        melding::{Content, MeldingKind},
        rij::Rij,
    },
};

use crate::desk::{TestDesk, TestResult, compare};

/// The call form with this in the field of the row.
fn called(typed: &str) -> Result<TestDesk, Box<dyn std::error::Error>> {
    let mut desk = TestDesk::empty()?;
    desk.keys(&format!("npomp<tab>Bericht van de kliniek<omlaag><omlaag><omlaag><omlaag><omlaag><omlaag>{typed}"))?;
    Ok(desk)
}

fn rij(desk: &TestDesk) -> Option<Rij> {
    desk.model.view.zaak().and_then(piket::log::zaak::Zaak::rij)
}

#[test]
fn a_word_that_may_mean_more_rows_opens_the_case_without_one_and_says_so() -> TestResult {
    for typed in ["vermist", "weggelopen", "suicide", "medi", "xyz", "mslt", "poging", "mes", "kwijt", "dood", "handel"]
    {
        let mut desk = called(&format!("{typed}<ctrl-s>"))?;
        assert_eq!(rij(&desk), None, "{typed}\n{}", desk.text());
        assert!(desk.text().contains("is geopend zonder rij: kies die eerst."), "{typed}\n{}", desk.text());
        // What was typed there is not lost: the call keeps it, and no fact, so that no message tells it.
        let calls = desk.model.view.desk.meldingen.values().filter_map(|m| match &m.content {
            Content::Call(call) => Some(call.what.read().to_owned()),
            Content::Mail(_) => None,
        });
        let calls: Vec<String> = calls.collect();
        assert!(calls.iter().any(|what| what.contains(typed)), "{typed}: {calls:?}");
        let zaak = desk.model.view.zaak().ok_or("geen zaak")?;
        let told: Vec<&str> = zaak.feiten.iter().map(|feit| feit.text.read()).collect();
        assert_eq!(told, ["Bericht van de kliniek"], "{typed}");
    }
    Ok(())
}

#[test]
fn a_number_a_letter_the_only_word_or_a_choice_from_the_list_is_taken_and_read_back() -> TestResult {
    for (typed, nr) in
        [("6", "6"), ("g", "G"), ("gijzeling", "1"), ("datalek", "22"), ("corona", "16"), ("gijzeli<tab>", "1")]
    {
        let mut desk = called(&format!("{typed}<ctrl-s>"))?;
        desk.size(160, 40);
        assert_eq!(rij(&desk), Some(Rij::parse(nr)?), "{typed}\n{}", desk.text());
        assert!(desk.text().contains(&format!("Rij {nr} (")), "{typed}\n{}", desk.text());
    }
    let mut desk = called("6<ctrl-s>")?;
    desk.size(160, 40);
    assert!(desk.text().contains("ernstig letsel): bellen, MBV vóór"), "{}", desk.text());
    let mut desk = called("13<ctrl-s>")?;
    desk.size(160, 40);
    assert!(desk.text().contains("niet meldplichtig."), "{}", desk.text());
    Ok(())
}

#[test]
fn the_list_of_rows_opens_on_the_row_of_the_case_and_on_none_without_one() -> TestResult {
    let mut desk = called("<ctrl-s>")?;
    desk.keys("r<omlaag>")?;
    assert!(desk.text().contains("T+M+P+A: bellen, MBV, piketmelding, afloop."), "{}", desk.text());
    desk.keys("<esc>r<enter>")?;
    assert!(desk.text().contains("Er is nog niets gekozen."), "{}", desk.text());
    assert_eq!(rij(&desk), None);
    desk.keys("brand<enter>")?;
    assert_eq!(rij(&desk), Some(Rij::parse("2")?));
    desk.keys("r")?;
    let Some(Layer::Picker(picker)) = desk.model.view.layers.last() else { return Err("geen lijst".into()) };
    assert_eq!(picker.chosen().map(|o| o.badge.as_str()), Some("2"));
    Ok(())
}

#[test]
fn a_word_that_several_options_have_decides_nothing_in_any_list_that_decides() -> TestResult {
    // The rows, from their list and from the palette.
    for way in ["r", ":"] {
        for word in ["dood", "overleden", "mes"] {
            let mut desk = called("<ctrl-s>")?;
            let log = desk.fake_store.log.len();
            desk.keys(&format!("{way}{word}"))?;
            let Some(Layer::Picker(picker)) = desk.model.view.layers.last() else { return Err("geen lijst".into()) };
            let fits = picker.hits.len();
            desk.keys("<enter>")?;
            assert_eq!((rij(&desk), desk.fake_store.log.len()), (None, log), "{way}{word}\n{}", desk.text());
            if fits > 1 && way == "r" {
                assert!(desk.text().contains(&format!("Er passen er {fits}")), "{way}{word}\n{}", desk.text());
            }
        }
    }
    Ok(())
}

#[test]
fn words_beside_the_name_of_an_inrichting_are_kept_with_what_happened() -> TestResult {
    for end in ["<ctrl-s>", "<esc>"] {
        for typed in ["kijvelanden brand afdeling drie ontruimd", "mesdag ophangtest"] {
            let mut desk = TestDesk::empty()?;
            desk.keys(&format!("n{typed}"))?;
            desk.after(chrono::Duration::seconds(2));
            desk.keys(end)?;
            let melding = desk.model.view.desk.meldingen.values().next().ok_or("geen melding")?;
            let Content::Call(call) = &melding.content else { return Err("geen telefoontje".into()) };
            assert_eq!(call.what.read(), format!("[Inrichting: {typed}]"));
            assert!(matches!(call.inrichting, Some(Plek::Known(_))));
        }
    }
    // A name by itself is a name.
    let mut desk = TestDesk::empty()?;
    desk.keys("nkijvelanden<tab>Brand.<ctrl-s>")?;
    let melding = desk.model.view.desk.meldingen.values().next().ok_or("geen melding")?;
    let Content::Call(call) = &melding.content else { return Err("geen telefoontje".into()) };
    assert_eq!(call.what.read(), "Brand.");
    Ok(())
}

#[test]
fn moving_through_the_questions_answers_none_of_them() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    let answers = |desk: &TestDesk| desk.model.view.desk.zaken.get(&zaak).map_or(0, |z| z.answers.len());
    desk.keys("vjjkno<omlaag><enter>")?;
    assert_eq!(answers(&desk), 0, "{}", desk.text());
    desk.keys("<home>1")?;
    desk.keys("2")?;
    desk.keys("0")?;
    let given: Vec<Answer> =
        desk.model.view.desk.zaken.get(&zaak).map(|z| z.answers.values().copied().collect()).unwrap_or_default();
    assert_eq!(given.len(), 3, "{}", desk.text());
    for (answer, word) in [(Answer::Yes, "ja"), (Answer::No, "nee"), (Answer::Unknown, "onbekend")] {
        assert!(given.contains(&answer) && desk.text().contains(word), "{}", desk.text());
    }
    desk.keys("R")?;
    // In their own words: not all of them need have been in view.
    let screen = desk.text();
    assert!(screen.contains("Nog zonder antwoord: "), "{screen}");
    for asked in ["G1 ", "Is er aandacht in (sociale) media", "G6 ", "G7 ", "Speelt integriteit van personeel"] {
        assert!(screen.contains(asked), "{asked}: {screen}");
    }
    assert_eq!(answers(&desk), 3);
    desk.keys("<ctrl-s>R")?;
    assert!(desk.text().contains("Alle weegvragen hebben een antwoord."), "{}", desk.text());
    Ok(())
}

#[test]
fn a_yes_to_a_question_that_is_longer_than_the_screen_reads_on_until_its_end() -> TestResult {
    let mut desk = TestDesk::empty()?.sized(60, 15);
    let zaak = desk.zaak("8", "FPC Dr. S. van Mesdag")?;
    let answers = |desk: &TestDesk| desk.model.view.desk.zaken.get(&zaak).map_or(0, |z| z.answers.len());
    desk.keys("vR")?;
    let last = "Is het nog gaande?";
    let mut pages = 0;
    while !desk.text().contains(last) {
        assert!(desk.text().contains("Enter leest verder"), "{}", desk.text());
        desk.at(desk.model.view.now.plus(Duration::seconds(5)));
        desk.keys("<enter>")?;
        assert_eq!(answers(&desk), 0, "{}", desk.text());
        pages += 1;
        assert!(pages < 20, "{}", desk.text());
    }
    assert!(pages > 0);
    while desk.text().contains("Enter leest verder") {
        desk.keys("<omlaag>")?;
    }
    desk.at(desk.model.view.now.plus(Duration::seconds(5)));
    desk.keys("<enter>")?;
    assert!(answers(&desk) > 5, "{}", desk.text());
    Ok(())
}

#[test]
fn a_report_of_another_inrichting_is_linked_with_a_reason_only() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak: Zaaknummer = desk.zaak("2", "FPC Pompestichting")?;
    desk.keys("nVeldzicht<tab>Ruzie in de keuken<esc>")?;
    let melding = *desk.model.view.desk.meldingen.keys().next_back().ok_or("geen melding")?;
    desk.model.view.choose(Some(piket::desk::state::item::Item::Melding(melding)));
    desk.keys("b")?;
    let screen = desk.text();
    let (new, elsewhere) = (screen.find("nieuwe zaak"), screen.find("andere inrichting"));
    assert!(new.is_some() && new < elsewhere, "{screen}");
    assert!(screen.contains("FPC Pompestichting"), "{screen}");
    desk.keys("<enter>")?;
    assert!(desk.text().contains("Er is nog niets gekozen."), "{}", desk.text());
    let linked = |desk: &TestDesk| {
        desk.model.view.desk.zaken.get(&zaak).is_some_and(|z| z.meldingen.iter().any(|m| m.melding == melding))
    };
    desk.keys("<omlaag><omlaag><enter><ctrl-s>")?;
    assert!(desk.text().contains("vraagt een reden") && !linked(&desk), "{}", desk.text());
    desk.keys("overgeplaatst in de nacht<ctrl-s>")?;
    assert!(linked(&desk), "{}", desk.text());
    let noted = desk.model.view.desk.zaken.get(&zaak).ok_or("geen zaak")?;
    assert!(noted.feiten.iter().any(|f| f.text.read().contains("overgeplaatst in de nacht")));
    Ok(())
}

#[test]
fn tab_takes_no_first_of_several_inrichtingen_or_rows() -> TestResult {
    for (typed, among) in [
        ("JJI", ["JJI Lelystad", "RJJI"]),
        ("kliniek", ["Oostvaarderskliniek", "Veldzicht"]),
        ("van", ["van Mesdag", "Van der Hoeven"]),
        ("de", ["Oostvaarderskliniek", "Kijvelanden"]),
    ] {
        let mut desk = TestDesk::empty()?;
        desk.keys(&format!("n{typed}<tab>"))?;
        let screen = desk.text();
        assert!(among.iter().all(|name| screen.contains(name)), "{typed}\n{screen}");
        assert!(screen.contains("Past bij"), "{typed}\n{screen}");
        desk.keys("<omlaag>Iets.<ctrl-s>")?;
        let plek = desk.model.view.zaak().and_then(|zaak| zaak.plek().map(str::to_owned));
        assert_eq!(plek.as_deref(), Some(typed), "{}", desk.text());
    }
    // Nor does Enter in the list of rows.
    let mut desk = called("<ctrl-s>")?;
    desk.keys("rsuicide<enter>")?;
    assert!(desk.text().contains("er is nog niets gekozen."), "{}", desk.text());
    assert_eq!(rij(&desk), None);
    desk.keys("<omlaag><enter>")?;
    assert!(rij(&desk).is_some(), "{}", desk.text());
    Ok(())
}

/// A reason is for one choice: against the advice the officer writes one of his own.
#[test]
fn the_drafted_reason_goes_when_the_officer_chooses_otherwise() -> TestResult {
    let mut desk = called("2<ctrl-s>")?;
    let zaak = desk.model.view.zaak().ok_or("geen zaak")?.number;
    desk.run(&Act::Weigh(Weigh { zaak, question: "2.1".into(), answer: Answer::Yes }))?;
    desk.keys("p")?;
    let drafted = "Deed de brandweer binnen meer dan nacontroleren? Ja.";
    assert!(desk.text().contains(drafted), "{}", desk.text());
    desk.keys("n")?;
    assert!(!desk.text().contains(drafted), "{}", desk.text());
    desk.keys("<ctrl-s>")?;
    assert!(desk.text().contains("Er is een reden nodig"), "{}", desk.text());
    desk.keys("j")?;
    assert!(desk.text().contains(drafted), "{}", desk.text());
    // What was typed behind it is the officer's own.
    desk.keys("<omlaag>Eigen woorden.<omhoog>n<ctrl-s>")?;
    let zaak = desk.model.view.zaak().ok_or("geen zaak")?;
    let besluit = zaak.besluit(BesluitKind::P).ok_or("geen besluit")?;
    assert_eq!((besluit.choice, besluit.reason.read()), (YesNo::No, "Eigen woorden."));
    Ok(())
}

/// The same inrichting calls again: the case that runs is offered, and no key too many opens a second one.
#[test]
fn a_second_call_of_one_inrichting_asks_for_its_case() -> TestResult {
    let mut desk = called("<ctrl-s>")?;
    let zaken = |desk: &TestDesk| desk.model.view.desk.zaken.len();
    desk.keys("npomp<tab>Er is nu ook letsel<ctrl-s>")?;
    assert!(desk.text().contains("Er loopt al 2026-W47-01 bij deze inrichting"), "{}", desk.text());
    desk.keys("<enter>")?;
    assert!(desk.text().contains("Er is nog niets gekozen."), "{}", desk.text());
    assert_eq!(zaken(&desk), 1);
    desk.keys("<omlaag><enter>")?;
    let zaak = desk.model.view.desk.zaken.values().next().ok_or("geen zaak")?;
    assert_eq!((zaken(&desk), zaak.meldingen.len()), (1, 2), "{}", desk.text());
    desk.keys("npomp<tab>Iets anders<ctrl-s><omlaag><omlaag><enter>")?;
    assert_eq!(zaken(&desk), 2, "{}", desk.text());
    Ok(())
}

/// Reading is not saying: a case from a mail that was not recognised asks what it is, and nothing is selected.
#[test]
fn a_case_from_an_unrecognised_mail_asks_what_kind_it_is() -> TestResult {
    let mut desk = TestDesk::week()?.sized(80, 24);
    desk.model.view.choose(Some(piket::desk::state::item::Item::Melding("M0163".parse()?)));
    let melding = desk.model.view.melding().ok_or("geen melding")?.number;
    let zaken = desk.model.view.desk.zaken.len();
    desk.keys("o")?;
    assert!(desk.text().contains(&format!("Wat voor bericht is {melding}")), "{}", desk.text());
    compare("soort-bericht-80x24", &desk.picture());
    desk.keys("<enter>")?;
    assert_eq!(desk.model.view.desk.zaken.len(), zaken, "Enter zonder keuze opent niets");
    desk.keys("<esc>o")?;
    desk.after(chrono::Duration::seconds(1));
    desk.keys("moa<enter>")?;
    let zaak = desk.model.view.zaak().ok_or("geen zaak")?;
    let linked = zaak.meldingen.iter().find(|k| k.melding == melding).ok_or("niet gekoppeld")?;
    assert_eq!(linked.form, MeldingKind::form("moa"));
    Ok(())
}

/// An act on a report that is read leaves one where one was: Esc goes back to where it was opened from.
#[test]
fn back_from_a_report_leads_to_where_it_was_opened_from_whatever_was_done_with_it() -> TestResult {
    let mut desk = TestDesk::week()?;
    let report = Item::Melding("M0170".parse::<Meldingnummer>()?);
    desk.model.view.choose(Some(report));
    desk.keys("<enter>b<omlaag><enter>")?;
    assert!(desk.text().contains("hoort nu bij zaak 2026-W47-12."), "{}", desk.text());
    assert_eq!(desk.model.view.chosen, Some(report));
    desk.keys("<esc>")?;
    assert!(matches!(desk.model.view.chosen, Some(Item::Melding(_))), "{}", desk.text());
    assert_eq!(desk.model.view.focus, Focus::List);

    // Read from its case and made loose there.
    let case = Item::Zaak("2026-W47-12".parse::<Zaaknummer>()?);
    desk.model.view.choose(Some(case));
    desk.keys("<enter>g<enter>B<esc>")?;
    assert_eq!((desk.model.view.chosen, desk.model.view.focus), (Some(case), Focus::Detail));
    Ok(())
}

#[test]
fn a_case_is_chosen_by_what_happened_there_whatever_fits() -> TestResult {
    let mut desk = TestDesk::week()?.sized(80, 24);
    desk.keys("npomp<tab>Iemand is weg<tab><tab><tab><tab><tab><tab>vermist")?;
    let form = desk.text();
    assert!(form.contains("8 passen:") || form.contains(" passen:  A Ontvluchting"), "{form}");
    desk.keys("<ctrl-s>")?;
    let list = desk.text();
    for row in list.lines().filter(|line| line.contains("│ 2026-W47-")) {
        assert!(row.contains("rij "), "{row}");
        let what = row.split_once(": ").map_or(0, |(_, what)| what.trim().len());
        assert!(what > 20, "{list}");
    }
    assert!(list.contains(" past"), "{list}");
    desk.keys("<omlaag>")?;
    assert!(desk.text().contains("Past: zelfde inrichting"), "{}", desk.text());
    desk.keys("qqqq<enter>")?;
    assert!(desk.text().contains("Ctrl-U wist wat u typte"), "{}", desk.text());
    Ok(())
}

#[test]
fn a_row_that_the_weighing_points_to_is_the_next_thing_to_do_and_stands_first_where_one_chooses() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.keys("npomp<tab>Heeft zich bekrast<omlaag>02:00<omlaag><omlaag><omlaag><omlaag><omlaag>13<ctrl-s>")?;
    assert!(desk.text().contains("Weegvragen"), "{}", desk.text());
    desk.keys("v")?;
    for key in ["1", "1"] {
        desk.keys(key)?;
    }
    desk.keys(">")?;
    let first = |desk: &mut TestDesk| {
        let text = desk.text();
        text.lines().skip_while(|line| !line.contains("typ een nummer")).nth(2).unwrap_or_default().to_owned()
    };
    let asked = first(&mut desk);
    assert!(asked.contains("23 ") && asked.contains("13.2 ja"), "{}", desk.text());
    // Nothing is chosen before somebody chooses.
    desk.keys("<enter>")?;
    assert_eq!(rij(&desk), Some(Rij::parse("13")?), "{}", desk.text());
    desk.keys("<esc>")?;
    assert!(desk.text().contains("Rij 23 overwegen"), "{}", desk.text());
    // The step itself asks the same.
    desk.keys("<enter>")?;
    desk.keys("v<esc>r")?;
    assert!(first(&mut desk).contains("13.2 ja"), "{}", desk.text());
    // Another row asks why, as always.
    desk.keys("<omlaag><enter>")?;
    assert!(desk.text().contains("Van rij 13 naar rij 23"), "{}", desk.text());
    desk.keys("Een krant belt<ctrl-s>")?;
    assert_eq!(rij(&desk), Some(Rij::parse("23")?), "{}", desk.text());
    Ok(())
}

/// The rows are those of the book of the inrichting: in the form of the call, where one chooses, and in the palette.
#[test]
fn a_place_of_another_sector_is_offered_the_rows_of_its_own_book_alone() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.size(120, 40);
    desk.keys("nhartelborgt<tab>Poging tot zelfdoding<omlaag><omlaag><omlaag><omlaag><omlaag><omlaag>")?;
    assert!(!desk.text().contains("past bij: 11"), "{}", desk.text());
    desk.keys("J14")?;
    assert!(desk.text().contains("J14 "), "{}", desk.text());
    desk.keys("<ctrl-s>")?;
    assert_eq!(rij(&desk), Some(Rij::parse("J14")?), "{}", desk.text());
    desk.keys("r")?;
    assert!(desk.text().contains("J14") && !desk.text().contains("Gijzeling"), "{}", desk.text());
    // A place that turns out to be another: the rows go with it.
    let mut desk = TestDesk::empty()?;
    desk.size(120, 40);
    desk.keys("npomp<tab>Brand<omlaag><omlaag><omlaag><omlaag><omlaag><omlaag>J14")?;
    assert!(!desk.text().contains("J14 H"), "{}", desk.text());
    desk.keys("<ctrl-s>")?;
    assert_eq!(rij(&desk), None, "{}", desk.text());
    Ok(())
}
