import { element, xmlPart, xmlText } from "./xml.js";

const namespaces = {
  "xmlns:cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
  "xmlns:dc": "http://purl.org/dc/elements/1.1/",
  "xmlns:dcterms": "http://purl.org/dc/terms/",
  "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
};

/** What an Office file says of itself. */
export interface CoreProperties {
  title: string;
  subject: string;
  creator: string;
  /** The day that it is of, `yyyy-MM-dd`: never the day on which it was made, so that the same content gives the same bytes. */
  date: string;
  /** BCP 47. */
  language: string;
}

/** The part that says title, sender, language and date. */
export function corePropertiesPart({ title, subject, creator, date, language }: CoreProperties): string {
  const instant = (name: string): ReturnType<typeof element> =>
    element(name, { "xsi:type": "dcterms:W3CDTF" }, xmlText(`${date}T00:00:00Z`));
  const core = element(
    "cp:coreProperties",
    namespaces,
    element("dc:title", {}, xmlText(title)),
    element("dc:subject", {}, xmlText(subject)),
    element("dc:creator", {}, xmlText(creator)),
    element("cp:lastModifiedBy", {}, xmlText(creator)),
    instant("dcterms:created"),
    instant("dcterms:modified"),
    element("dc:language", {}, xmlText(language)),
  );
  return xmlPart(core);
}
