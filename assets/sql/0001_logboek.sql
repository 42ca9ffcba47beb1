-- The truth: the log with its chain, the texts that may be destroyed, and the files that came in.
-- A migration is never changed once it has been released; a new form is a new file.

CREATE TABLE meta (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    gemaakt_op TEXT NOT NULL,
    soort      TEXT NOT NULL CHECK (soort IN ('echt', 'demo'))
) STRICT;

CREATE TABLE logboek (
    seq             INTEGER PRIMARY KEY CHECK (seq > 0),
    vastgelegd_op   TEXT NOT NULL,
    voorgevallen_op TEXT NOT NULL,
    actor           TEXT NOT NULL CHECK (instr(actor, char(10)) = 0),
    soort           TEXT NOT NULL CHECK (instr(soort, char(10)) = 0),
    versie          INTEGER NOT NULL,
    zaak            TEXT CHECK (instr(zaak, char(10)) = 0),
    gegevens        TEXT NOT NULL CHECK (instr(gegevens, char(10)) = 0),
    geheim_hash     TEXT CHECK (length(geheim_hash) = 64),
    vorige          TEXT NOT NULL CHECK (length(vorige) = 64),
    hash            TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

CREATE INDEX logboek_zaak ON logboek (zaak) WHERE zaak IS NOT NULL;

CREATE TABLE geheim (
    seq   INTEGER PRIMARY KEY REFERENCES logboek (seq),
    zout  BLOB NOT NULL CHECK (length(zout) = 32),
    tekst TEXT NOT NULL
) STRICT;

-- seq: the first entry of the transaction in which these bytes came along.
CREATE TABLE bijlage (
    digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
    seq    INTEGER NOT NULL REFERENCES logboek (seq),
    bytes  BLOB NOT NULL
) STRICT;

CREATE TRIGGER logboek_vast BEFORE UPDATE ON logboek
BEGIN SELECT RAISE(ABORT, 'het logboek wordt nooit gewijzigd'); END;

CREATE TRIGGER logboek_blijft BEFORE DELETE ON logboek
BEGIN SELECT RAISE(ABORT, 'uit het logboek wordt niets verwijderd'); END;

CREATE TRIGGER logboek_sluit_aan BEFORE INSERT ON logboek
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM logboek)
  OR NEW.vorige IS NOT coalesce((SELECT hash FROM logboek ORDER BY seq DESC LIMIT 1), printf('%064d', 0))
BEGIN SELECT RAISE(ABORT, 'een regel sluit aan op de laatste regel van het logboek'); END;

-- Texts go in with the newest entry only, and never come back. REPLACE would pass by the UPDATE
-- trigger, so the INSERT trigger refuses it too.
CREATE TRIGGER geheim_bij_nieuwste BEFORE INSERT ON geheim
WHEN NEW.seq IS NOT (SELECT max(seq) FROM logboek) OR EXISTS (SELECT 1 FROM geheim WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'vertrouwelijke tekst hoort bij de nieuwste regel'); END;

CREATE TRIGGER geheim_vast BEFORE UPDATE ON geheim
BEGIN SELECT RAISE(ABORT, 'vertrouwelijke tekst wordt nooit gewijzigd, alleen gewist'); END;

CREATE TRIGGER bijlage_vast BEFORE UPDATE ON bijlage
BEGIN SELECT RAISE(ABORT, 'een bijlage wordt nooit gewijzigd, alleen gewist'); END;

CREATE TRIGGER meta_vast BEFORE UPDATE ON meta
BEGIN SELECT RAISE(ABORT, 'de soort van een opslag ligt vast'); END;

CREATE TRIGGER meta_blijft BEFORE DELETE ON meta
BEGIN SELECT RAISE(ABORT, 'de soort van een opslag ligt vast'); END;

-- A row from the transaction of a purge until its last bytes are gone from file and copies, so that a
-- cleaning that broke off is taken up again.
CREATE TABLE opruimen (
    id INTEGER PRIMARY KEY CHECK (id = 1)
) STRICT;

-- Who saw or took what, beside the log: a line here says nothing about a case, and a verb that only
-- looks writes one while a desk holds the log. It has a chain of its own.
CREATE TABLE inzage (
    seq       INTEGER PRIMARY KEY CHECK (seq > 0),
    op        TEXT NOT NULL,
    actor     TEXT NOT NULL CHECK (instr(actor, char(10)) = 0),
    handeling TEXT NOT NULL CHECK (instr(handeling, char(10)) = 0),
    object    TEXT NOT NULL CHECK (instr(object, char(10)) = 0),
    uitkomst  TEXT NOT NULL CHECK (instr(uitkomst, char(10)) = 0),
    herkomst  TEXT NOT NULL CHECK (instr(herkomst, char(10)) = 0),
    vorige    TEXT NOT NULL CHECK (length(vorige) = 64),
    hash      TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

CREATE TRIGGER inzage_vast BEFORE UPDATE ON inzage
BEGIN SELECT RAISE(ABORT, 'een inzage wordt nooit gewijzigd'); END;

CREATE TRIGGER inzage_blijft BEFORE DELETE ON inzage
BEGIN SELECT RAISE(ABORT, 'van de inzagen wordt niets verwijderd'); END;

CREATE TRIGGER inzage_sluit_aan BEFORE INSERT ON inzage
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM inzage)
  OR NEW.vorige IS NOT coalesce((SELECT hash FROM inzage ORDER BY seq DESC LIMIT 1), printf('%064d', 0))
BEGIN SELECT RAISE(ABORT, 'een inzage sluit aan op de laatste'); END;

-- The alarms: what was planned and what became of it, beside the log because whoever calls out writes
-- here while a desk holds the log. No person, no inrichting, no row. It has a chain of its own.
CREATE TABLE wekker (
    seq    INTEGER PRIMARY KEY CHECK (seq > 0),
    op     TEXT NOT NULL,
    door   TEXT NOT NULL CHECK (instr(door, char(10)) = 0),
    regel  TEXT NOT NULL CHECK (instr(regel, char(10)) = 0),
    vorige TEXT NOT NULL CHECK (length(vorige) = 64),
    hash   TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

CREATE TRIGGER wekker_vast BEFORE UPDATE ON wekker
BEGIN SELECT RAISE(ABORT, 'een wekkerregel wordt nooit gewijzigd'); END;

CREATE TRIGGER wekker_blijft BEFORE DELETE ON wekker
BEGIN SELECT RAISE(ABORT, 'van het wekkerboek wordt niets verwijderd'); END;

CREATE TRIGGER wekker_sluit_aan BEFORE INSERT ON wekker
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM wekker)
  OR NEW.vorige IS NOT coalesce((SELECT hash FROM wekker ORDER BY seq DESC LIMIT 1), printf('%064d', 0))
BEGIN SELECT RAISE(ABORT, 'een wekkerregel sluit aan op de laatste'); END;
