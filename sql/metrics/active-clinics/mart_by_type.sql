-- Active clinics per month by plan type: those that made or maintained at least one plan of the type in the month,
-- beside all clinics open in that month, of whatever type.
-- grain: report_month x value x month (all known months up to the report month)
-- columns: dimension ('plan-type'); value (plan type); active_clinics, clinics (clinics)
-- source: mart_active_clinics, int_clinic_dimension, int_dimension_value, int_clinic_type_month
-- built as: table
with active as (
    select
        int_clinic_dimension.report_month,
        int_clinic_type_month.plan_type,
        int_clinic_type_month.month,
        count(*) as clinics
    from int_clinic_type_month
    -- cross join: every month of a clinic looks up whether the clinic was open.
    cross join int_clinic_dimension
        on int_clinic_dimension.ydernummer = int_clinic_type_month.ydernummer
        and int_clinic_dimension.opened = int_clinic_type_month.opened
        and int_clinic_dimension.snapshot_month = int_clinic_type_month.snapshot_month
        and int_clinic_dimension.dimension = 'all'
        and int_clinic_type_month.month between int_clinic_dimension.first_open_month and int_clinic_dimension.last_open_month
    where int_clinic_type_month.new_plans + int_clinic_type_month.maintained_plans >= 1
    group by
        int_clinic_type_month.month,
        int_clinic_type_month.plan_type,
        int_clinic_dimension.report_month
)

select
    int_dimension_value.report_month,
    int_dimension_value.dimension,
    int_dimension_value.value,
    mart_active_clinics.month,
    coalesce(active.clinics, 0) as active_clinics,
    mart_active_clinics.clinics
from int_dimension_value
inner join mart_active_clinics
    on mart_active_clinics.report_month = int_dimension_value.report_month
    and mart_active_clinics.dimension = 'all'
left join active
    on active.report_month = int_dimension_value.report_month
    and active.plan_type = int_dimension_value.value
    and active.month = mart_active_clinics.month
where int_dimension_value.dimension = 'plan-type'
