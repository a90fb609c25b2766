-- Every row of counts that a report month looks at, with the clinic period that holds it and the place it came from.
-- grain: report_month x month x ydernummer x plan_type
-- columns: opened (of the clinic period; null: the register does not know the number, or only from later);
--     new_plans, maintained_plans (plans); load, line (where the row came from)
-- source: run_context, int_register, int_period_month, stg_plan_count
-- built as: view
select
    run_context.report_month,
    stg_plan_count.month,
    stg_plan_count.ydernummer,
    stg_plan_count.plan_type,
    int_period_month.opened,
    stg_plan_count.new_plans,
    stg_plan_count.maintained_plans,
    stg_plan_count.load,
    stg_plan_count.line
from run_context
-- cross join: a month's counts are read in the order of their key, and each looks its period up.
cross join stg_plan_count on stg_plan_count.month between run_context.first_month and run_context.report_month
left join int_register on int_register.report_month = run_context.report_month
left join int_period_month
    on int_period_month.snapshot_month = int_register.snapshot_month
    and int_period_month.month = stg_plan_count.month
    and int_period_month.ydernummer = stg_plan_count.ydernummer
