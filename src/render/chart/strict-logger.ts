import { exitCode, FlpError } from "../../lib/errors.js";

/** A logger of Vega that prints nothing. */
export interface StrictLogger {
  level(level: number): StrictLogger;
  level(): number;
  error(...parts: readonly unknown[]): StrictLogger;
  warn(...parts: readonly unknown[]): StrictLogger;
  info(): StrictLogger;
  debug(): StrictLogger;
}

/** A logger that throws what others would print: a chart with a warning is a chart that says something else. */
export function strictLogger(chart: string): StrictLogger {
  const refuse = (...parts: readonly unknown[]): never => {
    const [first] = parts;
    if (first instanceof FlpError) throw first;
    throw new FlpError(
      exitCode.render,
      `the chart ${chart} cannot be drawn as specified: ${parts.map(String).join(" ")}`,
      {
        place: `${chart}.vl.json`,
        remedy: "correct the chart's specification",
      },
    );
  };
  function level(level: number): StrictLogger;
  function level(): number;
  function level(level?: number): StrictLogger | number {
    return level === undefined ? 2 : logger;
  }
  const logger: StrictLogger = {
    level,
    error: refuse,
    warn: refuse,
    info: () => logger,
    debug: () => logger,
  };
  return logger;
}
