import {
  type DocumentInput,
  defined,
  InvalidArgumentError,
  type ListProgress,
  type Metadata,
  type SourceEntry,
} from "../../../core/index.ts";
import { describeFailure, describeProblem, type FailedOutcome } from "../describe-failure.ts";
import type { IngestRequest, IngestServices } from "../ingest-request.ts";

/** A document to read, from a file, a web page, or the caller's memory. */
export interface Source extends SourceEntry {
  /** The caller's title for this document. */
  readonly title?: string;
  /** The caller's metadata for this document. */
  readonly metadata?: Metadata;
  /** URI of the outermost container, if this is a member. */
  readonly outermost?: string;
}

export interface ListedSources {
  readonly sources: readonly Source[];
  /** Places that could not be listed. */
  readonly failures: readonly FailedOutcome[];
  /** Releases the files and streams that the sources are read from. */
  close(): Promise<void>;
}

/**
 * Lists files and web pages, by URI, then the caller's documents in their order. Each URI occurs once: of the caller's
 * documents with one URI, all but the first are failures.
 */
export async function listSources(
  { sources: reader, emit }: Pick<IngestServices, "sources" | "emit">,
  { sources: requested, depth = 0 }: Pick<IngestRequest, "sources" | "depth">,
  signal: AbortSignal,
): Promise<ListedSources> {
  const patterns = requested.filter((source) => typeof source === "string");
  const inputs = requested.filter((source) => typeof source !== "string").map(sourceOf);

  const onProgress = (progress: ListProgress) => emit({ type: "pages-fetched", ...progress });
  const listing = await reader.list(patterns, { depth, onProgress }, signal);

  const sources = new Map<string, Source>(listing.entries.map((entry) => [entry.uri, entry]));
  const repeated: string[] = [];
  for (const input of inputs) {
    if (sources.has(input.uri)) repeated.push(input.uri);
    else sources.set(input.uri, input);
  }

  const problems = listing.problems.map((problem) => describeProblem(problem.uri ?? problem.label, problem));
  const failures = [...problems, ...repeated.map(refuseRepeated)];
  return { sources: [...sources.values()], failures, close: async () => listing.close?.() };
}

function sourceOf({ uri, content, title, metadata }: DocumentInput): Source {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return defined({ uri, label: uri, sizeBytes: bytes.length, read: async () => bytes, title, metadata });
}

function refuseRepeated(uri: string): FailedOutcome {
  const message = `The URI ${uri} was given more than once; only the first document with it was added.`;
  return describeFailure(uri, new InvalidArgumentError(message, { hint: "Give every document its own URI." }));
}
