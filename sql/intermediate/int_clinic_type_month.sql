-- Plan counts attached to the clinic period that holds them. Counts of a number that the register does not know,
-- or knows only from later, are not here: they count in the plan totals alone.
-- grain: snapshot_month x month x ydernummer x opened x plan_type
-- columns: new_plans, maintained_plans (plans)
-- source: int_needed_month, int_number_period, stg_plan_count
-- built as: view
select
    int_needed_month.snapshot_month,
    stg_plan_count.month,
    stg_plan_count.ydernummer,
    int_number_period.opened,
    stg_plan_count.plan_type,
    stg_plan_count.new_plans,
    stg_plan_count.maintained_plans
from int_needed_month
-- cross join: a month's counts are read in the order of their key, and each looks its period up.
cross join stg_plan_count on stg_plan_count.month = int_needed_month.month
cross join int_number_period
    on int_number_period.snapshot_month = int_needed_month.snapshot_month
    and int_number_period.ydernummer = stg_plan_count.ydernummer
    and stg_plan_count.month >= int_number_period.holds_from
    and stg_plan_count.month < int_number_period.holds_before
