-- What is being typed and is not recorded yet, beside the log: a row goes when it is recorded, thrown away on
-- purpose, or purged with its case or report.

CREATE TABLE getypt (
    doel    TEXT PRIMARY KEY,
    zaak    TEXT,
    melding TEXT,
    tekst   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
