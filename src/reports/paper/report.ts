import type { SteeringFigures } from "../adoption/read.js";
import type { Report } from "../report.js";

/** The paper that a meeting is sent beforehand: its points in the form of the agenda, with annexes. */
export const report: Report<SteeringFigures> = {
  makes: "the meeting's paper: its points in the form of the agenda, as a text document",
  forms: ["docx"],
  accessible: {
    wrong: "has no workbook that --accessible could change",
    remedy: "use --accessible with ok22 or regions; the paper is accessible as it is",
  },
  restsOnCompliance: false,
  audience: true,
  // all figures, those of the deck among them
  read: async (question) => (await import("../adoption/read.js")).readSteering(question, []),
  maker: async () => (await import("./make.js")).makePaper,
};
