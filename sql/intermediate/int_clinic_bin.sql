-- The clinics that are compared, each with its own new plans in the window and the bin of those plans per doctor. Whole
-- numbers decide the bin, so that no edge is rounded.
-- grain: report_month x ydernummer x opened
-- columns: new_plans (plans); doctors_millionths, bin_position (null: doctors unknown or 0)
-- source: int_window_month, int_clinic, int_clinic_month, def_bin
-- built as: table
with made as (
    select
        int_window_month.report_month,
        int_clinic_month.snapshot_month,
        int_clinic_month.ydernummer,
        int_clinic_month.opened,
        sum(int_clinic_month.new_plans) as new_plans
    from int_clinic_month
    -- cross join: every month of a clinic looks up the windows that it lies in.
    cross join int_window_month on int_window_month.month = int_clinic_month.month
    group by
        int_window_month.report_month,
        int_clinic_month.ydernummer,
        int_clinic_month.opened,
        int_clinic_month.snapshot_month
),

population as (
    select
        int_clinic.report_month,
        int_clinic.ydernummer,
        int_clinic.opened,
        nullif(int_clinic.doctors_millionths, 0) as doctors_millionths,
        coalesce(made.new_plans, 0) as new_plans
    from int_clinic
    left join made
        on made.report_month = int_clinic.report_month
        and made.snapshot_month = int_clinic.snapshot_month
        and made.ydernummer = int_clinic.ydernummer
        and made.opened = int_clinic.opened
    where int_clinic.is_open = 1
        and int_clinic.is_excluded = 0
)

select
    population.report_month,
    population.ydernummer,
    population.opened,
    population.new_plans,
    population.doctors_millionths,
    -- the highest bin whose lower bound is reached; null when doctors are unknown or 0
    max(def_bin.bin_position) as bin_position
from population
left join def_bin
    on (
        def_bin.is_lower_bound_included = 1
        and population.new_plans * 1000000000 >= def_bin.lower_bound_thousandths * population.doctors_millionths
    )
    or (
        def_bin.is_lower_bound_included = 0
        and population.new_plans * 1000000000 > def_bin.lower_bound_thousandths * population.doctors_millionths
    )
group by
    population.report_month,
    population.ydernummer,
    population.opened,
    population.new_plans,
    population.doctors_millionths
