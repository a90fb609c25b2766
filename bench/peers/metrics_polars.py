"""The metrics of a month from CSV files, with polars. Usage: metrics_polars.py REGISTER COUNTS... --month YYYY-MM"""

import polars as pl

import shared

NO_END = 12 * 10_000


def month_of(date):
    return 12 * date.dt.year() + date.dt.month().cast(pl.Int32) - 1


def read_register(path):
    """One row a clinic period; first_open, last_open: between them the clinic is open on a month's last day."""
    opened = pl.col("Åbnet").str.to_date("%d-%m-%Y")
    closed = pl.col("Lukket").str.to_date("%d-%m-%Y")
    doctors = pl.col("Antal læger").str.replace(",", ".", literal=True).cast(pl.Float64)
    register = pl.read_csv(path, separator=";", infer_schema=False).select(
        pl.col("Ydernummer").cast(pl.Int32).alias("ydernummer"),
        pl.col("Efterfølger").cast(pl.Int32).alias("successor"),
        opened.alias("opened"),
        closed.alias("closed"),
        month_of(opened).alias("first_open"),
        (month_of(closed.dt.offset_by("1d")) - 1).fill_null(NO_END).alias("last_open"),
        (doctors * shared.MILLION).round().fill_null(0).cast(pl.Int64).alias("doctors"),
        pl.col("Kliniktype").is_in(shared.EXCLUDED_KINDS).not_().alias("is_compared"),
    )
    return register.sort("opened", "ydernummer").with_row_index("clinic")


def read_counts(paths, last_month):
    """One row a number, plan type and month, up to the report month."""
    types = {
        "Periode": pl.String,
        "Ydernummer": pl.Int32,
        "Plantype": pl.String,
        "Nye planer": pl.Int64,
        "Vedligeholdte planer": pl.Int64,
    }
    text = pl.col("Periode")
    month = 12 * text.str.slice(0, 4).cast(pl.Int32) + text.str.slice(5, 2).cast(pl.Int32) - 1
    counts = pl.concat(pl.read_csv(path, separator=";", schema=types) for path in paths)
    return counts.select(
        month.alias("month"),
        pl.col("Ydernummer").alias("ydernummer"),
        pl.col("Nye planer").alias("new"),
        pl.col("Vedligeholdte planer").alias("maintained"),
    ).filter(pl.col("month") <= last_month)


def by_clinic(counts, register):
    """Plans of each clinic period and month with a count.

    A count belongs to the latest period of its number that opened in its month or earlier; without one to no clinic.
    """
    of_numbers = counts.group_by("month", "ydernummer").agg(pl.col("new", "maintained").sum()).sort("month")
    periods = register.select("ydernummer", "first_open", "last_open", "clinic").sort("first_open")
    return of_numbers.join_asof(
        periods, left_on="month", right_on="first_open", by="ydernummer", check_sortedness=False
    ).drop_nulls("clinic")


def compliance(register, attached, month):
    """The clinics that are held against the rule, with own and counted plans of the window and the outcome."""
    in_window = attached.filter(pl.col("month") > month - shared.WINDOW_MONTHS)
    own = in_window.group_by("clinic").agg(pl.col("new").sum().alias("own"))
    taken_over = (
        register.select(pl.col("clinic").alias("predecessor"), "closed", "successor")
        .join(register.select("clinic", "ydernummer", "opened"), left_on="successor", right_on="ydernummer")
        .filter(pl.col("opened") > pl.col("closed"))
        .sort("opened")
        .unique("predecessor", keep="first")
        .join(own, left_on="predecessor", right_on="clinic")
        .group_by("clinic")
        .agg(pl.col("own").sum().alias("taken_over"))
    )
    counted = (pl.col("own") + pl.col("taken_over").fill_null(0)) * shared.MILLION
    outcome = (
        pl.when(pl.col("doctors") == 0)
        .then(pl.lit("unknown"))
        .when(counted >= shared.NEW_PLANS_A_DOCTOR * pl.col("doctors"))
        .then(pl.lit("pass"))
        .otherwise(pl.lit("fail"))
    )
    return (
        register.filter(pl.col("is_compared"), pl.col("first_open") <= month, pl.col("last_open") >= month)
        .join(own, on="clinic", how="left")
        .join(taken_over, on="clinic", how="left")
        .with_columns(pl.col("own").fill_null(0))
        .with_columns(outcome.alias("outcome"))
    )


def count_outcomes(clinics):
    counted = dict(clinics["outcome"].value_counts().iter_rows())
    return {outcome: counted.get(outcome, 0) for outcome in ("pass", "fail", "unknown")}


def count_bins(clinics):
    """Clinics of each bin of own new plans per doctor; those whose doctors are unknown are in none."""
    plans = pl.col("own") * shared.MILLION
    steps = [plans > 0, *(plans >= bound * pl.col("doctors") for bound in shared.BIN_LOWER_BOUNDS)]
    position = pl.sum_horizontal(step.cast(pl.Int32) for step in steps)
    counted = clinics.filter(pl.col("doctors") > 0).select(position.alias("bin"))["bin"].value_counts()
    clinics_of = dict(counted.iter_rows())
    return [clinics_of.get(position, 0) for position in range(len(shared.BIN_LABELS))]


def count_active(register, attached, known):
    """Rows of month, active clinics and clinics, of those open on the month's last day."""
    clinics = register.join(known, how="cross").filter(
        pl.col("month").is_between(pl.col("first_open"), pl.col("last_open"))
    )
    active = attached.filter(pl.col("new") + pl.col("maintained") > 0, pl.col("month") <= pl.col("last_open"))
    return (
        known.join(active.group_by("month").agg(pl.len().alias("active")), on="month", how="left")
        .join(clinics.group_by("month").agg(pl.len().alias("clinics")), on="month", how="left")
        .fill_null(0)
        .rows()
    )


def count_sustained(register, attached, known):
    """Rows of month, clinics active a year before, and those of them that are still."""
    months = set(known["month"])
    whole = [m for m in months if months.issuperset(m - back for back in shared.SUSTAINED_MONTHS_BACK)]
    made = attached.filter(pl.col("new") + pl.col("maintained") > 0).select("clinic", "month")
    later = pl.DataFrame({"later": [0, 1, 2]}, schema={"later": pl.Int32})
    active = made.join(later, how="cross").select("clinic", pl.col("month") + pl.col("later")).unique()
    before = active.with_columns(pl.col("month") + 12).filter(pl.col("month").is_in(whole))
    return (
        before.join(register.select("clinic", "first_open", "last_open"), on="clinic")
        .filter(pl.col("first_open") <= pl.col("month") - 12, pl.col("last_open") >= pl.col("month"))
        .join(active.with_columns(is_still=pl.lit(1)), on=["clinic", "month"], how="left")
        .group_by("month")
        .agg(pl.len().alias("before"), pl.col("is_still").count().alias("still"))
        .sort("month")
        .rows()
    )


def main():
    asked = shared.options()
    month = shared.month_number(asked.month)
    register = read_register(asked.register)
    counts = read_counts(asked.counts, month)
    attached = by_clinic(counts, register)
    plans = counts.group_by("month").agg(pl.col("new", "maintained").sum()).sort("month")
    known = plans.select("month")
    in_window = plans.filter(pl.col("month") > month - shared.WINDOW_MONTHS)
    clinics = compliance(register, attached, month)
    outcomes = count_outcomes(clinics)
    shared.print_answers(
        asked.month,
        plans=plans.rows(),
        accumulated=in_window.with_columns(pl.col("new", "maintained").cum_sum()).rows(),
        active=count_active(register, attached, known),
        bins=count_bins(clinics),
        unknown=outcomes["unknown"],
        outcomes=outcomes,
        sustained=count_sustained(register, attached, known),
    )


if __name__ == "__main__":
    main()
