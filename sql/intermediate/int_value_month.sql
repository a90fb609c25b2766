-- What the clinics of a value made in a month, how many were active and how many open: the places of the value together.
-- The total ('all') counts every row, those of closed and unknown clinics too; any other value only what the register places.
-- grain: report_month x dimension x value x month (months in which a clinic was open or has a row of counts)
-- columns: new_plans, maintained_plans (plans); active_clinics, clinics (clinics)
-- source: int_register, int_place_month, int_place_value, int_value_name
-- built as: table
-- key: report_month, dimension, value, month
with counted as (
    select
        int_place_value.snapshot_month,
        int_place_value.value_number,
        int_place_month.month_number,
        int_place_month.month,
        sum(int_place_month.new_plans) as new_plans,
        sum(int_place_month.maintained_plans) as maintained_plans,
        sum(int_place_month.active_clinics) as active_clinics,
        sum(int_place_month.clinics) as clinics
    from int_place_month
    cross join int_place_value on int_place_value.place = int_place_month.place
    group by
        int_place_month.month_number,
        int_place_value.value_number,
        int_place_month.month,
        int_place_value.snapshot_month
)

select
    int_value_name.report_month,
    int_value_name.dimension,
    int_value_name.value,
    counted.month,
    sum(counted.new_plans) as new_plans,
    sum(counted.maintained_plans) as maintained_plans,
    sum(counted.active_clinics) as active_clinics,
    sum(counted.clinics) as clinics
from int_register
inner join counted
    on counted.snapshot_month = int_register.snapshot_month
    and counted.month between int_register.first_month and int_register.report_month
inner join int_value_name
    on int_value_name.report_month = int_register.report_month
    and int_value_name.value_number = counted.value_number
group by
    int_value_name.report_month,
    int_value_name.dimension,
    int_value_name.value,
    counted.month
