import { z } from "zod";
import type { NoteField, ReturnForm } from "../../domain/shapes/follow-up.js";
import { text } from "../yaml/fields.js";
import { shippedSchema } from "../yaml/shipped-schema.js";

const names = z.array(text).min(1);

const clinic = { ydernummer: names, opened: names };

/** Schema of `returned-workbook.yaml`: what regions are sent, and beside it what data consultants are. */
export const returnedWorkbookSchema = shippedSchema("returned-workbook", () =>
  z.strictObject({
    read: z.strictObject({ ...clinic, "follow-up": names, remark: names }),
    columns: names,
    sheets: names,
    truth: z.strictObject({ true: text, false: text }),
    consultants: z.strictObject({
      read: z.strictObject({
        ...clinic,
        ...{ visited: names, "visited-by": names, agreed: names, "next-step": names },
      }),
      columns: names,
      sheets: names,
    }),
  }),
);

/** By what a returned workbook is known that no longer says itself what it is. */
export type ReturnedWorkbookNames = z.output<typeof returnedWorkbookSchema>;

/** The names that one form of returned workbook has had. */
export interface FormNames {
  /** Headings of the columns that a return is read by, the newest first. */
  read: Readonly<Partial<Record<NoteField, readonly string[]>>> &
    Readonly<Record<"ydernummer" | "opened", readonly string[]>>;
  columns: readonly string[];
  sheets: readonly string[];
}

/** The names of one form of returned workbook. */
export function namesOfForm(all: ReturnedWorkbookNames, { id }: ReturnForm): FormNames {
  return id === "regions" ? all : all.consultants;
}
