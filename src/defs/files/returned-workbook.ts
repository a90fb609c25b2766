import { z } from "zod";
import { text } from "../yaml/fields.js";

const names = z.array(text).min(1);

/** Schema of `returned-workbook.yaml`. */
export const returnedWorkbookSchema = z.strictObject({
  read: z.strictObject({ ydernummer: names, opened: names, "follow-up": names, remark: names }),
  columns: names,
  sheets: names,
  truth: z.strictObject({ true: text, false: text }),
});

/** By what a returned workbook is known that no longer says itself what it is. */
export type ReturnedWorkbookNames = z.output<typeof returnedWorkbookSchema>;
