/** The part of exceljs that writes workbooks, without those that read and write streams, which are three fifths of its code. */
declare module "exceljs/lib/doc/workbook.js" {
  export { Workbook as default } from "exceljs";
}
