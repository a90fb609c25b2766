-- What more is known of a returned workbook, and whatever it said: also what did not come to hold, so that nobody's words
-- are lost and two of them can be shown side by side.

-- Returned workbooks of 0004 have no row here.
-- grain: one accepted workbook
create table follow_up_return (
    load integer primary key references follow_up_load (load),
    -- instant of its last saving and who saved it, as the file says itself; null: it does not say
    saved_at text check (saved_at glob '[12][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T*Z'),
    saved_by text check (length(saved_by) > 0),
    -- 0: its hidden sheets were gone, so that it could not be compared with what was sent out
    is_compared integer not null check (is_compared in (0, 1))
) strict;

-- grain: load x position (in the order in which they are told)
create table returned_word (
    load integer not null references follow_up_load (load),
    position integer not null check (position > 0),
    -- null: it is not clear which clinic is meant
    ydernummer text check (ydernummer glob '[0-9][0-9][0-9][0-9][0-9][0-9]'),
    opened text check (opened glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    -- null: no cell of the clinic's row
    field text check (field in ('follow-up', 'remark')),
    -- sheet and cell in which it stood; cell null: in none, as a page header
    sheet text not null,
    cell text,
    -- id of a choice, or the text as it was written; null: the cell was emptied
    value text check (length(value) > 0),
    -- taken: it holds, or held until a later word; known: another return had said it; overtaken: a word of a later month,
    -- or of a file that was saved later, holds; kept: the cell is as it was sent, an earlier return's word stays;
    -- not-understood: it has no place
    fate text not null check (fate in ('taken', 'known', 'overtaken', 'kept', 'not-understood')),
    -- the return that says otherwise, and what; null: none does. 1 in is_contradiction: neither had the other before it
    other_load integer references load (load),
    other_value text,
    is_contradiction integer not null check (is_contradiction in (0, 1)),
    -- stable name of what is wrong; null: nothing
    code text,
    -- what is wrong, in the words of the load report; null: nothing
    message text,
    primary key (load, position)
) strict, without rowid;
