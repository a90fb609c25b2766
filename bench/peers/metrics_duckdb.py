"""The metrics of a month from CSV files, with DuckDB. Usage: metrics_duckdb.py REGISTER COUNTS... --month YYYY-MM"""

import duckdb

import shared

# One row a clinic period; first_open, last_open: between them the clinic is open on a month's last day.
REGISTER = """
create table register as
select
    row_number() over (order by "Åbnet", "Ydernummer") as clinic,
    "Ydernummer" as ydernummer,
    "Efterfølger" as successor,
    "Åbnet" as opened,
    "Lukket" as closed,
    12 * year("Åbnet") + month("Åbnet") - 1 as first_open,
    coalesce(12 * year("Lukket" + 1) + month("Lukket" + 1) - 2, 120000) as last_open,
    coalesce(replace("Antal læger", ',', '.')::decimal(18, 6) * 1000000, 0)::bigint as doctors,
    not list_contains($excluded, "Kliniktype") as is_compared
from read_csv(
    $register,
    delim = ';',
    header = true,
    auto_detect = false,
    dateformat = '%d-%m-%Y',
    columns = {
        'Ydernummer': 'integer', 'Lægehus': 'varchar', 'Region': 'varchar', 'Kommune': 'varchar',
        'Kliniktype': 'varchar', 'Antal læger': 'varchar', 'Åbnet': 'date', 'Lukket': 'date',
        'Lægesystem': 'varchar', 'Efterfølger': 'integer'
    }
)
"""

COUNTS = """
create table counts as
select
    12 * "Periode"[1:4]::integer + "Periode"[6:7]::integer - 1 as month,
    "Ydernummer" as ydernummer,
    sum("Nye planer")::bigint as new,
    sum("Vedligeholdte planer")::bigint as maintained
from read_csv(
    $counts,
    delim = ';',
    header = true,
    auto_detect = false,
    columns = {
        'Periode': 'varchar', 'Ydernummer': 'integer', 'Plantype': 'varchar',
        'Nye planer': 'integer', 'Vedligeholdte planer': 'integer'
    }
)
group by all
having month <= $month
"""

# A count belongs to the latest period of its number that opened in its month or earlier; without one to no clinic.
ATTACHED = """
create table attached as
select counts.month, register.clinic, counts.new, counts.new + counts.maintained > 0 as is_active
from counts
asof inner join register
    on register.ydernummer = counts.ydernummer
    and counts.month >= register.first_open
"""

PLANS = """
create table plans as
select month, sum(new)::bigint as new, sum(maintained)::bigint as maintained from counts group by month
"""

ACCUMULATED = """
select
    month,
    sum(new) over (order by month)::bigint,
    sum(maintained) over (order by month)::bigint
from plans
where month > $month - $window
order by month
"""

ACTIVE = """
select plans.month, count(*) filter (attached.is_active), count(*)
from plans
inner join register on plans.month between register.first_open and register.last_open
left join attached on attached.month = plans.month and attached.clinic = register.clinic
group by plans.month
order by plans.month
"""

# A clinic with what it made in the window, and what those made that it took over: clinics whose successor's number first
# opened after their closure with it.
COMPARED = """
create table compared as
with own as (
    select clinic, sum(new)::bigint as new
    from attached
    where month > $month - $window
    group by clinic
),
taken_over as (
    select pairs.successor as clinic, sum(own.new)::bigint as new
    from (
        select predecessor.clinic, arg_min(register.clinic, register.opened) as successor
        from register as predecessor
        inner join register
            on register.ydernummer = predecessor.successor
            and register.opened > predecessor.closed
        group by predecessor.clinic
    ) as pairs
    inner join own on own.clinic = pairs.clinic
    group by pairs.successor
)
select
    register.doctors,
    coalesce(own.new, 0) * 1000000 as own,
    case
        when register.doctors = 0 then 'unknown'
        when (coalesce(own.new, 0) + coalesce(taken_over.new, 0)) * 1000000 >= $required * register.doctors then 'pass'
        else 'fail'
    end as outcome
from register
left join own on own.clinic = register.clinic
left join taken_over on taken_over.clinic = register.clinic
where register.is_compared
    and $month between register.first_open and register.last_open
"""

BINS = """
select (own > 0)::integer + list_sum([(own >= bound * doctors)::integer for bound in $bounds]) as bin, count(*)
from compared
where doctors > 0
group by bin
"""

SUSTAINED = """
with active as (
    select distinct attached.clinic, attached.month + later.months as month
    from attached
    cross join unnest([0, 1, 2]) as later(months)
    where attached.is_active
),
whole as (
    select plans.month
    from plans
    cross join unnest($back) as back(months)
    inner join plans as other on other.month = plans.month - back.months
    group by plans.month
    having count(*) = len($back)
)
select whole.month, count(*), count(still.clinic)
from whole
inner join active as before on before.month = whole.month - 12
inner join register
    on register.clinic = before.clinic
    and register.first_open <= whole.month - 12
    and register.last_open >= whole.month
left join active as still on still.month = whole.month and still.clinic = before.clinic
group by whole.month
order by whole.month
"""


def main():
    asked = shared.options()
    month = shared.month_number(asked.month)
    window = {"month": month, "window": shared.WINDOW_MONTHS}
    database = duckdb.connect()

    def rows(sql, **values):
        return database.execute(sql, values).fetchall()

    rows(REGISTER, register=asked.register, excluded=list(shared.EXCLUDED_KINDS))
    rows(COUNTS, counts=asked.counts, month=month)
    rows(ATTACHED)
    rows(PLANS)
    rows(COMPARED, required=shared.NEW_PLANS_A_DOCTOR, **window)
    counted = dict(rows("select outcome, count(*) from compared group by outcome"))
    bins = dict(rows(BINS, bounds=list(shared.BIN_LOWER_BOUNDS)))
    outcomes = {outcome: counted.get(outcome, 0) for outcome in ("pass", "fail", "unknown")}
    shared.print_answers(
        asked.month,
        plans=rows("select month, new, maintained from plans order by month"),
        accumulated=rows(ACCUMULATED, **window),
        active=rows(ACTIVE),
        bins=[bins.get(position, 0) for position in range(len(shared.BIN_LABELS))],
        unknown=outcomes["unknown"],
        outcomes=outcomes,
        sustained=rows(SUSTAINED, back=list(shared.SUSTAINED_MONTHS_BACK)),
    )


if __name__ == "__main__":
    main()
