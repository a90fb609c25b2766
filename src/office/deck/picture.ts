import { exitCode, FlpError } from "../../lib/errors.js";
import type { Box } from "./house/place.js";
import { transform } from "./house/place.js";
import { solidFill } from "./text.js";
import type { Xml } from "../package/xml.js";
import { element } from "../package/xml.js";

/** Width and height of a PNG in pixels. Throws (exit 15) for other bytes. Source: PNG specification, IHDR. */
export function pngSize(bytes: Uint8Array): { width: number; height: number } {
  const isPng = [0x89, 0x50, 0x4e, 0x47].every((byte, index) => bytes[index] === byte);
  if (!isPng || bytes.length < 24) {
    throw new FlpError(exitCode.render, "the logo is no PNG picture", {
      remedy: "save it as PNG and name that file in the theme",
    });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** A picture with its alternative text, on a plate of the theme's colour. */
export function pictureOf(picture: {
  id: number;
  name: string;
  description: string;
  relation: string;
  box: Box;
  plate: string;
}): Xml {
  const { id, name, description, relation, box, plate } = picture;
  return element(
    "p:pic",
    {},
    element(
      "p:nvPicPr",
      {},
      element("p:cNvPr", { id, name, descr: description }),
      element("p:cNvPicPr", {}, element("a:picLocks", { noChangeAspect: true })),
      element("p:nvPr", { userDrawn: true }),
    ),
    element(
      "p:blipFill",
      {},
      element("a:blip", { "r:embed": relation }),
      element("a:stretch", {}, element("a:fillRect")),
    ),
    element(
      "p:spPr",
      {},
      transform("a:xfrm", box),
      element("a:prstGeom", { prst: "rect" }, element("a:avLst")),
      solidFill(plate),
    ),
  );
}
