/** Answer to one request, redirects included. Its body must be read or discarded. */
export interface WebResponse {
  readonly url: URL;
  readonly status: number;
  /** Returns the values of a header; none if it is absent. */
  headers(name: string): readonly string[];
  /** Yields the decompressed body; see `readBody`. */
  read(maxBytes: number): AsyncGenerator<Uint8Array>;
  discard(): void;
}
