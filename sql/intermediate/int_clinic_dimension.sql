-- What each clinic counts under, for the dimensions that were asked for, as int_place_value says it of its place.
-- grain: report_month x dimension x ydernummer x opened
-- columns: dimension; value; snapshot_month, first_open_month, last_open_month (of the clinic)
-- source: int_clinic_place, int_place_value
-- built as: table
-- index: ydernummer, opened, report_month, snapshot_month, first_open_month, last_open_month, dimension, value
select
    int_clinic_place.report_month,
    int_place_value.dimension,
    int_place_value.value,
    int_clinic_place.snapshot_month,
    int_clinic_place.ydernummer,
    int_clinic_place.opened,
    int_clinic_place.first_open_month,
    int_clinic_place.last_open_month
from int_clinic_place
inner join int_place_value on int_place_value.place = int_clinic_place.place
