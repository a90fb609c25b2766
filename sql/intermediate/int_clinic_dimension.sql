-- What each clinic counts under, for the dimensions that were asked for, as int_place_value says it of its place.
-- grain: report_month x dimension x clinic
-- columns: value_number, dimension, value (as int_value_name); first_open_month, last_open_month (of the clinic)
-- source: int_snapshot_clinic, int_place_value, int_value_name
-- built as: table
-- index: clinic, report_month, dimension, first_open_month, last_open_month, value_number, value
select
    int_value_name.report_month,
    int_value_name.dimension,
    int_value_name.value,
    int_value_name.value_number,
    int_snapshot_clinic.clinic,
    int_snapshot_clinic.first_open_month,
    int_snapshot_clinic.last_open_month
from int_snapshot_clinic
inner join int_place_value on int_place_value.place = int_snapshot_clinic.place
inner join int_value_name on int_value_name.value_number = int_place_value.value_number
