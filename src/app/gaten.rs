//! Visible gaps in a draft: where a template had no fact to fill in, the text says so in square
//! brackets, and nothing with such a gap can be marked as checked.

/// How a gap starts; what follows up to the bracket names what is missing.
pub const BEGIN: &str = "[nog invullen: ";

/// The mark for one missing thing.
pub fn gat(naam: &str) -> String {
    format!("{BEGIN}{naam}]")
}

/// The names of all gaps in a text, in order, each once.
pub fn gaten(tekst: &str) -> Vec<&str> {
    let mut namen: Vec<&str> = Vec::new();
    for deel in tekst.split(BEGIN).skip(1) {
        let naam = deel.split([']', '\n']).next().unwrap_or(deel).trim();
        if !namen.contains(&naam) {
            namen.push(naam);
        }
    }
    namen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_gap_is_found_once() {
        let tekst = format!("a {} b\n{} {} [los]", gat("letsel"), gat("media"), gat("letsel"));
        assert_eq!(gaten(&tekst), ["letsel", "media"]);
        assert_eq!(gaten("[nog invullen: kapot"), ["kapot"]);
        assert!(gaten("niets [open]").is_empty());
    }
}
