-- The store: what was loaded, when, and what each load said.
-- History is kept: a row holds from load_from until load_to (null: still), so that a figure can be shown
-- as it was known when any load was the newest. A row whose load was undone holds from its load to that same
-- load, that is: never. Nothing is ever deleted or replaced.

-- grain: one accepted file
create table load (
    load integer primary key autoincrement,
    -- instant, ISO 8601 in UTC
    loaded_at text not null check (loaded_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*Z'),
    -- the file's own name, without its folder
    file_name text not null check (length(file_name) > 0),
    sha256 text not null check (length(sha256) = 64),
    byte_count integer not null check (byte_count >= 0),
    kind text not null check (kind in ('plan-counts', 'clinic-register', 'follow-up')),
    -- id of the profile that read the file
    profile text not null,
    -- sheet of a workbook; null for a text file
    sheet text,
    rows_read integer not null check (rows_read >= 0),
    rows_stored integer not null check (rows_stored >= 0),
    rows_rejected integer not null check (rows_rejected >= 0),
    plans_new integer not null check (plans_new >= 0),
    plans_maintained integer not null check (plans_maintained >= 0),
    -- 1: the figures are made up, and whatever shows them must say so
    is_synthetic integer not null check (is_synthetic in (0, 1)),
    -- why a load that the gate held back was let in; null: the gate had nothing against it
    accepted_reason text,
    program_version text not null,
    -- instant at which the load was taken back; null: it stands
    undone_at text,
    check (rows_read = rows_stored + rows_rejected)
) strict;

create index load_sha256 on load (sha256);

-- The months that a file is the whole truth about; for a register, the month of the snapshot.
-- grain: load x month
create table load_month (
    load integer not null references load (load),
    month text not null check (month glob '[12][0-9][0-9][0-9]-[01][0-9]'),
    primary key (load, month)
) strict, without rowid;

-- grain: month x ydernummer x plan type x the load that brought the row
create table plan_count (
    month text not null check (month glob '[12][0-9][0-9][0-9]-[01][0-9]'),
    ydernummer text not null check (ydernummer glob '[0-9][0-9][0-9][0-9][0-9][0-9]'),
    -- code of a plan type of plan-types.yaml
    plan_type text not null check (length(plan_type) > 0),
    load_from integer not null references load (load),
    load_to integer references load (load) check (load_to >= load_from),
    new_plans integer not null check (new_plans between 0 and 1000000),
    maintained_plans integer not null check (maintained_plans between 0 and 1000000),
    -- line (or sheet row) of the file of load_from
    line integer not null check (line > 0),
    primary key (month, ydernummer, plan_type, load_from)
) strict, without rowid;

-- grain: snapshot month x clinic period (ydernummer and the day it opened) x the load that brought the row
create table clinic_period (
    snapshot_month text not null check (snapshot_month glob '[12][0-9][0-9][0-9]-[01][0-9]'),
    ydernummer text not null check (ydernummer glob '[0-9][0-9][0-9][0-9][0-9][0-9]'),
    opened text not null check (opened glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    load_from integer not null references load (load),
    load_to integer references load (load) check (load_to >= load_from),
    name text not null,
    -- id of a region of regions.yaml
    region text not null,
    municipality text,
    -- name of a kind of clinic-kinds.yaml
    kind text not null,
    -- number of doctors in millionths, so that 0,7 is exact; null: unknown
    doctors_millionths integer check (doctors_millionths >= 0),
    -- last day on which the clinic is open; null: open
    closed text check (closed glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]' and closed >= opened),
    system text,
    -- ydernummer of the clinic that took over
    successor text check (successor glob '[0-9][0-9][0-9][0-9][0-9][0-9]'),
    -- line (or sheet row) of the file of load_from
    line integer not null check (line > 0),
    primary key (snapshot_month, ydernummer, opened, load_from)
) strict, without rowid;

-- Undo and restatement look rows up by the load that closed them.
create index plan_count_load_to on plan_count (load_to) where load_to is not null;
create index clinic_period_load_to on clinic_period (load_to) where load_to is not null;
