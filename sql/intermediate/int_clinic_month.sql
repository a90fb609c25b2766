-- Plans of a clinic in a month, all plan types together. No index: it is read from end to end, in the order of its months.
-- grain: clinic x month
-- columns: month_number (as stg_known_month); clinic (as int_snapshot_clinic, and so of one snapshot_month), place (as
--     there); is_open (on the month's last day: 0, 1); new_plans, maintained_plans (plans)
-- source: int_needed_month, int_period_month, stg_plan_count
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
    int_period_month.snapshot_month,
    number_month.month,
    int_period_month.month_number,
    int_period_month.clinic,
    int_period_month.place,
    number_month.month between int_period_month.first_open_month and int_period_month.last_open_month as is_open,
    number_month.new_plans,
    number_month.maintained_plans
from number_month
-- cross join: the counts come first, and each looks its clinic period up.
cross join int_period_month
    on int_period_month.month = number_month.month
    and int_period_month.ydernummer = number_month.ydernummer
