-- How the register of the report month becomes the clinics that are compared: a count at each filter.
-- grain: report_month x step_position
-- columns: step (key of a text in reports/explain); detail (the clinic kind that a step leaves out; null: none);
--     clinics (positive: what remains; negative: what a step leaves out)
-- source: int_clinic
-- built as: view
with step as (
    select
        int_clinic.report_month,
        1 as step_position,
        'in-register' as step,
        null as detail,
        count(*) as clinics
    from int_clinic
    group by int_clinic.report_month

    union all

    select
        int_clinic.report_month,
        2 as step_position,
        'not-open' as step,
        null as detail,
        -count(*) as clinics
    from int_clinic
    where int_clinic.is_open = 0
    group by int_clinic.report_month

    union all

    select
        int_clinic.report_month,
        3 as step_position,
        'open' as step,
        null as detail,
        count(*) as clinics
    from int_clinic
    where int_clinic.is_open = 1
    group by int_clinic.report_month

    union all

    select
        int_clinic.report_month,
        4 as step_position,
        'excluded-kind' as step,
        int_clinic.kind as detail,
        -count(*) as clinics
    from int_clinic
    where int_clinic.is_open = 1
        and int_clinic.is_excluded = 1
    group by int_clinic.report_month, int_clinic.kind

    union all

    select
        int_clinic.report_month,
        5 as step_position,
        'compared' as step,
        null as detail,
        count(*) as clinics
    from int_clinic
    where int_clinic.is_open = 1
        and int_clinic.is_excluded = 0
    group by int_clinic.report_month
)

select
    step.report_month,
    step.step_position,
    step.step,
    step.detail,
    step.clinics
from step
