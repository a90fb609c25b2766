-- Plan counts attached to the clinic period that holds them. Counts of a number that the register does not know,
-- or knows only from later, are not here: they count in the plan totals alone.
-- grain: snapshot_month x month x ydernummer x opened x plan_type
-- columns: month_number (as stg_known_month); clinic, wide_place (as int_snapshot_clinic); new_plans, maintained_plans (plans)
-- source: int_needed_month, int_period_month, stg_plan_count
-- built as: view
select
    int_period_month.snapshot_month,
    stg_plan_count.month,
    int_period_month.month_number,
    int_period_month.clinic,
    int_period_month.wide_place,
    stg_plan_count.ydernummer,
    int_period_month.opened,
    stg_plan_count.plan_type,
    stg_plan_count.new_plans,
    stg_plan_count.maintained_plans
from stg_plan_count
-- cross join: the counts are read in the order of their key, and each looks its clinic period up.
cross join int_period_month
    on int_period_month.month = stg_plan_count.month
    and int_period_month.ydernummer = stg_plan_count.ydernummer
where stg_plan_count.month >= (select min(int_needed_month.month) from int_needed_month)
    and stg_plan_count.month <= (select max(int_needed_month.month) from int_needed_month)
