-- Plans of a clinic in a month, all plan types together, and those of each number that no clinic period holds. No index: it
-- is read from end to end, in the order of its months.
-- grain: clinic x month; without a clinic a row a month for each such number and register snapshot
-- columns: month_number (as stg_known_month); clinic (as int_snapshot_clinic, and so of one snapshot_month; null: none holds
--     the number), place (as there, or unplaced as int_needed_month); is_open (on the month's last day: 0, 1);
--     new_plans, maintained_plans (plans)
-- source: int_needed_month, int_snapshot_clinic, stg_plan_count
-- built as: table
-- The plan types of a number are added up first, in the order in which the counts are stored: that takes no sorting, and
-- a number looks its clinic period up once a month.
with number_month as (
    select
        stg_plan_count.month,
        stg_plan_count.ydernummer,
        sum(stg_plan_count.new_plans) as new_plans,
        sum(stg_plan_count.maintained_plans) as maintained_plans
    from stg_plan_count
    where stg_plan_count.month >= (select min(int_needed_month.month) from int_needed_month)
        and stg_plan_count.month <= (select max(int_needed_month.month) from int_needed_month)
    group by
        stg_plan_count.month,
        stg_plan_count.ydernummer
)

select
    number_month.month,
    int_needed_month.month_number,
    int_snapshot_clinic.clinic,
    coalesce(int_snapshot_clinic.place, int_needed_month.unplaced) as place,
    coalesce(
        number_month.month between int_snapshot_clinic.first_open_month and int_snapshot_clinic.last_open_month,
        0
    ) as is_open,
    number_month.new_plans,
    number_month.maintained_plans
from number_month
-- cross join: the counts come first. The conditions are those of int_period_month, which has no row where none holds a number.
cross join int_needed_month on int_needed_month.month = number_month.month
left join int_snapshot_clinic
    on int_snapshot_clinic.ydernummer = number_month.ydernummer
    and int_snapshot_clinic.snapshot_month = int_needed_month.snapshot_month
    and int_snapshot_clinic.holds_from <= number_month.month
    and int_snapshot_clinic.holds_before > number_month.month
