import type { Box } from "./house/place.js";
import { transform } from "./house/place.js";
import { solidFill } from "./text.js";
import type { Xml } from "../package/xml.js";
import { element } from "../package/xml.js";

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
