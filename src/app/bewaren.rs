//! What a retention term is about and where it stands. Only tells; destroying is an act of somebody.

use crate::domain::{
    bewaartermijn::{Bewaarobject, Bewaartermijn},
    desk::Desk,
    melding::Meldingstaat,
    moment::Moment,
    zaak::Zaak,
};

/// The terms in force.
#[derive(Debug, Clone, Copy)]
pub struct Termijnen {
    /// Of closed cases.
    pub zaken: Bewaartermijn,
    /// Of reports that were set aside.
    pub meldingen: Bewaartermijn,
}

/// Where a term stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bewaarstand {
    /// Over since then.
    Verlopen(Moment),
    /// There is no term; somebody decides at the handover.
    Vraag,
    /// Runs until then.
    Loopt(Moment),
    /// Kept, whatever the term says.
    Vastgehouden,
}

impl Bewaarstand {
    /// Its name in data.
    pub const fn sleutel(self) -> &'static str {
        match self {
            Self::Verlopen(_) => "verlopen",
            Self::Vraag => "vraag",
            Self::Loopt(_) => "loopt",
            Self::Vastgehouden => "vastgehouden",
        }
    }

    /// When the term ends or ended.
    pub const fn einde(self) -> Option<Moment> {
        match self {
            Self::Verlopen(op) | Self::Loopt(op) => Some(op),
            Self::Vraag | Self::Vastgehouden => None,
        }
    }

    /// Why it is kept or due.
    pub fn zin(self) -> String {
        match self {
            Self::Verlopen(op) => format!("mag weg: de termijn eindigde {}", op.lang()),
            Self::Vraag => "vraag: beslis bij de overdracht".to_owned(),
            Self::Loopt(op) => format!("bewaren tot {}", op.lang()),
            Self::Vastgehouden => "vastgehouden".to_owned(),
        }
    }

    const fn volgorde(self) -> u8 {
        match self {
            Self::Verlopen(_) => 0,
            Self::Vraag => 1,
            Self::Loopt(_) => 2,
            Self::Vastgehouden => 3,
        }
    }
}

/// One thing with a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bewaarregel {
    /// What.
    pub object: Bewaarobject,
    /// When it was finished.
    pub klaar: Moment,
    /// Where its term stands.
    pub stand: Bewaarstand,
}

/// True when a case must be kept, or the case it went up in.
pub fn is_vastgehouden(desk: &Desk, zaak: &Zaak) -> bool {
    let mut hier = Some(zaak);
    // A case goes up in an open one, so that the way up has no circle; the bound says so once more.
    for _ in 0..=desk.zaken.len() {
        match hier {
            Some(z) if z.bewaring.is_some() => return true,
            Some(z) => hier = z.opgegaan.and_then(|doel| desk.zaken.get(&doel)),
            None => return false,
        }
    }
    false
}

/// Everything that is finished and not purged; what is due first.
pub fn lijst(desk: &Desk, termijnen: Termijnen, nu: Moment) -> Vec<Bewaarregel> {
    let stand = |termijn: Bewaartermijn, klaar| match termijn.einde(klaar) {
        None => Bewaarstand::Vraag,
        Some(einde) if einde <= nu => Bewaarstand::Verlopen(einde),
        Some(einde) => Bewaarstand::Loopt(einde),
    };
    let zaken = desk.zaken.values().filter(|z| z.gewist.is_none()).filter_map(|z| {
        let klaar = z.gesloten?;
        let stand = if is_vastgehouden(desk, z) { Bewaarstand::Vastgehouden } else { stand(termijnen.zaken, klaar) };
        Some(Bewaarregel { object: Bewaarobject::Zaak(z.nummer), klaar, stand })
    });
    let meldingen = desk.meldingen.values().filter(|m| m.gewist.is_none()).filter_map(|m| match m.staat {
        Meldingstaat::Terzijde(_) => {
            let (klaar, object) = (m.ontvangen, Bewaarobject::Melding(m.nummer));
            Some(Bewaarregel { object, klaar, stand: stand(termijnen.meldingen, klaar) })
        }
        Meldingstaat::Open | Meldingstaat::Gekoppeld(_) => None,
    });
    let mut uit: Vec<Bewaarregel> = zaken.chain(meldingen).collect();
    uit.sort_by_key(|r| (r.stand.volgorde(), r.klaar, r.object));
    uit
}
