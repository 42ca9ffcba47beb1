-- The piketweken that are closed, derived from the log like the tables of cases and reports.
CREATE TABLE piketweek (
    week     TEXT PRIMARY KEY,
    gesloten TEXT NOT NULL
) STRICT, WITHOUT ROWID;
