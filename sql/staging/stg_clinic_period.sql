-- Clinic periods of all register snapshots as they were known when the as-of load was the newest.
-- grain: snapshot_month x ydernummer x opened
-- columns: as clinic_period; doctors_millionths null = unknown; closed null = open; load, line (where the row came from);
--     first_open_month, last_open_month: between them the clinic is open on the month's last day. This is the only place
--     that says when a clinic is open: opened on that day it is, closed on that day it still is ('9999-12': no end);
--     closed_month: from first_open_month to this one the period has a day in the month ('9999-12': no end)
-- source: clinic_period, run_context
-- built as: view
select
    clinic_period.snapshot_month,
    clinic_period.ydernummer,
    clinic_period.opened,
    clinic_period.closed,
    substr(clinic_period.opened, 1, 7) as first_open_month,
    coalesce(
        strftime('%Y-%m', clinic_period.closed, '+1 day', 'start of month', '-1 month'),
        '9999-12'
    ) as last_open_month,
    coalesce(substr(clinic_period.closed, 1, 7), '9999-12') as closed_month,
    clinic_period.name,
    clinic_period.region,
    clinic_period.municipality,
    clinic_period.kind,
    clinic_period.system,
    clinic_period.doctors_millionths,
    clinic_period.successor,
    clinic_period.load_from as load,
    clinic_period.line
from clinic_period
where clinic_period.load_from <= (select max(run_context.as_of_load) from run_context)
    and (
        clinic_period.load_to is null
        or clinic_period.load_to > (select max(run_context.as_of_load) from run_context)
    )
