/** How a server guards itself; the settings `server.*` say it. */
export interface ServerOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Names by which it may be called, besides its own address; a call by another name is refused. */
  readonly allowedHosts: readonly string[];
  /** Other pages that may call it from a browser: origins such as `https://intranet.example`. */
  readonly allowedOrigins: readonly string[];
  /** Folders that may become sources over HTTP, with all below them; absent: any. Absolute paths. */
  readonly allowedFolders?: readonly string[];
  /** Whether a caller without a key is let in; false wherever others can reach the address. */
  readonly isOpen: boolean;
  /** Of one upload, in bytes. */
  readonly maxUploadBytes: number;
  /** Of each caller. */
  readonly requestsPerMinute: number;
  /** Of each caller at one time; streams count. */
  readonly concurrentRequests: number;
  /** Searches that wait for their turn, of all callers. */
  readonly maxWaiting: number;
  /** Until a call that is not a stream or an upload has to be answered. */
  readonly timeoutMs: number;
}
