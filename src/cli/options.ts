import { Option } from "commander";
import type { Month } from "../domain/month.js";
import { publishedAudiences } from "../domain/audience.js";
import { holdsCpr } from "../domain/cpr.js";
import { parseMonth } from "../domain/month.js";
import { usageError } from "../lib/errors.js";

/** Parses a month given on the command line; throws exit 2 with the form that was expected. */
export function monthOption(option: string): (text: string) => Month {
  return (text) => {
    const month = parseMonth(text);
    if (month === null)
      throw usageError(
        `${option} ${text} is no month`,
        `write it as YYYY-MM, for instance ${option} 2025-02`,
      );
    return month;
  };
}

/** An option that takes one value: a second one must not take the place of the first without a word. Throws exit 2. */
export function givenOnce(option: Option): Option {
  const parse = option.parseArg;
  return option.argParser((text: string, previous: unknown) => {
    if (previous !== undefined)
      throw usageError(
        `${option.long ?? option.flags} is given twice`,
        "give it once, and ask again for the other value",
      );
    return parse === undefined ? text : parse<unknown>(text, undefined);
  });
}

/** Parses a share given on the command line, `0.85` or `85%`; throws exit 2 for what is none. */
export function shareOption(option: string): (text: string) => number {
  return (text) => {
    const [, number = "", percent = ""] = /^(\d{1,3}(?:[.,]\d{1,9})?)\s?(%?)$/.exec(text.trim()) ?? [];
    const value = Number(number.replace(",", "."));
    const share = percent === "" ? value : value / 100;
    if (number === "" || share <= 0 || share > 1)
      throw usageError(
        `${option} ${text} is no share`,
        `write it as a number above 0 and up to 1, for instance ${option} 0.85`,
      );
    return share;
  };
}

/** Parses the id of a load given on the command line; throws exit 2 for anything but a whole number from 1. */
export function loadOption(option: string): (text: string) => number {
  return (text) => {
    if (!/^[1-9]\d{0,9}$/.test(text)) {
      throw usageError(`${option} ${text} is no load`, "write its number; flp loads lists them");
    }
    return Number(text);
  };
}

/** `--month YYYY-MM` of commands that answer for a report month. */
export function reportMonth(): Option {
  return new Option(
    "--month <YYYY-MM>",
    "report month (default: the newest month with plan counts)",
  ).argParser(monthOption("--month"));
}

/** `--as-of LOAD` of commands that answer from the store. */
export function asOf(): Option {
  return new Option("--as-of <LOAD>", "answer with what was known when this load was the newest").argParser(
    loadOption("--as-of"),
  );
}

/** `--json` of commands that have a result for machines. */
export function json(): Option {
  return new Option("--json", "print the result as JSON");
}

/** `--accept REASON` of commands that load: lets in what the gate holds back. */
export function accept(): Option {
  return new Option(
    "--accept <REASON>",
    "load although a limit of gates.yaml is passed; the reason is kept and shown with the figures",
  ).argParser(acceptedReason);
}

/**
 * Parses the reason of `--accept`; throws exit 2 for a blank one, as it is for those who read the figures later, and for
 * one that holds a civil registration number, as it is kept and shown.
 */
function acceptedReason(text: string): string {
  const reason = text.replaceAll(/\s+/g, " ").trim();
  if (reason === "")
    throw usageError(
      "--accept needs a reason",
      'write why, for instance --accept "PLSP confirmed it on 3 March"',
    );
  if (holdsCpr(reason))
    throw usageError(
      "the reason of --accept holds what looks like a civil registration number",
      "write it without: the reason is kept with the load and shown in reports",
    );
  return reason;
}

/** `--theme FILE` of commands that make reports. */
export function theme(): Option {
  return new Option(
    "--theme <FILE>",
    "house style: a file of the folder reports, for instance theme-medcom.yaml",
  );
}

/** `--accessible` of commands that make workbooks. */
export function accessible(): Option {
  return new Option(
    "--accessible",
    "workbooks of ok22 and regions in the published form, by the checklist for accessible spreadsheets",
  );
}

/** `--audience AUDIENCE` of commands that make reports that may be published. */
export function audience(): Option {
  return new Option(
    "--audience <AUDIENCE>",
    "whom steering, ok22 and paper are for: internal shows all, public may be published: no group under 5, also not by comparing with other files or months (default: internal)",
  ).choices(publishedAudiences);
}
