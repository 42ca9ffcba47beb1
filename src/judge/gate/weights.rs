//! How much each thing that a sentence tells of a word with a capital weighs, for and against its being somebody. Data:
//! chosen on texts that were made, and measured on others.

use std::ops::Range;

use crate::rules::toml_reader::Table;

const BOUNDS: Range<i32> = -20..21;

/// What each sign weighs; below zero it speaks against a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weights {
    /// From here on it is a name.
    pub enough: i32,
    /// A given name that is no word.
    pub given: i32,
    /// A surname that is no word.
    pub surname: i32,
    /// A given name that is a word.
    pub given_word: i32,
    /// A surname that is a word.
    pub surname_word: i32,
    /// In no list.
    pub stranger: i32,
    /// A town or a region.
    pub town: i32,
    /// Behind "van der", "el", "ter".
    pub particle: i32,
    /// More than one such word in a row.
    pub several: i32,
    /// In capitals amid words that are not.
    pub shouted: i32,
    /// A word as any other at the head of a sentence.
    pub word_first: i32,
    /// Amid a sentence, behind a small word.
    pub amid: i32,
    /// Behind two capitals.
    pub initials: i32,
    /// Behind an article, "in", a ward, a field of work.
    pub thing: i32,
    /// Behind "naar", "bij", "rond".
    pub to_place: i32,
    /// Behind "met", "door", "van".
    pub with_somebody: i32,
    /// Behind "volgens", "namens".
    pub told_by: i32,
    /// Behind "gesproken met", "aangifte door".
    pub spoken: i32,
    /// Behind "gevochten met", "klacht tegen".
    pub fought: i32,
    /// Behind "kamer van", "hoofd van".
    pub belonging: i32,
    /// Behind a verb that only somebody does.
    pub human_before: i32,
    /// Behind another verb.
    pub act_before: i32,
    /// Behind what is done to somebody: "zoekt", "haalde".
    pub sought: i32,
    /// "De arts is …", "de arts, …,", "de arts (…)".
    pub is_role: i32,
    /// "Het gaat om …", "betreft: …".
    pub concerned: i32,
    /// Beside another name: "… en …".
    pub row: i32,
    /// Before a verb that only somebody does.
    pub human_act: i32,
    /// Before another verb.
    pub act: i32,
    /// Before another small word.
    pub goes_on: i32,
    /// Before "is" or "heeft" and what only somebody undergoes.
    pub undergone: i32,
    /// Beside a capital, a digit or a hyphen that belongs to it.
    pub joined: i32,
}

/// Reads them; what is missing or out of bounds joins the faults of the file.
pub(super) fn read_weights(table: &Table<'_>) -> Option<Weights> {
    let weight = |field| table.number(field, BOUNDS);
    // Each is asked for, also behind one that is missing: all faults are told at once.
    let (enough, given, surname) = (weight("genoeg"), weight("voornaam"), weight("achternaam"));
    let (given_word, surname_word) = (weight("voornaam_en_woord"), weight("achternaam_en_woord"));
    let (stranger, town, particle) = (weight("vreemd"), weight("plaats"), weight("tussenvoegsel"));
    let (several, shouted, word_first) = (weight("meer_woorden"), weight("hoofdletters"), weight("woord_vooraan"));
    let (amid, thing, to_place) = (weight("midden_in_zin"), weight("na_lidwoord"), weight("na_plaatsvoorzetsel"));
    let (with_somebody, told_by) = (weight("na_met_of_door"), weight("na_volgens"));
    let (spoken, belonging) = (weight("na_gesproken_met"), weight("na_kamer_van"));
    let initials = weight("na_voorletters");
    let goes_on = weight("voor_kleine_letter");
    let fought = weight("na_gevochten_met");
    let (human_before, act_before) = (weight("na_mensendaad"), weight("na_werkwoord"));
    let (sought, is_role, concerned) = (weight("na_zoekt"), weight("is_rol"), weight("gaat_om"));
    let (row, human_act, act) = (weight("naast_naam"), weight("voor_mensendaad"), weight("voor_werkwoord"));
    let (undergone, joined) = (weight("overkomt"), weight("aaneen"));
    Some(Weights {
        enough: enough?,
        given: given?,
        surname: surname?,
        given_word: given_word?,
        surname_word: surname_word?,
        stranger: stranger?,
        town: town?,
        particle: particle?,
        several: several?,
        shouted: shouted?,
        word_first: word_first?,
        amid: amid?,
        initials: initials?,
        thing: thing?,
        to_place: to_place?,
        with_somebody: with_somebody?,
        told_by: told_by?,
        spoken: spoken?,
        fought: fought?,
        belonging: belonging?,
        human_before: human_before?,
        act_before: act_before?,
        sought: sought?,
        is_role: is_role?,
        concerned: concerned?,
        row: row?,
        human_act: human_act?,
        act: act?,
        goes_on: goes_on?,
        undergone: undergone?,
        joined: joined?,
    })
}
