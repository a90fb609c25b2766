-- The distribution of clinics by their own new plans in the window per doctor. Clinics whose doctors are unknown or 0
-- are counted apart, in the bin without a label.
-- grain: report_month x dimension x value x bin
-- columns: bin_label (null: doctors unknown or 0); bin_position; clinics (clinics)
-- source: int_clinic_bin, int_clinic_dimension, int_dimension_value, def_bin
-- built as: table
with counted as (
    select
        int_clinic_bin.report_month,
        int_clinic_dimension.dimension,
        int_clinic_dimension.value,
        int_clinic_bin.bin_position,
        count(*) as clinics
    from int_clinic_bin
    inner join int_clinic_dimension
        on int_clinic_dimension.report_month = int_clinic_bin.report_month
        and int_clinic_dimension.ydernummer = int_clinic_bin.ydernummer
        and int_clinic_dimension.opened = int_clinic_bin.opened
    group by
        int_clinic_bin.report_month,
        int_clinic_dimension.dimension,
        int_clinic_dimension.value,
        int_clinic_bin.bin_position
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
