-- The distribution of clinics by their own new plans in the window per doctor. Clinics whose doctors are unknown or 0
-- are counted apart, in the bin without a label. Whole numbers decide the bin, so that no edge is rounded.
-- grain: report_month x dimension x value x bin
-- columns: bin_label (null: doctors unknown or 0); bin_position; clinics (clinics)
-- source: run_context, int_clinic, int_clinic_month, int_clinic_dimension, int_dimension_value, def_bin
-- built as: table
with made as (
    select
        run_context.report_month,
        int_clinic_month.snapshot_month,
        int_clinic_month.ydernummer,
        int_clinic_month.opened,
        sum(int_clinic_month.new_plans) as new_plans
    from run_context
    inner join int_clinic_month
        on int_clinic_month.month between run_context.window_first_month and run_context.report_month
    group by
        run_context.report_month,
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
),

binned as (
    select
        population.report_month,
        population.ydernummer,
        population.opened,
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
        population.opened
),

counted as (
    select
        binned.report_month,
        int_clinic_dimension.dimension,
        int_clinic_dimension.value,
        binned.bin_position,
        count(*) as clinics
    from binned
    inner join int_clinic_dimension
        on int_clinic_dimension.report_month = binned.report_month
        and int_clinic_dimension.ydernummer = binned.ydernummer
        and int_clinic_dimension.opened = binned.opened
    group by
        binned.report_month,
        int_clinic_dimension.dimension,
        int_clinic_dimension.value,
        binned.bin_position
),

bin as (
    select def_bin.bin_position, def_bin.bin_label
    from def_bin

    union all

    select null as bin_position, null as bin_label
)

select
    int_dimension_value.report_month,
    int_dimension_value.dimension,
    int_dimension_value.value,
    bin.bin_label,
    bin.bin_position,
    coalesce(counted.clinics, 0) as clinics
from int_dimension_value
cross join bin
left join counted
    on counted.report_month = int_dimension_value.report_month
    and counted.dimension = int_dimension_value.dimension
    and counted.value = int_dimension_value.value
    and counted.bin_position is bin.bin_position
