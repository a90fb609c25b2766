-- Running sums of plans within the window of the report month: the first month of the window equals its own month.
-- A month that is not known has no row and adds nothing.
-- grain: report_month x dimension x value x month (of the window)
-- columns: new_plans, maintained_plans, total_plans (plans so far)
-- source: mart_plans_per_month, int_window_month
-- built as: table
select
    mart_plans_per_month.report_month,
    mart_plans_per_month.dimension,
    mart_plans_per_month.value,
    mart_plans_per_month.month,
    sum(mart_plans_per_month.new_plans) over so_far as new_plans,
    sum(mart_plans_per_month.maintained_plans) over so_far as maintained_plans,
    sum(mart_plans_per_month.total_plans) over so_far as total_plans
from mart_plans_per_month
inner join int_window_month
    on int_window_month.report_month = mart_plans_per_month.report_month
    and int_window_month.month = mart_plans_per_month.month
window so_far as (
    partition by mart_plans_per_month.report_month, mart_plans_per_month.dimension, mart_plans_per_month.value
    order by mart_plans_per_month.month
)
