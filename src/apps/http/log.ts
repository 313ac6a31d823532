import { pino } from "pino";

/** The log of a server. It never contains document text, questions or keys. */
export interface Log {
  called(call: LoggedCall): void;
  failed(failure: LoggedFailure): void;
  /** Logs a sentence about the server itself. */
  info(message: string): void;
}

export interface LoggedCall {
  readonly requestId: string;
  readonly method: string;
  /** Pattern of the route, which contains no name of a document. */
  readonly route: string;
  readonly status: number;
  readonly durationMs: number;
  readonly caller?: string;
}

export interface LoggedFailure {
  readonly requestId: string;
  readonly error: unknown;
}

/** Creates a log that writes one line of JSON per call to standard error. */
export function createLog(): Log {
  const logger = pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  );
  return {
    called: (call) => logger.info(call, "called"),
    // Only the stack: the message of an error may contain what a caller has sent.
    failed: ({ requestId, error }) => logger.error({ requestId, stack: stackOf(error) }, "failed"),
    info: (message) => logger.info(message),
  };
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const places = (error.stack ?? "").split("\n").filter((line) => line.startsWith("    at "));
  return [error.name, ...places].join("\n");
}
