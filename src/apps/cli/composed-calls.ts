import type { OpenOptions, StoreRequest } from "../../config/index.ts";
import type { TrustedPart } from "../../core/index.ts";

/** Parts of a store that do not count, because its user has neither made nor trusted them. */
export interface IgnoredParts {
  /** The store's folder. */
  readonly store: string;
  /** Names of settings. */
  readonly settings: readonly string[];
  readonly parts: readonly TrustedPart[];
}

/** Options of a server. */
export interface ServeOptions extends OpenOptions {
  /** Stops the server. */
  readonly signal: AbortSignal;
  /** Called with the address once the server accepts calls. */
  readonly onListening?: (url: string) => void;
  /** Called with the parts of the store that do not count, if there are any. */
  readonly onIgnored?: (ignored: IgnoredParts) => void;
}

/** Options of an MCP server for one agent over standard input and output. */
export interface ServeAgentOptions extends OpenOptions {
  /** Stops the server, unless the agent leaves first. */
  readonly signal: AbortSignal;
  readonly mayWrite: boolean;
  /** Called with unexpected errors, of which the agent receives no details. */
  readonly onFailure: (error: unknown) => void;
}

export interface TrustRequest extends StoreRequest {
  /** True to remove the trust. */
  readonly remove?: boolean;
}

export interface TrustReport {
  /** Absolute path of the store's folder. */
  readonly store: string;
  readonly outcome: "trusted" | "removed" | "was-not-trusted" | "needs-no-trust";
  /** Keys, watches, unfinished jobs and sources that are trusted from now on. */
  readonly parts: readonly TrustedPart[];
}

export interface DoctorOptions extends OpenOptions {
  readonly signal?: AbortSignal;
}

/** Options of a repair. */
export interface RepairOptions extends OpenOptions {
  /** Called with the number of documents saved so far. */
  readonly onProgress?: (documents: number) => void;
  readonly signal?: AbortSignal;
}
