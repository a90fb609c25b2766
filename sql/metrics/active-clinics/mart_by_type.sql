-- Active clinics per month by plan type: those that made or maintained at least one plan of the type in the month,
-- beside all clinics open in that month, of whatever type.
-- grain: report_month x value x month (all known months up to the report month)
-- columns: dimension ('plan-type'); value (plan type); active_clinics, clinics (clinics)
-- source: mart_active_clinics, int_clinic, int_dimension_value, int_clinic_type_month
-- built as: table
with open_clinic as materialized (
    select
        int_clinic.report_month,
        int_clinic.clinic,
        int_clinic.first_open_month,
        int_clinic.last_open_month
    from int_clinic
),

active as (
    select
        open_clinic.report_month,
        int_clinic_type_month.plan_type,
        int_clinic_type_month.month,
        count(*) as clinics
    from int_clinic_type_month
    -- cross join: every month of a clinic looks up whether the clinic was open.
    cross join open_clinic
        on open_clinic.clinic = int_clinic_type_month.clinic
        and int_clinic_type_month.month between open_clinic.first_open_month and open_clinic.last_open_month
    where int_clinic_type_month.new_plans + int_clinic_type_month.maintained_plans >= 1
    group by
        int_clinic_type_month.month_number,
        int_clinic_type_month.plan_type,
        open_clinic.report_month
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
