import ExcelJs from "exceljs";
import JSZip from "jszip";

/** What must become of what somebody wrote: it stands in the store, it is told with its text, or the file is refused. */
export type WayEnd = "carried" | "told" | "refused";

/** One way of writing in a region's workbook and of sending it back. */
export interface Way {
  name: string;
  /** The words that must not be lost. */
  text: string;
  end: WayEnd;
  /** The file's name; the usual one where it is left out. */
  fileName?: string;
  change(bytes: Uint8Array, place: WayPlace): Promise<Uint8Array>;
}

/** Where the clinics stand in the workbook that is changed. */
export interface WayPlace {
  header: number;
  /** Row of the clinic that most ways write about. */
  row: number;
  last: number;
  column(heading: string): number;
}

/** Opens a workbook, changes it, and saves it as exceljs does. */
export function byHand(
  work: (book: ExcelJs.Workbook, place: WayPlace) => void,
): (bytes: Uint8Array, place: WayPlace) => Promise<Uint8Array> {
  return async (bytes, place) => {
    const book = new ExcelJs.Workbook();
    await book.xlsx.load(new Uint8Array(bytes).buffer);
    work(book, place);
    return new Uint8Array(await book.xlsx.writeBuffer());
  };
}

/** Changes the parts of a package as text: what no library at hand can write. */
export function inPackage(
  work: (parts: Map<string, string>, place: WayPlace) => void,
): (bytes: Uint8Array, place: WayPlace) => Promise<Uint8Array> {
  return async (bytes, place) => {
    const zip = await JSZip.loadAsync(bytes);
    const parts = new Map<string, string>();
    for (const part of Object.values(zip.files))
      if (!part.dir) parts.set(part.name, await part.async("string"));
    work(parts, place);
    const changed = new JSZip();
    for (const [name, text] of parts) changed.file(name, text);
    return changed.generateAsync({ type: "uint8array", compression: "DEFLATE" });
  };
}
