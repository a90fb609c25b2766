/** The forms in which a report can be written: the endings of its files' names. */
export const reportForms = ["html", "svg", "png", "csv", "xlsx", "pptx", "docx"] as const;

export type ReportForm = (typeof reportForms)[number];
