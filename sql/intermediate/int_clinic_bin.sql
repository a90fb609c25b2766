-- The clinics that are compared, each with its own new plans in the window and the bin of those plans per doctor. Whole
-- numbers decide the bin, so that no edge is rounded.
-- grain: report_month x ydernummer x opened
-- columns: place (as int_snapshot_clinic); new_plans (plans); doctors_millionths, bin_position (null: doctors unknown or 0)
-- source: int_window_month, run_context, int_clinic, int_clinic_month, def_bin
-- built as: table
with made as materialized (
    select
        int_window_month.report_month,
        int_clinic_month.clinic,
        sum(int_clinic_month.new_plans) as new_plans
    from int_clinic_month
    -- cross join: every month of a clinic looks up the windows that it lies in.
    cross join int_window_month on int_window_month.month = int_clinic_month.month
    where int_clinic_month.month >= (select min(run_context.window_first_month) from run_context)
    group by
        int_clinic_month.clinic,
        int_window_month.report_month
),

population as (
    select
        int_clinic.report_month,
        int_clinic.ydernummer,
        int_clinic.opened,
        int_clinic.clinic,
        int_clinic.place,
        nullif(int_clinic.doctors_millionths, 0) as doctors_millionths,
        coalesce(made.new_plans, 0) as new_plans
    from int_clinic
    left join made
        on made.report_month = int_clinic.report_month
        and made.clinic = int_clinic.clinic
    where int_clinic.is_open = 1
        and int_clinic.is_excluded = 0
)

select
    population.report_month,
    population.ydernummer,
    population.opened,
    population.place,
    population.new_plans,
    population.doctors_millionths,
    -- the highest bin whose lower bound is reached, or passed where it is not included: whole numbers reach a bound when they
    -- pass it less one; null when doctors are unknown or 0
    (
        select max(def_bin.bin_position)
        from def_bin
        where population.new_plans * 1000000000
            > def_bin.lower_bound_thousandths * population.doctors_millionths - def_bin.is_lower_bound_included
    ) as bin_position
from population
