-- The clinics of a report month, numbered by the place that they have in every dimension: clinics of one region,
-- municipality, practice system and kind share one. What is counted for groups of clinics is counted for these few
-- hundred places first, and each dimension adds places up.
-- grain: report_month x ydernummer x opened
-- columns: place (number; of one report month only); snapshot_month, first_open_month, last_open_month (of the clinic)
-- source: int_clinic
-- built as: table
-- index: ydernummer, opened, snapshot_month, report_month, place, first_open_month, last_open_month
select
    int_clinic.report_month,
    int_clinic.snapshot_month,
    int_clinic.ydernummer,
    int_clinic.opened,
    int_clinic.first_open_month,
    int_clinic.last_open_month,
    dense_rank() over (
        -- the municipality first: it tells most clinics apart at the first look
        order by
            int_clinic.municipality,
            int_clinic.report_month,
            int_clinic.system,
            int_clinic.kind,
            int_clinic.region
    ) as place,
    int_clinic.region,
    int_clinic.municipality,
    int_clinic.system,
    int_clinic.kind
from int_clinic
