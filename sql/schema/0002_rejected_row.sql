-- Rows that a load kept out of the figures because they are bad, and that somebody chose to load the rest without
-- (--quarantine). A load with rows here is incomplete, and what rests on its months says so.
-- Never holds a civil registration number: a file with one is refused whole.

-- grain: load x line of the file
create table rejected_row (
    load integer not null references load (load),
    -- line (or sheet row) of the file
    line integer not null check (line > 0),
    -- what is wrong, as a JSON array of {column, code, message}
    problems text not null check (json_valid(problems)),
    -- the row's cells as they stand in the file, as a JSON array of texts
    cells text not null check (json_valid(cells)),
    primary key (load, line)
) strict, without rowid;
