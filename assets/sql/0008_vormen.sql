-- In which forms the log was written, and which entry was the first of each: a program that does not know one of them
-- sees it here when it opens the store, without reading the log, and leaves all as it is.

CREATE TABLE vormen (
    soort  TEXT NOT NULL,
    versie INTEGER NOT NULL,
    seq    INTEGER NOT NULL,
    PRIMARY KEY (soort, versie)
) STRICT, WITHOUT ROWID;

INSERT INTO vormen (soort, versie, seq) SELECT soort, versie, min(seq) FROM logboek GROUP BY soort, versie;

CREATE TRIGGER logboek_vormen AFTER INSERT ON logboek
BEGIN INSERT OR IGNORE INTO vormen (soort, versie, seq) VALUES (NEW.soort, NEW.versie, NEW.seq); END;

-- The log refuses this; who passed by that guard is seen all the same.
CREATE TRIGGER logboek_andere_vorm AFTER UPDATE OF soort, versie ON logboek
BEGIN INSERT OR IGNORE INTO vormen (soort, versie, seq) VALUES (NEW.soort, NEW.versie, NEW.seq); END;
