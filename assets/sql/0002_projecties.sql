-- What is derived from the log and can be built again from it at any time.
-- `begin` is the seq of the entry that began the case or the report: one number line for both, so
-- that the search index needs one key and its newest hits come first.

CREATE TABLE zaak (
    begin    INTEGER PRIMARY KEY,
    nummer   TEXT NOT NULL UNIQUE,
    week     TEXT NOT NULL,
    gesloten TEXT,
    laatste  TEXT NOT NULL,
    gegevens TEXT NOT NULL
) STRICT;

CREATE INDEX zaak_week ON zaak (week);
CREATE INDEX zaak_gesloten ON zaak (gesloten);
CREATE INDEX zaak_laatste ON zaak (laatste);

CREATE TABLE melding (
    begin        INTEGER PRIMARY KEY,
    nummer       INTEGER NOT NULL UNIQUE,
    staat        TEXT NOT NULL CHECK (staat IN ('open', 'gekoppeld', 'terzijde')),
    message_id   TEXT,
    vingerafdruk TEXT UNIQUE,
    ontvangen    TEXT NOT NULL,
    laatste      TEXT NOT NULL,
    gegevens     TEXT NOT NULL
) STRICT;

CREATE INDEX melding_staat ON melding (staat);
CREATE INDEX melding_message_id ON melding (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX melding_laatste ON melding (laatste);

-- The highest number given out per week, also for cases that are not loaded.
CREATE TABLE teller (
    week    TEXT PRIMARY KEY,
    hoogste INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The last entry that these tables know of.
CREATE TABLE stand (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    seq  INTEGER NOT NULL,
    hash TEXT NOT NULL
) STRICT;

-- Only the words, not the texts; rowid = begin.
CREATE VIRTUAL TABLE zoek USING fts5 (
    tekst,
    content = '',
    contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2',
    prefix = '1 2 3'
);

-- The wekkerboek as it stands after its last line.
CREATE TABLE wekstand (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    seq  INTEGER NOT NULL,
    boek TEXT NOT NULL
) STRICT;
