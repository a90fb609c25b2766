"""Reads a data package as a stranger would: by datapackage.json alone, with the standard library of Python.

Applies every declared type and constraint to every cell, holds keys, sizes and hashes against the description, and prints
what it read as JSON: for each file its rows and the sum of each column of numbers. Ends with the first thing that is not
as described.
"""

import csv
import datetime
import hashlib
import json
import pathlib
import re
import sys

folder = pathlib.Path(sys.argv[1])
package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def number(text):
    if not re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", text):
        raise ValueError(f"{text!r} is no number")
    return float(text)


def integer(text):
    if not re.fullmatch(r"-?\d+", text):
        raise ValueError(f"{text!r} is no whole number")
    return int(text)


def yearmonth(text):
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        raise ValueError(f"{text!r} is no month")
    return text


readers = {
    "string": str,
    "integer": integer,
    "number": number,
    "yearmonth": yearmonth,
    "date": datetime.date.fromisoformat,
}


def value_of(field, text, missing):
    rules = field.get("constraints", {})
    if text in missing:
        assert not rules.get("required"), f"{field['name']} is missing"
        return None
    value = readers[field["type"]](text)
    assert "minimum" not in rules or value >= rules["minimum"], f"{field['name']}: {value} is too small"
    assert "maximum" not in rules or value <= rules["maximum"], f"{field['name']}: {value} is too large"
    assert "pattern" not in rules or re.fullmatch(rules["pattern"], text), f"{field['name']}: {text!r}"
    assert "enum" not in rules or value in rules["enum"], f"{field['name']}: {text!r}"
    return value


read = {}
for resource in package["resources"]:
    content = (folder / resource["path"]).read_bytes()
    assert len(content) == resource["bytes"], f"{resource['path']} has another size"
    assert "sha256:" + hashlib.sha256(content).hexdigest() == resource["hash"], f"{resource['path']} is another file"
    dialect = resource["dialect"]
    lines = content.decode(resource["encoding"]).splitlines(keepends=True)
    rows = list(csv.reader(lines, delimiter=dialect["delimiter"], quotechar=dialect["quoteChar"], strict=True))
    fields = resource["schema"]["fields"]
    assert rows[0] == [field["name"] for field in fields], f"{resource['path']} has other columns"
    table = []
    for row in rows[1:]:
        assert len(row) == len(fields), f"{resource['path']} has a row of {len(row)} cells"
        missing = resource["schema"]["missingValues"]
        table.append({f["name"]: value_of(f, text, missing) for f, text in zip(fields, row)})
    keys = [tuple(row[name] for name in resource["schema"]["primaryKey"]) for row in table]
    assert len(set(keys)) == len(keys), f"{resource['path']} has a key twice"
    sums = {
        field["name"]: sum(row[field["name"]] or 0 for row in table)
        for field in fields
        if field["type"] in ("integer", "number")
    }
    read[resource["name"]] = {"rows": len(table), "sums": sums, "first": [str(v) for v in table[0].values()] if table else []}

print(json.dumps({"title": package["title"], "resources": read}, ensure_ascii=False))
