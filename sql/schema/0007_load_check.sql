-- What a load was held against before it was stored, and what was found: the arrival control. Loads of versions before this
-- table have no rows here.

-- grain: load x place in the list of its checks
create table load_check (
    load integer not null references load (load),
    place integer not null check (place > 0),
    -- id of the check
    check_id text not null check (length(check_id) > 0),
    -- null: the load as a whole
    month text check (month glob '[12][0-9][0-9][0-9]-[01][0-9]'),
    -- the plan type, region, system or clinic that it is about; null: all of the month
    subject text,
    verdict text not null check (verdict in ('ok', 'look', 'hold', 'cannot-tell')),
    -- null: there was nothing to count
    seen real,
    -- lowest and highest value that pass; null: nothing to expect could be told
    low real,
    high real,
    -- what it was compared with, or what is missing
    basis text not null,
    -- the mistake that it points to; null: none
    looks_like text,
    -- what was seen and expected, in words
    finding text not null,
    -- {unit, code, series, facts, excess} for pictures and sentences, as JSON
    detail text not null check (json_valid(detail)),
    primary key (load, place),
    check ((low is null) = (high is null))
) strict, without rowid;
