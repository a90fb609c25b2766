import type { Report } from "../report.js";
import type { SteeringFigures } from "../adoption/read.js";

/** The steering group's report: the figures that every meeting sees. */
export const report: Report<SteeringFigures> = {
  makes: "the steering group's page, its charts, and the deck for the meeting",
  forms: ["html", "svg", "png", "csv", "pptx"],
  accessible: {
    wrong: "has no workbook that --accessible could change",
    remedy: "use --accessible with ok22 or regions; the page of steering is accessible as it is",
  },
  restsOnCompliance: false,
  audience: true,
  read: async (question, forms) => (await import("../adoption/read.js")).readSteering(question, forms),
  maker: async () => (await import("./make.js")).makeSteering,
};
