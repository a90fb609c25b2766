-- Sealed releases: what was shown at a meeting. A release is written once and never changed or removed, so that the same
-- figure can be shown and explained whatever came later; the triggers below hold that against every program.

-- grain: one sealed release
create table release (
    -- how people call it, for example the meeting's date
    name text not null primary key check (length(name) between 1 and 60),
    -- instant, ISO 8601 in UTC
    sealed_at text not null check (sealed_at glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*Z'),
    -- the report month
    month text not null check (month glob '[12][0-9][0-9][0-9]-[01][0-9]'),
    -- the newest load that was looked at; the release rests on it and on all standing ones before it
    as_of_load integer not null references load (load),
    program_version text not null,
    -- of the program's own code, so that two states of one version can be told apart
    program_sha256 text not null check (length(program_sha256) = 64),
    -- the engine that ran it, which writes numbers and dates
    runtime text not null,
    -- the rule set in force, and its file
    rule text not null,
    rule_status text not null check (rule_status in ('unconfirmed', 'confirmed')),
    rule_sha256 text not null check (length(rule_sha256) = 64),
    -- plans of the 12 months that end with the month
    plans_new integer not null check (plans_new >= 0),
    plans_maintained integer not null check (plans_maintained >= 0),
    -- clinics open in the month, and those of them that were active
    clinics_open integer not null check (clinics_open >= 0),
    clinics_active integer not null check (clinics_active between 0 and clinics_open),
    -- what the sealer wanted to be remembered; null: nothing
    note text
) strict, without rowid;

-- Files that a release was computed and rendered from, apart from the extracts, which the ledger has.
-- grain: release x what the file was read for x file
create table release_input (
    release text not null references release (name),
    -- 'figures', or the report
    scope text not null,
    -- path from the folder that holds pipelines, reports and sql, with forward slashes
    path text not null,
    sha256 text not null check (length(sha256) = 64),
    -- the file's text, so that a later change can be quoted; null for a file that is no text
    content text,
    primary key (release, scope, path)
) strict, without rowid;

-- grain: release x report x file of the report
create table release_artefact (
    release text not null references release (name),
    report text not null,
    file_name text not null,
    sha256 text not null check (length(sha256) = 64),
    byte_count integer not null check (byte_count >= 0),
    primary key (release, report, file_name)
) strict, without rowid;

-- Plans of every known month up to the report month, as they were shown.
-- grain: release x month
create table release_month (
    release text not null references release (name),
    month text not null check (month glob '[12][0-9][0-9][0-9]-[01][0-9]'),
    plans_new integer not null check (plans_new >= 0),
    plans_maintained integer not null check (plans_maintained >= 0),
    primary key (release, month)
) strict, without rowid;

-- The clinics that were held against the rule, and what came of it.
-- grain: release x clinic period
create table release_clinic (
    release text not null references release (name),
    ydernummer text not null check (ydernummer glob '[0-9][0-9][0-9][0-9][0-9][0-9]'),
    opened text not null check (opened glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    name text not null,
    kind text not null,
    outcome text not null check (outcome in ('pass', 'fail', 'unknown')),
    primary key (release, ydernummer, opened)
) strict, without rowid;

create trigger release_is_never_changed before update on release
begin select raise(abort, 'a sealed release is never changed'); end;

create trigger release_is_never_removed before delete on release
begin select raise(abort, 'a sealed release is never removed'); end;

create trigger release_input_is_never_changed before update on release_input
begin select raise(abort, 'a sealed release is never changed'); end;

create trigger release_input_is_never_removed before delete on release_input
begin select raise(abort, 'a sealed release is never removed'); end;

create trigger release_artefact_is_never_changed before update on release_artefact
begin select raise(abort, 'a sealed release is never changed'); end;

create trigger release_artefact_is_never_removed before delete on release_artefact
begin select raise(abort, 'a sealed release is never removed'); end;

create trigger release_month_is_never_changed before update on release_month
begin select raise(abort, 'a sealed release is never changed'); end;

create trigger release_month_is_never_removed before delete on release_month
begin select raise(abort, 'a sealed release is never removed'); end;

create trigger release_clinic_is_never_changed before update on release_clinic
begin select raise(abort, 'a sealed release is never changed'); end;

create trigger release_clinic_is_never_removed before delete on release_clinic
begin select raise(abort, 'a sealed release is never removed'); end;

-- Taking back a load that a release rests on would make the release unrepeatable.
create trigger load_of_release_stands before update of undone_at on load
when new.undone_at is not null and exists (select 1 from release where release.as_of_load >= new.load)
begin select raise(abort, 'a sealed release rests on this load'); end;
