import type { Report } from "../report.js";
import type { ComplianceFigures } from "../shared/figures/month-figures.js";

/** The report of OK22: who meets the rule, by everything that tells clinics apart. */
export const report: Report<ComplianceFigures> = {
  makes: "the OK22 report: a page and a workbook",
  forms: ["html", "xlsx"],
  accessible: true,
  restsOnCompliance: true,
  audience: true,
  read: async (question) => (await import("../shared/figures/of-month.js")).complianceFigures(question),
  maker: async () => (await import("./make.js")).makeOk22,
};
