import type { StyleColors } from "../../../render/style.js";
import type { WorkbookColours } from "../../../office/workbook/content.js";

/** The house's colours in their roles in a workbook. */
export function workbookColours(colors: StyleColors): WorkbookColours {
  return {
    headerFill: colors.focus,
    headerText: colors.background,
    title: colors.focus,
    text: colors.text,
    note: colors.mutedText,
    bar: colors.contextPale,
    editableFill: colors.focusPale,
    warningFill: colors.cautionPale,
    warningText: colors.caution,
    attentionFill: colors.cautionPale,
    mutedFill: colors.band,
    line: colors.grid,
  };
}
