-- What each clinic counts under, for the dimensions that were asked for; 'all' is every clinic.
-- A clinic without a municipality or a system counts under 'all' alone.
-- grain: report_month x dimension x ydernummer x opened
-- columns: dimension; value; snapshot_month, first_open_month, last_open_month (of the clinic)
-- source: int_clinic, run_dimension
-- built as: table
-- index: ydernummer, opened, report_month, snapshot_month, first_open_month, last_open_month, dimension, value
with clinic_value as (
    select
        int_clinic.report_month,
        int_clinic.snapshot_month,
        int_clinic.ydernummer,
        int_clinic.opened,
        int_clinic.first_open_month,
        int_clinic.last_open_month,
        run_dimension.dimension,
        case run_dimension.dimension
            when 'all' then 'all'
            when 'region' then int_clinic.region
            when 'kind' then int_clinic.kind
            when 'municipality' then int_clinic.municipality
            when 'system' then int_clinic.system
        end as value
    from int_clinic
    cross join run_dimension
)

select
    clinic_value.report_month,
    clinic_value.dimension,
    clinic_value.value,
    clinic_value.snapshot_month,
    clinic_value.ydernummer,
    clinic_value.opened,
    clinic_value.first_open_month,
    clinic_value.last_open_month
from clinic_value
where clinic_value.value is not null
