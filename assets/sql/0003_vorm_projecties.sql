-- The form in which the derived tables were last written: a program that writes them in another form sees
-- it here and builds them again from the log. What was written before this column is form 1.

ALTER TABLE stand ADD COLUMN vorm INTEGER NOT NULL DEFAULT 1;
