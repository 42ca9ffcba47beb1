//! Which language a name is in, and what a file declares. Words of the profession are Dutch; verbs,
//! structure and technique are English, so that a reader of Rust finds the field's own words.

use std::collections::BTreeSet;

use super::source::SourceFile;

/// Dutch words that say nothing of the profession. A word that English has too (map, week, open, was) is
/// not here.
const TECHNICAL: &str = "
    aangekomen aantal aanvaarden achter actie af alles ander andere antwoord bericht berichten beschrijving beslechten bestaand
    bestaat bestand bestanden bewaar bewaard bewerken bij blad boven breedte bron bronnen citaat codering concepten
    controleer daad dader dag dagen deel delen deur dichtbij dossierzaak draad eenheid eerst eerste eigen einde etiket
    ervoor fout fouten functie gebruik gebruiker gecontroleerd gedrukt geef gegevens geheel geldig gelezen gemaakt
    geschreven getal getallen getekend getuige gewoon gezien gezocht grens grenzen groot groter handeling
    handelingen herbouw herinnering herken herkend heropen heropenen hetzelfde hoogte houd hulp inhoud invoer inzage
    juist kaartje kader kandidaat keten keus keuze keuzes kies kiezer klaar klein kleur kleuren klok klonk klopt kolom
    kolommen koppel koppelen kort laag laatste lader leeg lees lengte lezen lezer lijst lijsten losmaken lukt lukte
    lus maak maken masker melder midden moet naam namen niet nieuw nieuwe nodig nooit nummer omgeving omhoog omlaag
    onbekend onder onderdeel onderweg ongedaan onthul ontleden ontleed opdracht opdrachten openen opslag opzij oud oude
    overig pagina pak plaats poging pogingen proef projectie raam rand rechts reden rommel reeks regel regels roeper
    samenvoegen scherm schermen schijf schrijf schrijven schrijver slaap sleutel sleutels slot sluiten soort soorten
    stap stappen stuk stukken tabel tabellen tegel teken tekenen tekens tekst teksten terug tijd tijden tijdlijn
    toets toetsen toon toren tussen uit uitkomst uitkomsten uitleg uitvoer uur vak vaste vastgelegd veld velden
    verander verder verklaar verleden vertaal vervang vervolg verwacht verwerk verwijder verzend verzonden verzonnen
    vind vol volgen volgende volgorde volledig vorige vorm vraag vragen waarde waarden wachten wachtwoord wanneer
    weet wegen welke wens werk wijzig wis wissen woord woorden zaad zegt zet zicht zien zoek zoeken zonder zout";

/// The names of a file that hold a Dutch technical word, with the line; its path counts too.
pub fn dutch(file: &SourceFile) -> Vec<(usize, &str)> {
    let technical: BTreeSet<&str> = TECHNICAL.split_whitespace().collect();
    let path = file.path.split(['/', '.']).map(|part| (1, part));
    path.chain(file.names()).filter(|(_, name)| words(name).iter().any(|w| technical.contains(w.as_str()))).collect()
}

/// The words of a name in small letters, whichever way they are joined.
fn words(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut small = false;
    for c in name.chars() {
        if c == '_' || c.is_uppercase() && small {
            parts.push(String::new());
        }
        small = c.is_lowercase();
        if let Some(last) = parts.last_mut()
            && c != '_'
        {
            last.extend(c.to_lowercase());
        }
    }
    parts
}

/// The name of the type that a line declares, for whoever it is there. What an `impl` says of a type of its trait
/// declares nothing: that name is the trait's.
pub fn declared_type(line: &str) -> Option<&str> {
    let inside = line.starts_with(' ');
    let line = line.trim_start();
    let rest = line.strip_prefix("pub").filter(|rest| rest.starts_with([' ', '('])).unwrap_or(line);
    let rest = rest.strip_prefix('(').map_or(Some(rest), |r| r.split_once(')').map(|(_, after)| after))?;
    let mut words = rest.split_whitespace();
    let kind = words.by_ref().find(|w| !["unsafe", "auto"].contains(w))?;
    let name = words.next().filter(|_| ["struct", "enum", "trait", "type", "union"].contains(&kind))?;
    let name = name.split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
    let is_of_a_trait = inside && kind == "type";
    Some(name).filter(|name| !name.is_empty() && !is_of_a_trait)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_every_kind_of_name() {
        let file = SourceFile::new(
            "src/x.rs",
            "fn lees_zaak() { let VELD = ZaakVeld; rij_of_zaak + Termijnkalender } // draad\nstatic S: &str = \"lus\";",
        );
        assert_eq!(dutch(&file), [(1, "lees_zaak"), (1, "VELD"), (1, "ZaakVeld")]);
        assert_eq!(dutch(&SourceFile::new("src/store/draad.rs", "")), [(1, "draad")]);
    }

    #[test]
    fn a_declaration_is_read_whoever_may_see_it() {
        assert_eq!(declared_type("    pub(super) struct Layer<'a> {"), Some("Layer"));
        assert_eq!(declared_type("pub enum Msg {"), Some("Msg"));
        assert_eq!(declared_type("pub type Result<T> = x;"), Some("Result"));
        assert_eq!(declared_type("struct Own;"), Some("Own"));
        assert_eq!(declared_type("    enum Inside { A }"), Some("Inside"));
        assert_eq!(declared_type("    type Err = String;"), None);
        assert_eq!(declared_type("    pub struct $name(String);"), None);
        assert_eq!(declared_type("pub fn struct_of()"), None);
        assert_eq!(declared_type("publish struct_of"), None);
    }
}
