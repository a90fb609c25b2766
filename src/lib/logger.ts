/** Where a step tells what it is doing. Results never go here: they are returned. */
export interface Logger {
  /** Something that the user should know although the step went well. */
  warn(message: string): void;
  /** What the step is doing now; shown unless the user asked for quiet. */
  info(message: string): void;
  /** Replaces the previous progress line on a terminal; shown nowhere else. */
  progress(message: string): void;
}
