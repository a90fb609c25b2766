/** How often, and after how many milliseconds each time, a file operation is tried again on Windows: 1,6 s in all. */
const pauses = [25, 75, 200, 500, 800];

/** What Windows says of a file that another program holds: a virus scanner or a preview lets go within moments. */
const heldCodes = ["EBUSY", "EPERM", "EACCES"];

function isHeld(error: unknown): boolean {
  return error instanceof Error && "code" in error && heldCodes.includes(String(error.code));
}

/** Where an operation runs, and how it waits; a test gives its own. */
export interface PatientTools<Waited> {
  platform: NodeJS.Platform;
  wait: (milliseconds: number) => Waited;
}

const tools: PatientTools<Promise<void>> = {
  platform: process.platform,
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

const blockingTools: PatientTools<void> = {
  platform: process.platform,
  wait: (milliseconds) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds),
};

/**
 * Does a file operation; on Windows, where it fails because another program holds the file for a moment, again after a pause.
 * Elsewhere a file that is open can be replaced, and the first error counts. Throws the last error.
 */
export async function patiently<Result>(
  work: () => Promise<Result>,
  { platform, wait }: PatientTools<Promise<void>> = tools,
): Promise<Result> {
  for (const pause of platform === "win32" ? pauses : []) {
    try {
      return await work();
    } catch (error) {
      if (!isHeld(error)) throw error;
      await wait(pause);
    }
  }
  return work();
}

/** The same for work that is done while nothing else can be, such as copying a database. */
export function patientlySync<Result>(
  work: () => Result,
  { platform, wait }: PatientTools<void> = blockingTools,
): Result {
  for (const pause of platform === "win32" ? pauses : []) {
    try {
      return work();
    } catch (error) {
      if (!isHeld(error)) throw error;
      wait(pause);
    }
  }
  return work();
}
