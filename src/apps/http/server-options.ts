/** Options of the server, from the settings `server.*`. */
export interface ServerOptions {
  readonly host: string;
  /** Port to listen on; 0 for any free port. */
  readonly port: number;
  /** Additional host names of the server; calls by other names are rejected. */
  readonly allowedHosts: readonly string[];
  /** Origins of other pages that may call the server, such as `https://intranet.example`. */
  readonly allowedOrigins: readonly string[];
  /** Addresses and ranges of proxies whose `X-Forwarded-For` names the sender of a call. */
  readonly trustProxy: readonly string[];
  /** Absolute paths of folders that may become sources over HTTP, with everything below them. Absent: any folder. */
  readonly allowedFolders?: readonly string[];
  /** True if callers need no key; false if other machines can reach the address. */
  readonly isOpen: boolean;
  /** Maximum size of an uploaded file. */
  readonly maxUploadBytes: number;
  /** Maximum number of requests per minute of each caller. */
  readonly requestsPerMinute: number;
  /** Maximum number of concurrent requests of each caller, including streams. */
  readonly concurrentRequests: number;
  /** Maximum number of waiting searches of all callers. */
  readonly maxWaiting: number;
  /** Maximum number of waiting questions of all callers. */
  readonly maxWaitingQuestions: number;
  /** Maximum time until a call is answered; not for streams and uploads. */
  readonly timeoutMs: number;
}
