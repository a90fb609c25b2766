/** Names of devices on Windows, also with an ending. Source: Naming Files, Paths, and Namespaces (Microsoft). */
const device = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?:\.|$)/i;

/** Signs that no name of a file may hold on Windows; a colon would write into a hidden stream of another file. */
const refused = /[<>:"/\\|?*\p{Cc}]/gu;

/**
 * A name that a file can have on Linux, macOS and Windows, made from the name of another file: what is written here is sent to
 * people whose system is not known. Letters, blanks and points stay, so that the file is known again.
 */
export function portableName(name: string): string {
  const plain = name.replace(refused, "_").replace(/[. ]+$/, "_");
  return device.test(plain) ? `_${plain}` : plain;
}
