import type { DataValidation } from "exceljs";

/** A sheet's rules for what may be typed, by their place; exported by the package, missing from its types. */
declare module "exceljs" {
  interface Worksheet {
    dataValidations: { add: (range: string, validation: DataValidation) => void };
  }
}
