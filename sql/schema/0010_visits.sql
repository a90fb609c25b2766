-- What data consultants write in their worklist comes back by the same road as what regions write in their workbooks. Its
-- region is 'consultants', as the worklist is one for the whole country, and its cells are others: the tables themselves
-- refuse a consultants' cell under a region, and a region's under the consultants.

create table follow_up_of_all (
    month text not null check (month glob '[12][0-9][0-9][0-9]-[01][0-9]'),
    -- id of a region of regions.yaml: whose workbook the cell stood in; or 'consultants'
    region text not null check (length(region) > 0),
    ydernummer text not null check (ydernummer glob '[0-9][0-9][0-9][0-9][0-9][0-9]'),
    opened text not null check (opened glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    field text not null check (field in ('follow-up', 'remark', 'visited', 'visited-by', 'agreed', 'next-step')),
    load_from integer not null references load (load),
    load_to integer references load (load) check (load_to >= load_from),
    -- id of a choice of follow-up.yaml or next-steps.yaml, the day of a visit as yyyy-MM-dd, or a text; null: the cell was emptied
    value text check (length(value) > 0),
    -- row of the sheet in the workbook of load_from
    line integer not null check (line > 0),
    primary key (month, region, ydernummer, opened, field, load_from),
    check ((region = 'consultants') = (field in ('visited', 'visited-by', 'agreed', 'next-step')))
) strict, without rowid;

insert into follow_up_of_all (month, region, ydernummer, opened, field, load_from, load_to, value, line)
select month, region, ydernummer, opened, field, load_from, load_to, value, line from follow_up;

drop table follow_up;

alter table follow_up_of_all rename to follow_up;

create index follow_up_load_to on follow_up (load_to) where load_to is not null;

-- As in 0008; only what stands in `field` is more.
create table returned_word_of_all (
    load integer not null references follow_up_load (load),
    position integer not null check (position > 0),
    -- null: it is not clear which clinic is meant
    ydernummer text check (ydernummer glob '[0-9][0-9][0-9][0-9][0-9][0-9]'),
    opened text check (opened glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    -- null: no cell of the clinic's row
    field text check (field in ('follow-up', 'remark', 'visited', 'visited-by', 'agreed', 'next-step')),
    -- sheet and cell in which it stood; cell null: in none, as a page header
    sheet text not null,
    cell text,
    -- id of a choice, the day of a visit, or the text as it was written; null: the cell was emptied
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

insert into returned_word_of_all (load, position, ydernummer, opened, field, sheet, cell, value, fate, other_load, other_value,
    is_contradiction, code, message)
select load, position, ydernummer, opened, field, sheet, cell, value, fate, other_load, other_value, is_contradiction, code,
    message
from returned_word;

drop table returned_word;

alter table returned_word_of_all rename to returned_word;
