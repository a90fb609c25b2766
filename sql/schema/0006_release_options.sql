-- What else than month and load decides the bytes of a release: how its reports were asked for. Releases that were sealed
-- before these columns came were made without any of it, which is what the defaults say.

-- house style, a file of the folder reports; null: the one that each report names itself
alter table release add column theme text;

-- whom the OK22 report is for
alter table release add column audience text not null default 'internal' check (audience in ('internal', 'public'));

-- 1: workbooks in the published form
alter table release add column is_accessible integer not null default 0 check (is_accessible in (0, 1));
