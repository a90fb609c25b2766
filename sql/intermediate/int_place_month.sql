-- Plans of the clinics of a place in a month, how many of those that were open made or maintained any, and how many were
-- open: a clinic is active in a month with at least one plan. What no clinic period holds has a place of its own.
-- grain: place x month (months in which a clinic was open or there is a row of counts)
-- columns: month_number (as stg_known_month); new_plans, maintained_plans (plans); active_clinics, clinics (clinics)
-- source: int_needed_month, int_snapshot_clinic, int_clinic_month
-- built as: table
with open_span as (
    -- clinics of a place that are open in the same of the needed months are counted together
    select
        int_snapshot_clinic.place,
        int_snapshot_clinic.snapshot_month,
        max(int_snapshot_clinic.first_open_month, needed.first_month) as first_open_month,
        min(int_snapshot_clinic.last_open_month, needed.last_month) as last_open_month,
        count(*) as clinics
    from int_snapshot_clinic
    cross join (
        select min(int_needed_month.month) as first_month, max(int_needed_month.month) as last_month
        from int_needed_month
    ) as needed
    -- first and last month of the select, by place: the names are those of the clinic's own columns too
    group by
        int_snapshot_clinic.place,
        int_snapshot_clinic.snapshot_month,
        3,
        4
),

counted as (
    select
        int_clinic_month.place,
        int_clinic_month.month_number,
        int_clinic_month.new_plans,
        int_clinic_month.maintained_plans,
        int_clinic_month.is_open and int_clinic_month.new_plans + int_clinic_month.maintained_plans >= 1 as active_clinics,
        0 as clinics
    from int_clinic_month

    union all

    select
        open_span.place,
        int_needed_month.month_number,
        0 as new_plans,
        0 as maintained_plans,
        0 as active_clinics,
        open_span.clinics
    from open_span
    inner join int_needed_month
        on int_needed_month.snapshot_month = open_span.snapshot_month
        and int_needed_month.month between open_span.first_open_month and open_span.last_open_month
)

-- by numbers alone: they sort in less time than the words that they stand for
select
    counted.place,
    counted.month_number,
    sum(counted.new_plans) as new_plans,
    sum(counted.maintained_plans) as maintained_plans,
    sum(counted.active_clinics) as active_clinics,
    sum(counted.clinics) as clinics
from counted
group by
    counted.month_number,
    counted.place
