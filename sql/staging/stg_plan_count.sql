-- Plan counts as they were known when the as-of load was the newest.
-- grain: month x ydernummer x plan_type
-- columns: month; ydernummer; plan_type; new_plans, maintained_plans (plans); load, line (where the row came from)
-- source: plan_count, run_context
-- built as: view
select
    plan_count.month,
    plan_count.ydernummer,
    plan_count.plan_type,
    plan_count.new_plans,
    plan_count.maintained_plans,
    plan_count.load_from as load,
    plan_count.line
from plan_count
where plan_count.load_from <= (select max(run_context.as_of_load) from run_context)
    and (
        plan_count.load_to is null
        or plan_count.load_to > (select max(run_context.as_of_load) from run_context)
    )
