import type { Report } from "../report.js";
import type { ComplianceFigures } from "../shared/figures/month-figures.js";

/** The data consultants' worklist: which clinics to visit first, and a sheet to print for each visit. */
export const report: Report<ComplianceFigures> = {
  makes: "the data consultants' worklist: a workbook, and a page with a sheet for each visit",
  forms: ["html", "xlsx"],
  accessible: {
    wrong: "has one form of its workbook",
    remedy: "leave --accessible out; its page is read by a screen reader",
  },
  restsOnCompliance: true,
  audience: {
    wrong: "names clinics and is for the project's own data consultants",
    remedy: "leave --audience out; steering and ok22 can be made for the public",
  },
  read: async (question) => (await import("../shared/figures/of-month.js")).complianceFigures(question),
  maker: async () => (await import("./make.js")).makeConsultants,
};
