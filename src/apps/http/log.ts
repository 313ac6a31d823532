/** The log of a server. It never contains document text, questions or keys. */
export interface Log {
  called(call: LoggedCall): void;
  failed(failure: LoggedFailure): void;
  /** Logs a sentence about the server itself. */
  told(message: string): void;
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
