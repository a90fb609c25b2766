import type { Report } from "../report.js";
import type { ComplianceFigures } from "../shared/figures/month-figures.js";

/** The regions' workbooks, which come back with a word on each clinic. */
export const report: Report<ComplianceFigures> = {
  makes: "a workbook for each region with its own clinics, to be filled in and returned",
  forms: ["xlsx"],
  accessible: true,
  restsOnCompliance: true,
  audience: {
    wrong: "is for the regions, each of which owns its clinics",
    remedy: "leave --audience out; steering and ok22 can be made for the public",
  },
  read: async (question) => (await import("../shared/figures/of-month.js")).complianceFigures(question),
  maker: async () => (await import("./make.js")).makeRegions,
};
