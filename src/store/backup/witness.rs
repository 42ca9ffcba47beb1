//! What is noted outside a log about its last entries, and whether the live log still has them. Log, audit and
//! wekkerboek can each lose a tail without a fault in what is left, so all three heads stand in the `kop.txt` of a
//! copy and beside the database. All are asked: one that says nothing, or something invented, silences no other.

use std::path::Path;

use super::{
    BackupName,
    place::{FOLDER, HEAD, names},
};
use crate::{
    domain::{
        error::{Error, Result},
        head::Head,
    },
    platform::file,
    store::{
        chain::Chain,
        errors,
        heads::{Faith, Heads, Testimony},
        key::{self, Seal},
        last_heads::{self, Noted},
        log::end_of,
        open_store::Store,
    },
};

/// What `kop.txt` says, and whether that can be believed.
pub(super) fn heads_in(path: &Path, seal: &Seal) -> Result<(Heads, Faith)> {
    let path = path.join(HEAD);
    let text = file::text(&path).map_err(|e| errors::file(&path, &e))?;
    Heads::read(&text, seal).ok_or_else(|| Error::data(format!("{} is niet te lezen.", path.display())))
}

/// Who knows of an entry.
#[derive(Clone, Copy)]
enum Witness {
    Copy(BackupName),
    /// What was noted beside the database.
    Beside,
}

impl Store {
    /// Whether the log ends as it was left; where it does not, whatever would be recorded is refused.
    pub fn goes_on(&self) -> bool {
        end_of(&self.connection).is_ok()
    }

    /// Says which entries this log, its audit or its wekkerboek has lost, or holds otherwise, by what a copy
    /// or the note beside the database knows; `None` where all go on from there.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn missing_tail(&self) -> Result<Option<String>> {
        let mut witnesses = self.copies_asked()?;
        if let Noted::Heads(heads) | Noted::Half(heads) = self.noted() {
            witnesses.push((Witness::Beside, heads));
        }
        for chain in Chain::ALL {
            if let Some((sentence, _)) = self.lost(chain, &witnesses)? {
                return Ok(Some(sentence));
            }
        }
        Ok(None)
    }

    /// What stands outside the log as a witness of it and is none: somebody made or changed it, or took it away.
    ///
    /// # Errors
    /// When the copies cannot be listed.
    pub fn doubtful_witnesses(&self) -> Result<Vec<String>> {
        let mut out = Vec::new();
        for name in names(&self.folder)? {
            match heads_in(&self.copy_folder(name), &self.seal()) {
                Ok((heads, Faith::Sealed | Faith::Unsealed)) if heads.log.seq == name.seq => {}
                Ok((_, Faith::Sealed | Faith::Unsealed | Faith::Broken)) => {
                    out.push(format!(
                        "Wat reservekopie {name} over het logboek zegt, is niet door dit logboek geschreven."
                    ));
                }
                Err(_) => {
                    out.push(format!("Reservekopie {name} zegt niets over het logboek: {HEAD} is weg of onleesbaar."));
                }
            }
        }
        out.extend(self.other_key_files()?);
        let broken = match self.noted() {
            Noted::Heads(_) | Noted::Nothing => None,
            Noted::Half(_) => Some("is voor een deel"),
            Noted::Broken => Some("is"),
        };
        out.extend(broken.map(|is| {
            format!("Wat in {} over de laatste regels staat, {is} niet door dit logboek geschreven.", last_heads::FILE)
        }));
        Ok(out)
    }

    /// Where a copy has another key file than the store: it opens with another passphrase, or with none.
    fn other_key_files(&self) -> Result<Vec<String>> {
        let Some(own) = self.key.as_ref().and_then(|_| key::read(&self.folder).ok()) else { return Ok(Vec::new()) };
        let is_other = |name: &BackupName| !key::read(&self.copy_folder(*name)).is_ok_and(|file| file == own);
        let say = |name| {
            format!(
                "Reservekopie {name} heeft een ander sleutelbestand dan het logboek: uw wachtwoord opent haar niet."
            )
        };
        Ok(names(&self.folder)?.into_iter().filter(is_other).map(say).collect())
    }

    /// Says that nothing beside the database tells of its last entries: an older program wrote last, or somebody took
    /// the note away.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn unwitnessed(&self) -> Result<Option<String>> {
        let nothing = matches!(self.noted(), Noted::Nothing) && self.head()?.seq > 0;
        let file = last_heads::FILE;
        Ok(nothing.then(|| {
            format!("{file} is er niet; of er regels aan het einde zijn weggehaald, zegt nu alleen een reservekopie.")
        }))
    }

    /// What the log has lost, by the copies.
    pub(super) fn missing_lines(&self) -> Result<Option<String>> {
        Ok(self.lost(Chain::Log, &self.copies_asked()?)?.map(|(sentence, _)| sentence))
    }

    /// What a chain beside the log has lost, by the copies, as the head it had.
    pub(super) fn head_lost(&self, chain: Chain) -> Result<Option<Head>> {
        Ok(self.lost(chain, &self.copies_asked()?)?.map(|(_, head)| head))
    }

    fn copy_folder(&self, name: BackupName) -> std::path::PathBuf {
        self.folder.join(FOLDER).join(name.to_string())
    }

    /// The copies that can be believed, the furthest first.
    fn copies_asked(&self) -> Result<Vec<(Witness, Heads)>> {
        let seal = self.seal();
        let mut names = names(&self.folder)?;
        names.sort_by_key(|n| std::cmp::Reverse((n.seq, n.at)));
        let ask = |name: BackupName| match heads_in(&self.copy_folder(name), &seal) {
            Ok((heads, Faith::Sealed | Faith::Unsealed)) => Some((Witness::Copy(name), heads)),
            Ok((_, Faith::Broken)) | Err(_) => None,
        };
        Ok(names.into_iter().filter_map(ask).collect())
    }

    /// The first of them that knows of an entry which the chain does not have.
    fn lost(&self, chain: Chain, witnesses: &[(Witness, Heads)]) -> Result<Option<(String, Head)>> {
        for (witness, heads) in witnesses {
            let Some(head) = heads.head(chain) else { continue };
            let end = match Testimony::about(&self.connection, chain, head)? {
                Testimony::Matches => continue,
                Testimony::Other => None,
                Testimony::Gone => Some(chain.end_of(&self.connection)?.seq),
            };
            return Ok(Some((sentence(chain, *witness, head.seq, end), head.clone())));
        }
        Ok(None)
    }
}

fn lines(from: u64, to: u64) -> String {
    if from == to { format!("regel {from}") } else { format!("regel {from} tot en met {to}") }
}

/// What is amiss: `end` is where the chain ends now, `None` where it has another entry in the place.
fn sentence(chain: Chain, witness: Witness, seq: u64, end: Option<u64>) -> String {
    match (chain, end, witness) {
        (Chain::Log, None, Witness::Copy(name)) => format!("Regel {seq} is een andere dan in reservekopie {name}."),
        (Chain::Log, None, Witness::Beside) => format!("Regel {seq} is een andere dan de regel die was bevestigd."),
        (Chain::Log, Some(end), Witness::Copy(name)) => {
            format!("Het logboek eindigt bij regel {end}; reservekopie {name} heeft ook {}.", lines(end + 1, seq))
        }
        (Chain::Log, Some(end), Witness::Beside) => {
            format!(
                "Het logboek eindigt bij regel {end}, maar {} bevestigd. Is piket.db-wal weggehaald, of een oude \
                 piket.db teruggezet?",
                if end + 1 == seq {
                    format!("ook {} was", lines(end + 1, seq))
                } else {
                    format!("ook {} waren", lines(end + 1, seq))
                }
            )
        }
        (Chain::Audit, None, Witness::Copy(name)) => format!("Inzage {seq} is een andere dan bij reservekopie {name}."),
        (Chain::Audit, None, Witness::Beside) => format!("Inzage {seq} is een andere dan de inzage die was genoteerd."),
        (Chain::Audit, Some(end), Witness::Copy(name)) => {
            format!("De inzagen eindigen bij {end}; bij reservekopie {name} waren het er {seq}.")
        }
        (Chain::Audit, Some(end), Witness::Beside) => format!("De inzagen eindigen bij {end}; het waren er {seq}."),
        (Chain::Alarm, None, Witness::Copy(name)) => {
            format!("Wekkerregel {seq} is een andere dan bij reservekopie {name}.")
        }
        (Chain::Alarm, None, Witness::Beside) => {
            format!("Wekkerregel {seq} is een andere dan de regel die was genoteerd.")
        }
        (Chain::Alarm, Some(end), Witness::Copy(name)) => {
            format!("Het wekkerboek eindigt bij regel {end}; bij reservekopie {name} waren het er {seq}.")
        }
        (Chain::Alarm, Some(end), Witness::Beside) => {
            format!("Het wekkerboek eindigt bij regel {end}; het waren er {seq}.")
        }
    }
}
