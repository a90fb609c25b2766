-- What one run of the models is about, and the definitions of pipelines/<name>/ as tables.
-- The program makes and fills these tables; the models read them like any other.

-- grain: report month
create temp table run_context (
    report_month text primary key,
    -- earliest month of counts that the models look at
    first_month text not null,
    -- first of the 12 months that end with the report month
    window_first_month text not null,
    -- id of the load that was the newest; the same in every row
    as_of_load integer not null
) strict;

-- grain: dimension that the run splits figures by; 'all' is no split
create temp table run_dimension (
    dimension text primary key
) strict;

-- grain: report month x region of regions.yaml
create temp table def_region (
    report_month text not null,
    region text not null,
    -- full name of the region that is in force in the report month: its own, or that of its successor
    region_name text not null,
    is_in_force integer not null,
    primary key (report_month, region)
) strict;

-- grain: clinic kind of clinic-kinds.yaml
create temp table def_clinic_kind (
    kind text primary key,
    is_excluded integer not null
) strict;

-- grain: plan type of plan-types.yaml
create temp table def_plan_type (
    plan_type text primary key,
    valid_from text not null,
    valid_to text
) strict;

-- grain: bin of metrics.yaml
create temp table def_bin (
    bin_position integer primary key,
    bin_label text not null,
    -- new plans per doctor in thousandths
    lower_bound_thousandths integer not null,
    is_lower_bound_included integer not null
) strict;

-- grain: bin of metrics.yaml for the share of the requirement that a failing clinic attains
create temp table def_attained_bin (
    bin_position integer primary key,
    bin_label text not null,
    -- share of the requirement in thousandths
    lower_bound_thousandths integer not null,
    is_lower_bound_included integer not null
) strict;

-- grain: report month with a rule set in force
create temp table def_rule (
    report_month text primary key,
    rule text not null,
    threshold_thousandths integer not null,
    window_first_month text not null,
    counts_predecessors integer not null
) strict;

-- grain: rule that is in force in some report month
create temp table def_rule_set (
    rule text not null primary key,
    -- first month of its earliest window, and the last month of its latest
    first_month text not null,
    last_month text not null
) strict, without rowid;

-- grain: rule x plan type that counts
create temp table def_rule_plan_type (
    rule text not null,
    plan_type text not null,
    primary key (rule, plan_type)
) strict;

-- grain: rule x clinic kind that it leaves out
create temp table def_rule_excluded_kind (
    rule text not null,
    kind text not null,
    primary key (rule, kind)
) strict;

-- The limits of segments.yaml, seen from each report month.
-- grain: report month
create temp table def_segment (
    report_month text primary key,
    -- share of the requirement that a near clinic may lack, in thousandths
    near_share_thousandths integer not null,
    -- plans that a near clinic may lack
    near_plans integer not null,
    -- first of the latest months in which a stalled clinic has no plan, and how many these are
    stalled_first_month text not null,
    stalled_months integer not null,
    -- first of the months in which a new clinic opened
    new_first_month text not null,
    -- first of the months in which a clinic that was taken over closed
    taken_over_first_month text not null,
    -- the two latest months, and the same a year before
    previous_month text not null,
    year_before_month text not null,
    year_before_previous_month text not null,
    -- what the latest two months together have lost of the plans of a year before: share in thousandths, and plans
    fall_share_thousandths integer not null,
    fall_plans integer not null
) strict;
