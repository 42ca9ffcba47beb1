//! The table of commands: one row each, with its name, what it does and where it applies. Keys,
//! help, palette, footer and the README's key table all come from here, so none can go stale.

mod available;

pub use available::available;

/// Where a command applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Anywhere on the desk.
    Desk,
    /// With a report selected.
    Melding,
    /// With a case selected.
    Zaak,
}

impl Scope {
    /// Its name in the keymap.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Melding => "melding",
            Self::Zaak => "zaak",
        }
    }

    /// Its heading in help and README.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Desk => "Overal",
            Self::Melding => "Op een melding",
            Self::Zaak => "Op een zaak",
        }
    }
}

macro_rules! commands {
    ($($id:ident $sleutel:literal $scope:ident $naam:literal $doc:literal;)*) => {
        /// Names a command; its row is [`CommandId::row`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum CommandId { $(#[doc = $doc] $id,)* }

        impl CommandId {
            /// All commands, in the order of the help.
            pub const ALL: &'static [Self] = &[$(Self::$id,)*];

            /// The row of this command.
            pub const fn row(self) -> CommandRow {
                match self {
                    $(Self::$id => CommandRow { id: self, key: $sleutel, scope: Scope::$scope, name: $naam, doc: $doc },)*
                }
            }
        }
    };
}

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommandRow {
    /// The command.
    pub id: CommandId,
    /// Its name in the keymap.
    pub key: &'static str,
    /// Where it applies.
    pub scope: Scope,
    /// Its name on screen, short enough for the footer.
    pub name: &'static str,
    /// What it does, in one sentence.
    pub doc: &'static str,
}

commands! {
    Phone "telefoon" Desk "nieuwe melding" "Neemt een telefoontje aan; wat u typt wordt meteen bewaard.";
    Detail "detail" Desk "kiezen" "Gaat naar de rechterkant en doet daar wat de regel vraagt.";
    Back "terug" Desk "terug" "Gaat terug naar de lijst en wist een zoekopdracht.";
    Down "omlaag" Desk "omlaag" "Gaat een regel omlaag.";
    Up "omhoog" Desk "omhoog" "Gaat een regel omhoog.";
    Begin "begin" Desk "begin" "Gaat naar de eerste regel.";
    LogEnd "eind" Desk "eind" "Gaat naar de laatste regel.";
    PaginaOmlaag "pagina-omlaag" Desk "pagina omlaag" "Gaat tien regels omlaag, ook in een lange tekst.";
    PaginaOmhoog "pagina-omhoog" Desk "pagina omhoog" "Gaat tien regels omhoog, ook in een lange tekst.";
    TabVerder "tab-verder" Desk "volgend tabblad" "Toont het volgende tabblad van de zaak.";
    TabBack "tab-terug" Desk "vorig tabblad" "Toont het vorige tabblad van de zaak.";
    TabChecklist "tab-checklist" Desk "checklist" "Toont de stappen van de zaak.";
    TabBeeld "tab-beeld" Desk "beeld" "Toont de feiten met bron en status.";
    TabConcepten "tab-concepten" Desk "concepten" "Toont de berichten: aan de lijn en aan de inrichting.";
    TabTijdlijn "tab-tijdlijn" Desk "tijdlijn" "Toont het logboek van de zaak.";
    Why "waarom" Desk "waarom?" "Legt de termijnen van de zaak uit; nog eens toont of verbergt de tabel van lezingen.";
    Search "zoek" Desk "zoeken" "Zoekt in alle zaken en meldingen, ook gesloten.";
    Closed "gesloten" Desk "gesloten tonen" "Toont of verbergt wat gesloten of terzijde gelegd is.";
    Film "film" Desk "nachtfilm" "Speelt de zaak of de hele desk af zoals toen bekend; wijzigt niets.";
    Seen "gezien" Desk "gezien" "Zegt dat u het alarm hebt gezien; wat te laat is zwijgt dan.";
    Later "later" Desk "over 10 min" "Laat het alarm over tien minuten opnieuw gaan.";
    Onthul "onthul" Desk "onthullen" "Toont de gemaskeerde tekst op deze regel tien seconden; dat wordt vastgelegd.";
    Lock "vergrendel" Desk "vergrendelen" "Sluit het scherm af tot het wachtwoord; alarmen gaan door.";
    Privacy "privacy" Desk "afdekken" "Dekt het scherm af als er iemand langsloopt; alarmen gaan door.";
    Palette "palet" Desk "opdracht" "Kiest een handeling op naam, of neemt een opdracht zoals in de shell.";
    Help "hulp" Desk "hulp" "Toont de toetsen die hier iets doen.";
    UndoLast "ongedaan" Desk "ongedaan" "Maakt de laatste handeling ongedaan met een tegenboeking.";
    Monitor "monitor" Desk "monitor" "Schrijft de incidentenmonitor van een piketweek.";
    TakeOver "neem-over" Desk "overnemen" "Neemt het schrijven over als de andere piket gesloten is.";
    Quit "stoppen" Desk "stoppen" "Sluit de desk; alles is al bewaard.";
    Openen "openen" Melding "zaak openen" "Opent een nieuwe zaak met deze melding.";
    Koppelen "koppelen" Melding "koppelen" "Voegt de melding bij een bestaande zaak.";
    Losmaken "losmaken" Melding "losmaken" "Maakt de melding los van haar zaak.";
    SetAside "terzijde" Melding "terzijde" "Legt de melding terzijde, met een reden.";
    PutBack "terugleggen" Melding "terugleggen" "Legt een terzijde gelegde melding terug in de inbox.";
    Bewerken "bewerken" Melding "bewerken" "Opent een telefoontje om verder te typen.";
    Rij "rij" Zaak "rij kiezen" "Kiest de rij van de meldingenmatrix, of een andere rij met een reden.";
    Data "gegevens" Zaak "gegevens" "Wijzigt inrichting en tijden.";
    Feit "feit" Zaak "feit noteren" "Noteert een feit met bron.";
    Beslechten "beslechten" Zaak "wat telt?" "Kiest wat telt waar twee bronnen elkaar tegenspreken.";
    Weigh "wegen" Zaak "wegen" "Beantwoordt de weegvragen van de rij.";
    BesluitP "besluit-p" Zaak "besluit P" "Beslist over de piketmelding, met een reden.";
    BesluitA "besluit-a" Zaak "besluit A" "Beslist over het afloopbericht, met een reden.";
    Draft "concept" Zaak "bericht schrijven" "Kiest een bericht en opent het concept.";
    Done "gereed" Zaak "gereed" "Merkt de gekozen stap als gereed.";
    NotNeeded "niet-nodig" Zaak "niet nodig" "Merkt de gekozen stap als niet nodig, met een reden.";
    Waiting "wacht" Zaak "wacht op" "Merkt dat de gekozen stap op iemand wacht.";
    HeropenStap "heropen-stap" Zaak "weer open" "Haalt uw eigen merk van de gekozen stap.";
    FeitStatus "feit-status" Zaak "status feit" "Zet het gekozen feit op de volgende status.";
    Termijn "termijn" Zaak "termijn zetten" "Kiest een andere lezing of tijd voor de gekozen termijn, met een reden.";
    WhatIf "wat-als" Zaak "wat als?" "Toont wat een andere tijd of rij met de termijnen doet; pas Enter legt vast.";
    Reminder "herinnering" Zaak "herinnering" "Zet een eigen herinnering bij deze zaak.";
    Gecontroleerd "gecontroleerd" Zaak "gecontroleerd" "Merkt het gekozen bericht als gecontroleerd.";
    Sent "verzonden" Zaak "verzonden" "Noteert dat het gekozen bericht is verstuurd.";
    Aanvaarden "aanvaarden" Zaak "aanvaarden" "Aanvaardt een onvolledig formulier als voorlopig, met een reden.";
    Close "sluiten" Zaak "zaak sluiten" "Sluit de zaak als alle stappen af zijn.";
    Merge "samenvoegen" Zaak "samenvoegen" "Laat deze zaak opgaan in een andere, met een reden.";
    Split "splitsen" Zaak "splitsen" "Maakt van een zaak die is opgegaan weer een eigen zaak, met een reden.";
    Heropenen "heropenen" Zaak "heropenen" "Heropent een gesloten zaak, met een reden.";
}
