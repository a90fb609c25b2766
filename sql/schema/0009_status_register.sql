-- Status registers: deliveries, incidents, practice systems, budget and whatever else the files of the folder `status` of a
-- pipeline describe. A register is delivered whole: what it says is kept with the loads between which it holds.

-- What a file of the ledger can be. A list of its own, so that another kind is one more row and no new ledger.
-- grain: one kind of file
create table load_kind (
    kind text not null primary key check (length(kind) > 0)
) strict, without rowid;

insert into load_kind (kind) values ('plan-counts'), ('clinic-register'), ('follow-up'), ('status-register');

-- The ledger of 0001 with that list in the place of a check, which SQLite cannot change in a table that stands. What names a
-- load is held against the ledger when the transaction ends, when every load is back under its number.
pragma defer_foreign_keys = on;

create temp table moved_load as select * from load;

drop table load;

-- grain: one accepted file
create table load (
    load integer primary key autoincrement,
    -- instant, ISO 8601 in UTC
    loaded_at text not null check (loaded_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*Z'),
    -- the file's own name, without its folder
    file_name text not null check (length(file_name) > 0),
    sha256 text not null check (length(sha256) = 64),
    byte_count integer not null check (byte_count >= 0),
    kind text not null references load_kind (kind),
    -- id of the profile that read the file; of a status register its own
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

insert into load (
    load, loaded_at, file_name, sha256, byte_count, kind, profile, sheet, rows_read, rows_stored, rows_rejected, plans_new,
    plans_maintained, is_synthetic, accepted_reason, program_version, undone_at
)
select
    load, loaded_at, file_name, sha256, byte_count, kind, profile, sheet, rows_read, rows_stored, rows_rejected, plans_new,
    plans_maintained, is_synthetic, accepted_reason, program_version, undone_at
from temp.moved_load
order by load;

drop table temp.moved_load;

create index load_sha256 on load (sha256);

-- As in 0005: taking back a load that a release rests on would make the release unrepeatable.
create trigger load_of_release_stands before update of undone_at on load
when new.undone_at is not null and exists (select 1 from release where release.as_of_load >= new.load)
begin select raise(abort, 'a sealed release rests on this load'); end;

-- grain: register x key x the load that brought the row
create table status_row (
    -- id of a register, a file of the folder status
    register text not null check (length(register) > 0),
    -- values of the columns that tell its rows apart, as a JSON array
    row_key text not null check (json_valid(row_key)),
    load_from integer not null references load (load),
    load_to integer references load (load) check (load_to >= load_from),
    -- all its values by column, as a JSON object: texts, dates as yyyy-MM-dd, months as yyyy-MM, whole numbers, amounts in øre,
    -- the id of a choice, truths; null: not said
    facts text not null check (json_valid(facts)),
    -- line (or sheet row) of the file of load_from
    line integer not null check (line > 0),
    primary key (register, row_key, load_from)
) strict, without rowid;

create index status_row_load_to on status_row (load_to) where load_to is not null;
