-- What a region follows up of each clinic that is held against the rule: its one segment and its flags.
-- The first condition that holds decides the segment; segments.yaml has the limits and the reasons for the order.
-- grain: report_month x ydernummer x opened
-- columns: clinic (as int_snapshot_clinic); last_plan_month (the latest with a new or maintained plan; null: never one in a known month);
--     segment (null: in use, doctors unknown); is_new, is_taken_over, is_two_month_fall (1: the flag is set)
-- source: int_rule_outcome, int_clinic_activity, int_clinic, int_successor, stg_known_month, def_segment
-- built as: table
-- key: clinic, report_month
with known as (
    select
        def_segment.report_month,
        sum(stg_known_month.month >= def_segment.stalled_first_month) as stalled_months,
        sum(
            stg_known_month.month in (
                def_segment.report_month,
                def_segment.previous_month,
                def_segment.year_before_month,
                def_segment.year_before_previous_month
            )
        ) as fall_months
    from def_segment
    inner join stg_known_month on stg_known_month.month <= def_segment.report_month
    group by def_segment.report_month
),

activity as (
    select
        int_clinic_activity.report_month,
        int_clinic_activity.clinic,
        max(
            case
                when int_clinic_activity.new_plans + int_clinic_activity.maintained_plans > 0 then int_clinic_activity.month
            end
        ) as last_plan_month,
        sum(
            case
                when int_clinic_activity.month = def_segment.report_month
                    then int_clinic_activity.new_plans + int_clinic_activity.maintained_plans
                else 0
            end
        ) as plans,
        sum(
            case
                when int_clinic_activity.month = def_segment.previous_month
                    then int_clinic_activity.new_plans + int_clinic_activity.maintained_plans
                else 0
            end
        ) as previous_plans,
        sum(
            case
                when int_clinic_activity.month = def_segment.year_before_month
                    then int_clinic_activity.new_plans + int_clinic_activity.maintained_plans
                else 0
            end
        ) as year_before_plans,
        sum(
            case
                when int_clinic_activity.month = def_segment.year_before_previous_month
                    then int_clinic_activity.new_plans + int_clinic_activity.maintained_plans
                else 0
            end
        ) as year_before_previous_plans
    from int_clinic_activity
    inner join def_segment on def_segment.report_month = int_clinic_activity.report_month
    group by
        int_clinic_activity.clinic,
        int_clinic_activity.report_month
),

taken_over as (
    select
        successor.report_month,
        int_successor.successor_ydernummer as ydernummer,
        int_successor.successor_opened as opened,
        max(predecessor.closed_month) as last_closed_month
    from int_successor
    inner join int_clinic as predecessor
        on predecessor.snapshot_month = int_successor.snapshot_month
        and predecessor.ydernummer = int_successor.ydernummer
        and predecessor.opened = int_successor.opened
    inner join int_clinic as successor
        on successor.report_month = predecessor.report_month
        and successor.ydernummer = int_successor.successor_ydernummer
        and successor.opened = int_successor.successor_opened
    group by
        successor.report_month,
        int_successor.successor_ydernummer,
        int_successor.successor_opened
),

held as (
    select
        int_rule_outcome.report_month,
        int_rule_outcome.clinic,
        int_rule_outcome.ydernummer,
        int_rule_outcome.opened,
        int_rule_outcome.outcome,
        int_rule_outcome.required_billionths,
        int_rule_outcome.required_billionths
        - (int_rule_outcome.own_new_plans + int_rule_outcome.predecessor_new_plans) * 1000000000 as missing_billionths,
        activity.last_plan_month,
        coalesce(activity.plans, 0) as plans,
        coalesce(activity.previous_plans, 0) as previous_plans,
        coalesce(activity.year_before_plans, 0) as year_before_plans,
        coalesce(activity.year_before_previous_plans, 0) as year_before_previous_plans,
        taken_over.last_closed_month
    from int_rule_outcome
    left join activity
        on activity.report_month = int_rule_outcome.report_month
        and activity.clinic = int_rule_outcome.clinic
    left join taken_over
        on taken_over.report_month = int_rule_outcome.report_month
        and taken_over.ydernummer = int_rule_outcome.ydernummer
        and taken_over.opened = int_rule_outcome.opened
)

select
    held.report_month,
    held.clinic,
    held.ydernummer,
    held.opened,
    held.last_plan_month,
    case
        when held.outcome = 'pass' then 'meets'
        when held.last_plan_month is null then 'not-started'
        -- a month that is not known may have held plans
        when held.last_plan_month < def_segment.stalled_first_month
            and known.stalled_months = def_segment.stalled_months then 'stalled'
        when held.outcome = 'unknown' then null
        when held.missing_billionths * 1000 <= held.required_billionths * def_segment.near_share_thousandths
            or held.missing_billionths <= def_segment.near_plans * 1000000000 then 'near'
        else 'below'
    end as segment,
    (substr(held.opened, 1, 7) >= def_segment.new_first_month) as is_new,
    (coalesce(held.last_closed_month, '') >= def_segment.taken_over_first_month) as is_taken_over,
    (
        known.fall_months = 4
        and held.plans < held.year_before_plans
        and held.previous_plans < held.year_before_previous_plans
        and held.year_before_plans + held.year_before_previous_plans - held.plans - held.previous_plans
        >= def_segment.fall_plans
        and (held.year_before_plans + held.year_before_previous_plans - held.plans - held.previous_plans) * 1000
        >= (held.year_before_plans + held.year_before_previous_plans) * def_segment.fall_share_thousandths
    ) as is_two_month_fall
from held
inner join def_segment on def_segment.report_month = held.report_month
inner join known on known.report_month = held.report_month
