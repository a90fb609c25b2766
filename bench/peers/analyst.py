"""A month's reports as an analyst would script them, with pandas, matplotlib and XlsxWriter.

Usage: analyst.py REGISTER COUNTS... --month YYYY-MM --out DIR
Computes the five metrics and writes five charts (PNG of 1920 x 1080 and SVG), a workbook of compliance with four sheets, and
a workbook for each region. Nothing is checked, stored, compared with last month, or fit for screen readers.
"""

import pathlib

import matplotlib
import pandas as pd
import xlsxwriter
from matplotlib.figure import Figure

import metrics_pandas as metrics
import shared

BLUE, TEAL, RED, GREY = "#1f4e79", "#5aa9a3", "#c0504d", "#b0b0b0"
HEADINGS = {
    "ydernummer": "Ydernummer",
    "name": "Lægehus",
    "region": "Region",
    "municipality": "Kommune",
    "kind": "Kliniktype",
    "doctors": "Antal læger",
    "system": "Lægesystem",
    "opened": "Åbnet",
    "own": "Egne nye planer",
    "new_plans": "Nye planer",
    "required": "Krav",
    "missing": "Mangler",
    "outcome": "Udfald",
    "clinics": "Klinikker",
    "pass": "Opfylder",
    "fail": "Opfylder ikke",
    "unknown": "Ukendt",
    "share": "Andel",
}
SHARES = {"share"}


class Charts:
    """Draws the charts of a month into a folder, without the global state of pyplot."""

    def __init__(self, folder):
        self.folder = folder
        matplotlib.rcParams.update({"axes.spines.top": False, "axes.spines.right": False})
        # Text as text: words can be found in the picture, and it is drawn faster than as outlines.
        matplotlib.rcParams["svg.fonttype"] = "none"

    def draw(self, name, title, draw):
        figure = Figure(figsize=(9.6, 5.4))
        # Margins that hold all labels: to fit them to each chart takes longer than drawing it.
        axes = figure.add_axes((0.17, 0.14, 0.8, 0.78))
        draw(axes)
        axes.set_title(title, loc="left")
        figure.savefig(self.folder / f"{name}.png", dpi=200)
        figure.savefig(self.folder / f"{name}.svg")

    def draw_plans(self, name, title, plans):
        labels = [shared.month_text(month) for month in plans.index]

        def stack(axes):
            axes.bar(labels, plans["new"], color=BLUE, width=0.75, label="Nye")
            bars = axes.bar(
                labels,
                plans["maintained"],
                bottom=plans["new"],
                color=TEAL,
                width=0.75,
                label="Vedligeholdte",
            )
            totals = plans["new"] + plans["maintained"]
            axes.bar_label(bars, [f"{total:,}".replace(",", ".") for total in totals], fontsize=8)
            axes.tick_params(axis="x", rotation=45)
            axes.legend(frameon=False)

        self.draw(name, title, stack)

    def draw_active(self, rows):
        labels = [shared.month_text(month) for month, _, _ in rows]

        def lines(axes):
            axes.plot(labels, [clinics for _, _, clinics in rows], color=GREY, label="Åbne")
            axes.plot(labels, [active for _, active, _ in rows], color=BLUE, label="Aktive")
            axes.set_xticks(range(0, len(labels), 3))
            axes.tick_params(axis="x", rotation=45)
            axes.set_ylim(bottom=0)
            axes.legend(frameon=False)

        self.draw("aktive-laegehuse", "Aktive lægehuse pr. måned", lines)

    def draw_distribution(self, bins):
        def bars(axes):
            colours = [RED] * 3 + [BLUE] * (len(bins) - 3)
            axes.bar_label(axes.bar(shared.BIN_LABELS, bins, color=colours))

        self.draw("planer-pr-laege", "Klinikker efter nye planer pr. læge", bars)

    def draw_regions(self, regions):
        def bars(axes):
            so_far = 0
            for outcome, colour in (("pass", BLUE), ("fail", RED), ("unknown", GREY)):
                axes.barh(
                    regions["region"], regions[outcome], left=so_far, color=colour, label=HEADINGS[outcome]
                )
                so_far = so_far + regions[outcome]
            axes.legend(frameon=False)

        self.draw("ok22-regioner", "Opfyldelse af OK22 efter region", bars)


def write_workbook(path, sheets):
    """Writes tables, by the names of their sheets, with headings, widths, filters and marked outcomes."""
    with xlsxwriter.Workbook(path) as book:
        heading = book.add_format({"bold": True, "bg_color": BLUE, "font_color": "#ffffff"})
        percent = book.add_format({"num_format": "0.0 %"})
        marked = book.add_format({"bg_color": "#f8d7da"})
        for name, table in sheets.items():
            sheet = book.add_worksheet(name)
            last_row, last_column = len(table), len(table.columns) - 1
            for place, column in enumerate(table.columns):
                cells = table[column].astype(object).where(table[column].notna(), None).tolist()
                title = HEADINGS.get(column, column)
                width = min(40, 2 + max(len(title), *(len(str(cell)) for cell in cells)))
                sheet.set_column(place, place, width, percent if column in SHARES else None)
                sheet.write_string(0, place, title, heading)
                sheet.write_column(1, place, cells)
                if column == "outcome":
                    rule = {"type": "cell", "criteria": "==", "value": '"fail"', "format": marked}
                    sheet.conditional_format(1, place, last_row, place, rule)
            sheet.freeze_panes(1, 1)
            sheet.autofilter(0, 0, last_row, last_column)


def summary(clinics):
    counted = metrics.count_outcomes(clinics)
    return {"clinics": len(clinics), **counted, "share": counted["pass"] / len(clinics)}


def readable(clinics):
    """Numbers of clinics in six digits, opening days as text, and what the rule asks."""
    required = (shared.NEW_PLANS_A_DOCTOR * clinics["doctors"]).where(clinics["doctors_millionths"] > 0)
    return clinics.assign(
        ydernummer=clinics["ydernummer"].map("{:06d}".format),
        opened=clinics["opened"].dt.strftime("%Y-%m-%d"),
        required=required,
        missing=(required - clinics["new_plans"]).clip(lower=0),
    )


def write_compliance(path, clinics, regions, trend):
    columns = [column for column in HEADINGS if column in clinics.columns]
    failing = clinics[clinics["outcome"] == "fail"].sort_values("missing", ascending=False)
    write_workbook(
        path,
        {
            "Oversigt": regions,
            "Udvikling": trend,
            "Klinikker": clinics[columns],
            "Opfylder ikke": failing[columns],
        },
    )


def write_regions(folder, register, clinics, new, month):
    """One workbook a region: its open clinics with their new plans month by month, and where the rule holds them."""
    window = new.columns[(new.columns > month - shared.WINDOW_MONTHS) & (new.columns <= month)]
    by_month = new[window].rename(columns=shared.month_text)
    is_open = metrics.is_open(register, month)
    basics = ["ydernummer", "name", "municipality", "kind", "doctors", "system", "opened"]
    described = register.loc[is_open, ["region", *basics]].assign(
        ydernummer=lambda table: table["ydernummer"].map("{:06d}".format),
        opened=lambda table: table["opened"].dt.strftime("%Y-%m-%d"),
    )
    table = described.join(by_month).join(clinics[["own", "new_plans", "required", "missing", "outcome"]])
    for region, rows in table.groupby("region"):
        write_workbook(folder / f"{region}.xlsx", {"Klinikker": rows.drop(columns="region")})


def main():
    asked = shared.options("--out")
    month = shared.month_number(asked.month)
    folder = pathlib.Path(asked.out)
    folder.mkdir(parents=True, exist_ok=True)
    register = metrics.read_register(asked.register)
    counts = metrics.read_counts(asked.counts, month)
    new, maintained = metrics.by_clinic(counts, register)
    plans = metrics.plans_per_month(counts)
    accumulated = metrics.accumulate(plans, month)
    pairs = metrics.predecessors(register)
    clinics = readable(metrics.compliance(register, new, month, pairs))
    regions = pd.DataFrame({"region": name, **summary(rows)} for name, rows in clinics.groupby("region"))
    trend = pd.DataFrame(
        {"Måned": shared.month_text(one), **summary(metrics.compliance(register, new, one, pairs))}
        for one in new.columns[shared.WINDOW_MONTHS - 1 :]
    )

    charts = Charts(folder)
    charts.draw_plans("planer-pr-maaned", "Forløbsplaner pr. måned", plans.loc[accumulated.index])
    charts.draw_plans("planer-akkumuleret", "Forløbsplaner, akkumuleret", accumulated)
    charts.draw_active(metrics.count_active(register, new + maintained > 0))
    charts.draw_distribution(metrics.count_bins(clinics))
    charts.draw_regions(regions)
    write_compliance(folder / "ok22.xlsx", clinics, regions, trend)
    write_regions(folder, register, clinics, new, month)


if __name__ == "__main__":
    main()
