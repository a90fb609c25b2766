-- What the clinics of a value made in a month, how many were active and how many open: the places of the value together.
-- The total ('all') counts every row, those of closed and unknown clinics too; any other value only what the register places.
-- grain: report_month x dimension x value x month (months in which a clinic was open or there is a row of counts)
-- columns: new_plans, maintained_plans (plans); active_clinics, clinics (clinics)
-- source: stg_known_month, int_register, int_place_month, int_place_value, int_value_name
-- built as: table
-- key: report_month, dimension, value, month
-- By numbers alone, of the values too: they sort in less time than the words that they stand for.
with counted as (
    select
        int_place_month.month_number,
        int_place_value.value_number,
        sum(int_place_month.new_plans) as new_plans,
        sum(int_place_month.maintained_plans) as maintained_plans,
        sum(int_place_month.active_clinics) as active_clinics,
        sum(int_place_month.clinics) as clinics
    from int_place_month
    cross join int_place_value on int_place_value.place = int_place_month.place
    group by
        int_place_month.month_number,
        int_place_value.value_number
)

select
    int_value_name.report_month,
    int_value_name.dimension,
    int_value_name.value,
    stg_known_month.month,
    sum(counted.new_plans) as new_plans,
    sum(counted.maintained_plans) as maintained_plans,
    sum(counted.active_clinics) as active_clinics,
    sum(counted.clinics) as clinics
from counted
inner join stg_known_month on stg_known_month.month_number = counted.month_number
-- a number is of one register, and so are the names that report months give it
inner join int_value_name on int_value_name.value_number = counted.value_number
inner join int_register
    on int_register.report_month = int_value_name.report_month
    and stg_known_month.month between int_register.first_month and int_register.report_month
group by
    int_value_name.report_month,
    int_value_name.dimension,
    int_value_name.value,
    stg_known_month.month
