/** What a server writes down of its calls: never a document's text, a question or a key. */
export interface Log {
  called(call: {
    readonly requestId: string;
    readonly method: string;
    /** The pattern of the route, so that no name of a document is in it. */
    readonly route: string;
    readonly status: number;
    readonly durationMs: number;
    readonly caller?: string;
  }): void;
  failed(failure: { readonly requestId: string; readonly error: unknown }): void;
  /** A sentence about the server itself. */
  told(message: string): void;
}
