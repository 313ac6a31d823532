import type { AddOutcome, DocumentInput } from "../../core/index.ts";
import { InvalidArgumentError, type ListProgress, type Metadata, type SourceEntry } from "../../core/index.ts";
import { describeFailure } from "./describe-failure.ts";
import { describeProblem } from "./describe-problem.ts";
import type { IngestRequest, IngestServices } from "./ingest-request.ts";

/** One document to come, from a file or from the caller's hands. */
export interface Source extends SourceEntry {
  /** What the caller says of this document alone. */
  readonly title?: string;
  readonly metadata?: Metadata;
  /** Of a container's member: the URI of the outermost container. */
  readonly outermost?: string;
}

export interface ListedSources {
  readonly sources: readonly Source[];
  /** What could not be offered at all. */
  readonly failures: readonly (AddOutcome & { readonly outcome: "failed" })[];
  /** Gives back what the sources are read from. */
  close(): Promise<void>;
}

/** Files first, by URI; then the caller's own documents in their order. A URI comes once: the first one stands. */
export async function listSources(
  { sources: reader, emit }: Pick<IngestServices, "sources" | "emit">,
  { sources: wanted, depth = 0 }: Pick<IngestRequest, "sources" | "depth">,
  signal: AbortSignal,
): Promise<ListedSources> {
  const patterns = wanted.filter((source) => typeof source === "string");
  const onProgress = (progress: ListProgress) => emit({ type: "pages-fetched", ...progress });
  const files = await reader.list(patterns, { depth, onProgress }, signal);
  const inputs = wanted.filter((source) => typeof source !== "string").map(sourceOf);
  const sources = new Map<string, Source>(files.entries.map((entry) => [entry.uri, entry]));
  const repeated: string[] = [];
  for (const input of inputs) {
    if (sources.has(input.uri)) repeated.push(input.uri);
    else sources.set(input.uri, input);
  }
  const problems = files.problems.map((problem) => describeProblem(problem.uri ?? problem.label, problem));
  const failures = [...problems, ...repeated.map(refuseRepeated)];
  return { sources: [...sources.values()], failures, close: async () => files.close?.() };
}

function sourceOf(input: DocumentInput): Source {
  const bytes = typeof input.content === "string" ? new TextEncoder().encode(input.content) : input.content;
  const { uri, title, metadata } = input;
  return {
    uri,
    label: uri,
    sizeBytes: bytes.length,
    read: async () => bytes,
    ...(title === undefined ? {} : { title }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}

function refuseRepeated(uri: string) {
  const message = `The URI ${uri} was given more than once; only the first document of this name was added.`;
  return describeFailure(uri, new InvalidArgumentError(message, { hint: "Give every document its own URI." }));
}
