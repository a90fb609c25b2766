-- Active clinics per month, beside all clinics open in that month. A clinic is active in a month in which it made
-- or maintained at least one plan.
-- grain: report_month x dimension x value x month (all known months up to the report month)
-- columns: active_clinics, clinics (clinics)
-- source: int_value_month, int_dimension_value, stg_known_month
-- built as: table
select
    int_dimension_value.report_month,
    int_dimension_value.dimension,
    int_dimension_value.value,
    stg_known_month.month,
    coalesce(int_value_month.active_clinics, 0) as active_clinics,
    coalesce(int_value_month.clinics, 0) as clinics
from int_dimension_value
inner join stg_known_month on stg_known_month.month <= int_dimension_value.report_month
left join int_value_month
    on int_value_month.report_month = int_dimension_value.report_month
    and int_value_month.dimension = int_dimension_value.dimension
    and int_value_month.value = int_dimension_value.value
    and int_value_month.month = stg_known_month.month
where int_dimension_value.dimension <> 'plan-type'
