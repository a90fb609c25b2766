import type { ReadLimits } from "../../defs/limits/read-limits.js";
import { beyondLimit } from "../office-error.js";

/** Refuses a packed file by its size alone, before any of it is read. Throws an {@link OfficeError}. */
export function refuseLargePackage(bytes: number, limits: ReadLimits): void {
  if (bytes <= limits.maxPackageBytes) return;
  throw beyondLimit({
    limit: "maxPackageBytes",
    seen: bytes,
    most: limits.maxPackageBytes,
    what: `the packed file has ${bytes} bytes`,
  });
}
