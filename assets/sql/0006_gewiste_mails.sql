-- By what a mail is known again that was destroyed, so that it does not come in once more: a digest that is keyed with
-- a secret of this store, and says nothing without it. Both stand beside the log and outlive the texts.
CREATE TABLE gewiste_mail (
    afdruk  TEXT PRIMARY KEY,
    melding INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE afdruk_sleutel (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    sleutel BLOB NOT NULL
) STRICT;
