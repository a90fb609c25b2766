-- The clinics of a report month, numbered by the place that they have in every dimension: clinics of one region,
-- municipality, practice system and kind share one. What is counted for groups of clinics is counted for these few
-- hundred places first, and each dimension adds places up.
-- grain: report_month x ydernummer x opened
-- columns: place (number; of one report month only); is_first (1: the first clinic of its place);
--     snapshot_month, first_open_month, last_open_month (of the clinic)
-- source: int_register, stg_clinic_period, int_clinic
-- built as: table
-- index: ydernummer, opened, snapshot_month, report_month, place, first_open_month, last_open_month
with snapshot_place as materialized (
    -- Numbered once a snapshot, however many report months look at it. The region by its id: two that became one share a
    -- name and not a place, and each dimension adds both up.
    select
        stg_clinic_period.snapshot_month,
        stg_clinic_period.ydernummer,
        stg_clinic_period.opened,
        dense_rank() over (
            -- the municipality first: it tells most clinics apart at the first look
            order by
                stg_clinic_period.municipality,
                stg_clinic_period.snapshot_month,
                stg_clinic_period.system,
                stg_clinic_period.kind,
                stg_clinic_period.region
        ) as place,
        row_number() over (
            partition by
                stg_clinic_period.municipality,
                stg_clinic_period.snapshot_month,
                stg_clinic_period.system,
                stg_clinic_period.kind,
                stg_clinic_period.region
            order by stg_clinic_period.ydernummer, stg_clinic_period.opened
        ) = 1 as is_first
    from stg_clinic_period
    where stg_clinic_period.snapshot_month in (select int_register.snapshot_month from int_register)
),

report as materialized (
    select
        int_register.report_month,
        row_number() over (order by int_register.report_month) as step,
        count(*) over () as steps
    from int_register
)

select
    int_clinic.report_month,
    int_clinic.snapshot_month,
    int_clinic.ydernummer,
    int_clinic.opened,
    int_clinic.first_open_month,
    int_clinic.last_open_month,
    -- a number for each place and report month
    snapshot_place.place * report.steps + report.step as place,
    snapshot_place.is_first,
    int_clinic.region,
    int_clinic.municipality,
    int_clinic.system,
    int_clinic.kind
from int_clinic
inner join report on report.report_month = int_clinic.report_month
-- cross join: the clinics come first, and each looks its place up.
cross join snapshot_place
    on snapshot_place.snapshot_month = int_clinic.snapshot_month
    and snapshot_place.ydernummer = int_clinic.ydernummer
    and snapshot_place.opened = int_clinic.opened
