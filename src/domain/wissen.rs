//! What a purge does to a case and to a report: every confidential text goes, what the monitor counts
//! stays. The log loses the same texts in the same transaction, so that a rebuild gives this state.

use super::{
    feit::Feit,
    inrichting::Plek,
    melding::{Inhoud, Melding, Meldingstaat, Post},
    moment::Moment,
    tekst::Vertrouwelijk,
    zaak::Zaak,
};

impl Zaak {
    /// Empties every confidential text.
    pub fn wis(&mut self, op: Moment) {
        self.gewist = Some(op);
        self.inrichting.iter_mut().for_each(Plek::wis);
        self.meldingen.iter_mut().filter_map(|k| k.aanvaard.as_mut()).for_each(Vertrouwelijk::wis);
        self.rijkeuzes.iter_mut().for_each(|k| k.reden.wis());
        for Feit { tekst, bron, .. } in &mut self.feiten {
            tekst.wis();
            bron.wis();
        }
        self.beslecht.iter_mut().for_each(|b| b.reden.wis());
        self.besluiten.values_mut().flatten().for_each(|b| b.reden.wis());
        self.stappen.values_mut().for_each(|s| s.reden.wis());
        for concept in self.concepten.values_mut() {
            concept.tekst.wis();
            for verzending in &mut concept.verzonden {
                verzending.kanaal.wis();
                verzending.ontvangers.wis();
            }
        }
        self.termijnkeuzes.values_mut().for_each(|k| k.reden.wis());
        self.herinneringen.iter_mut().for_each(|h| h.tekst.wis());
        self.samengevoegd.iter_mut().for_each(|s| s.reden.wis());
        if let Some(reden) = &mut self.bewaring {
            reden.wis();
        }
    }
}

impl Melding {
    /// Empties every confidential text, and what its files are found by.
    pub fn wis(&mut self, op: Moment) {
        self.gewist = Some(op);
        match &mut self.inhoud {
            Inhoud::Gesprek(g) => {
                g.inrichting.iter_mut().for_each(Plek::wis);
                for tekst in [&mut g.beller, &mut g.nummer, &mut g.wat] {
                    tekst.wis();
                }
            }
            Inhoud::Post(post) => post.wis(),
        }
        match &mut self.staat {
            Meldingstaat::Open | Meldingstaat::Gekoppeld(_) => {}
            Meldingstaat::Terzijde(reden) => reden.wis(),
        }
    }
}

impl Melding {
    /// The digests of the files that came with it.
    pub fn bestanden(&self) -> Vec<&str> {
        self.inhoud.bestanden()
    }
}

impl Inhoud {
    /// The digests of the files that came along: the mail itself and its attachments.
    pub fn bestanden(&self) -> Vec<&str> {
        match self {
            Self::Gesprek(_) => Vec::new(),
            Self::Post(post) => {
                let digests = std::iter::once(&post.origineel).chain(post.bijlagen.iter().map(|b| &b.digest));
                digests.filter_map(|d| d.gevuld()).collect()
            }
        }
    }
}

impl Post {
    fn wis(&mut self) {
        self.inrichting.iter_mut().for_each(Plek::wis);
        for tekst in
            [&mut self.afzender, &mut self.onderwerp, &mut self.tekst, &mut self.vingerafdruk, &mut self.origineel]
        {
            tekst.wis();
        }
        self.message_id
            .iter_mut()
            .chain(&mut self.verwijzingen)
            .chain(&mut self.waarschuwingen)
            .for_each(Vertrouwelijk::wis);
        for veld in self.velden.values_mut() {
            veld.waarde.wis();
            veld.bron.wis();
        }
        for bijlage in &mut self.bijlagen {
            bijlage.naam.wis();
            bijlage.mediatype.wis();
            bijlage.digest.wis();
        }
    }
}
