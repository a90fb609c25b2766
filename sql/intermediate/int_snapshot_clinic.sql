-- The clinic periods of the register snapshots that report months use, numbered: whatever counts for many clinics looks
-- them up by that number. Each has the months whose counts of its ydernummer belong to it, and its place.
-- Counts attach to the period that overlaps the month, or else to the latest that began before its end; as periods
-- of one number do not overlap, both come to the latest period that opened in the month or earlier.
-- Clinics that no dimension tells apart which is asked for share a place: with all of them, those of one region,
-- municipality, practice system and kind. What is counted for groups of clinics is counted for these few hundred places
-- first, and each dimension adds places up.
-- grain: snapshot_month x ydernummer x opened
-- columns: clinic (number of the row; of one snapshot only); place (number; of one snapshot only); wide_place (the first
--     of the places that differ in their municipality alone: it stands for all of them where nobody asks for that);
--     holds_from (month, included), holds_before (month, not included); region (id); otherwise as stg_clinic_period
-- source: int_register, run_dimension, stg_clinic_period
-- built as: table
-- key: snapshot_month, ydernummer, opened
-- index: ydernummer, snapshot_month, holds_from, holds_before, clinic, place, wide_place, first_open_month, last_open_month
with asked as (
    select
        sum(run_dimension.dimension = 'municipality') as municipality,
        sum(run_dimension.dimension = 'system') as system,
        sum(run_dimension.dimension = 'kind') as kind,
        sum(run_dimension.dimension = 'region') as region
    from run_dimension
),

snapshot_clinic as (
    select
        stg_clinic_period.*,
        coalesce(
            (
                select min(later.first_open_month)
                from stg_clinic_period as later
                where later.snapshot_month = stg_clinic_period.snapshot_month
                    and later.ydernummer = stg_clinic_period.ydernummer
                    and later.opened > stg_clinic_period.opened
            ),
            '9999-12'
        ) as holds_before,
        -- the region by its id: two that became one share a name and not a place, and each dimension adds both up
        dense_rank() over (
            -- the municipality first: it tells most clinics apart at the first look
            order by
                case when asked.municipality then stg_clinic_period.municipality end,
                stg_clinic_period.snapshot_month,
                case when asked.system then stg_clinic_period.system end,
                case when asked.kind then stg_clinic_period.kind end,
                case when asked.region then stg_clinic_period.region end
        ) as place
    from stg_clinic_period
    cross join asked
    where stg_clinic_period.snapshot_month in (select int_register.snapshot_month from int_register)
)

select
    snapshot_clinic.snapshot_month,
    row_number() over (order by snapshot_clinic.snapshot_month, snapshot_clinic.ydernummer, snapshot_clinic.opened) as clinic,
    snapshot_clinic.place,
    min(snapshot_clinic.place) over (
        partition by
            snapshot_clinic.system,
            snapshot_clinic.region,
            snapshot_clinic.kind,
            snapshot_clinic.snapshot_month
    ) as wide_place,
    snapshot_clinic.ydernummer,
    snapshot_clinic.opened,
    snapshot_clinic.closed,
    snapshot_clinic.first_open_month as holds_from,
    snapshot_clinic.holds_before,
    snapshot_clinic.first_open_month,
    snapshot_clinic.last_open_month,
    snapshot_clinic.closed_month,
    snapshot_clinic.name,
    snapshot_clinic.region,
    snapshot_clinic.municipality,
    snapshot_clinic.kind,
    snapshot_clinic.system,
    snapshot_clinic.doctors_millionths,
    snapshot_clinic.successor,
    snapshot_clinic.load,
    snapshot_clinic.line
from snapshot_clinic
