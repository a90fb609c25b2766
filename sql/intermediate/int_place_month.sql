-- Plans of the clinics of a place in a month, and how many of those that were open made or maintained any: a clinic is
-- active in a month with at least one plan.
-- grain: place x month (months with a row of counts)
-- columns: new_plans, maintained_plans (plans); active_clinics (clinics)
-- source: int_register, int_clinic_place, int_clinic_month
-- built as: table
select
    int_clinic_place.place,
    int_clinic_month.month,
    sum(int_clinic_month.new_plans) as new_plans,
    sum(int_clinic_month.maintained_plans) as maintained_plans,
    sum(
        int_clinic_month.month between int_clinic_place.first_open_month and int_clinic_place.last_open_month
        and int_clinic_month.new_plans + int_clinic_month.maintained_plans >= 1
    ) as active_clinics
from int_clinic_month
-- cross join: every month of a clinic looks up its place.
cross join int_clinic_place
    on int_clinic_place.ydernummer = int_clinic_month.ydernummer
    and int_clinic_place.opened = int_clinic_month.opened
    and int_clinic_place.snapshot_month = int_clinic_month.snapshot_month
inner join int_register
    on int_register.report_month = int_clinic_place.report_month
    and int_clinic_month.month between int_register.first_month and int_register.report_month
-- the month first: the counts come in its order
group by
    int_clinic_month.month,
    int_clinic_place.place
