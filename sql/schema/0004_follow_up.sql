-- What regions wrote in the workbooks that they sent back. A returned workbook is a load like any other: what it says is
-- kept with the loads between which it holds, so that the workbook of any month can be made again as it was.

-- grain: one accepted workbook
create table follow_up_load (
    load integer primary key references load (load),
    -- id of a region of regions.yaml: whose workbook it is
    region text not null check (length(region) > 0),
    -- report month of the workbook
    month text not null check (month glob '[12][0-9][0-9][0-9]-[01][0-9]'),
    -- the newest load when the workbook was made; no reference, as it may have been made from another store
    issued_load integer not null check (issued_load > 0),
    -- layout of the workbook
    format integer not null check (format > 0)
) strict;

-- One cell that a region wrote in. A cell that still holds what it held when the workbook was made has no row.
-- grain: report month x region x clinic period x field x the load that brought the row
create table follow_up (
    month text not null check (month glob '[12][0-9][0-9][0-9]-[01][0-9]'),
    -- id of a region of regions.yaml: whose workbook the cell stood in
    region text not null check (length(region) > 0),
    ydernummer text not null check (ydernummer glob '[0-9][0-9][0-9][0-9][0-9][0-9]'),
    opened text not null check (opened glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    field text not null check (field in ('follow-up', 'remark')),
    load_from integer not null references load (load),
    load_to integer references load (load) check (load_to >= load_from),
    -- id of a choice of follow-up.yaml, or the text of a remark; null: the cell was emptied
    value text check (length(value) > 0),
    -- row of the sheet in the workbook of load_from
    line integer not null check (line > 0),
    primary key (month, region, ydernummer, opened, field, load_from)
) strict, without rowid;

create index follow_up_load_to on follow_up (load_to) where load_to is not null;
