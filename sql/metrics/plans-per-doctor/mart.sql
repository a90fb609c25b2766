-- The distribution of clinics by their own new plans in the window per doctor. Clinics whose doctors are unknown or 0
-- are counted apart, in the bin without a label.
-- grain: report_month x dimension x value x bin
-- columns: bin_label (null: doctors unknown or 0); bin_position; clinics (clinics)
-- source: int_clinic_bin, int_place_value, int_value_name, int_dimension_value, def_bin
-- built as: table
with counted as materialized (
    select
        int_clinic_bin.report_month,
        int_place_value.value_number,
        int_clinic_bin.bin_position,
        count(*) as clinics
    from int_clinic_bin
    -- cross join: every clinic looks up what its place counts under.
    cross join int_place_value on int_place_value.place = int_clinic_bin.place
    group by
        int_place_value.value_number,
        int_clinic_bin.bin_position,
        int_clinic_bin.report_month
),

named as (
    select
        int_value_name.report_month,
        int_value_name.dimension,
        int_value_name.value,
        counted.bin_position,
        sum(counted.clinics) as clinics
    from counted
    inner join int_value_name
        on int_value_name.report_month = counted.report_month
        and int_value_name.value_number = counted.value_number
    group by
        int_value_name.report_month,
        int_value_name.dimension,
        int_value_name.value,
        counted.bin_position
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
    coalesce(named.clinics, 0) as clinics
from int_dimension_value
cross join bin
left join named
    on named.report_month = int_dimension_value.report_month
    and named.dimension = int_dimension_value.dimension
    and named.value = int_dimension_value.value
    and named.bin_position is bin.bin_position
