-- From which month until before which month the counts of a number belong to each clinic period.
-- Counts attach to the period that overlaps the month, or else to the latest that began before its end; as periods
-- of one number do not overlap, both come to the latest period that opened in the month or earlier.
-- grain: snapshot_month x ydernummer x opened
-- columns: holds_from (month, included); holds_before (month, not included)
-- source: int_register, stg_clinic_period
-- built as: table
-- key: snapshot_month, ydernummer, opened
-- index: ydernummer, snapshot_month, holds_from, holds_before, opened
with snapshot as (
    select distinct int_register.snapshot_month
    from int_register
)

select
    snapshot.snapshot_month,
    stg_clinic_period.ydernummer,
    stg_clinic_period.opened,
    stg_clinic_period.first_open_month as holds_from,
    lead(stg_clinic_period.first_open_month, 1, '9999-12') over (
        partition by snapshot.snapshot_month, stg_clinic_period.ydernummer
        order by stg_clinic_period.opened
    ) as holds_before
from snapshot
inner join stg_clinic_period on stg_clinic_period.snapshot_month = snapshot.snapshot_month
