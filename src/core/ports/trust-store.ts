import type { Source } from "../source.ts";

/** Marks that show which rows of a store its user has made or trusts. Only the user can make them. */
export interface TrustMarks {
  /** Whether a row without its mark is ignored. False for a store that the user owns and names. */
  readonly areRequired: boolean;
  /** Returns the mark of a row's content in this store; undefined if the user's secret cannot be kept. */
  markOf(content: string): string | undefined;
}

/** A part of a store that can act on its own: it lets callers in, or reads folders and web pages. */
export interface TrustedPart {
  readonly kind: "key" | "watch" | "job" | "source";
  /** Name for people: a key's name, a folder's URI, or a job's id. */
  readonly name: string;
}

/** Trust in the parts of a store. A changed part needs trust again. */
export interface TrustStore {
  /** Returns the sources that the user has made or trusts; all of them if no trust is required. */
  trustedSources(sources: readonly Source[], signal: AbortSignal): Promise<readonly Source[]>;
  /** Trusts a source as it is now. */
  trustSource(source: Source, signal: AbortSignal): Promise<void>;
  /** Returns the keys, watches and unfinished jobs that are ignored, in this order. */
  untrustedParts(signal: AbortSignal): Promise<readonly TrustedPart[]>;
  /** Trusts all keys, watches and unfinished jobs as they are now. */
  trustParts(signal: AbortSignal): Promise<void>;
  /** Removes all trust. Returns false if there was none. */
  removeTrust(signal: AbortSignal): Promise<boolean>;
}
