import type { AccessScope, AddOutcome, AddReport, DocumentInput, Metadata } from "../../core/index.ts";
import { defined, everything } from "../../core/index.ts";
import { completeVectors, createMetadataReader, type FailedOutcome, ingest } from "../../engine/ingest/index.ts";
import { type CallContext, collectionOf, requireStore, signalOf } from "../call/call-context.ts";
import type { CallOptions } from "../call/call-options.ts";
import { keepReceipts } from "../documents/failed-files.ts";
import type { LydianParts } from "../parts/lydian-parts.ts";
import { checkDepth } from "./choose-sources.ts";
import { findNearDuplicates } from "./find-near-duplicates.ts";
import { joinHalves } from "./join-halves.ts";
import { limitsOf, openIngest } from "./open-ingest.ts";

export type OneOrMore<Item> = Item | readonly Item[];

/** `Array.isArray` alone does not tell a read-only list from one item. */
const isList = <Item>(given: OneOrMore<Item>): given is readonly Item[] => Array.isArray(given);

export interface AddOptions extends CallOptions {
  /** Metadata of each document. */
  readonly metadata?: Metadata;
  /**
   * Rules that read metadata from a document's path below its source, such as `path:{year}/{team}/*`. They override
   * what the file says about itself, and `metadata` overrides them.
   */
  readonly metadataRules?: readonly string[];
  /** Labels of the readers who may read the documents. Default: none, so everyone may. */
  readonly accessLabels?: readonly string[];
  /** Whether vectors are computed now. `false` leaves them to `embed`. Default: true. */
  readonly embed?: boolean;
  /** Number of links to follow from each web address, on its host; 0 to 10. Default: 0, which reads that page only. */
  readonly depth?: number;
  /** User or owner password of encrypted PDFs. It is stored nowhere. */
  readonly password?: string;
  /** Whether OCR reads pictures and scanned pages. Default: the setting `ingest.ocr`. */
  readonly ocr?: boolean;
  /** Scope of the reader of the receipts, which name near duplicates within this scope only. Default: `everything`. */
  readonly scope?: AccessScope;
}

export interface EmbedReport {
  readonly collection: string;
  /** Number of chunks whose missing vectors were computed. */
  readonly embedded: number;
  readonly rechunked: number;
  readonly chunksWithoutVectors: number;
  readonly documentsToRechunk: number;
  /** One failure for each document with passages that could not be embedded. They are found by their words only. */
  readonly notEmbedded: readonly FailedOutcome[];
}

export async function add(
  context: CallContext,
  given: OneOrMore<string | DocumentInput>,
  options: AddOptions = {},
): Promise<AddReport> {
  const sources = isList(given) ? given : [given];
  const { parts } = context;
  const { settings } = parts;
  const half = await parts.write();
  const { ocr } = options;
  const services = await openIngest(context, defined({ ...half, ocr }));
  const request = defined({
    collection: collectionOf(context, options),
    sources,
    metadata: options.metadata ?? {},
    metadataOf: createMetadataReader(options.metadataRules ?? [], rootsOf(parts, sources)),
    accessLabels: options.accessLabels ?? [],
    embed: options.embed ?? true,
    depth: checkDepth(options.depth ?? 0),
    ...limitsOf(settings),
    password: options.password,
  });
  const signal = signalOf(options);
  const { collection, accessLabels } = request;
  const named = sources.map((source) => (typeof source === "string" ? uriOf(parts, source) : source.uri));
  const report = await keepReceipts(context, { collection, accessLabels, named }, (emit) =>
    ingest({ ...services, emit }, request, signal),
  );
  const query = { collection: report.collection, scope: options.scope ?? everything };
  const ids = report.outcomes.flatMap((outcome) => (isNew(outcome) ? [outcome.documentId] : []));
  const alike = await findNearDuplicates(half.store, { ...query, ids }, signal);
  const outcomes = report.outcomes.map((outcome) => {
    const nearDuplicates = isNew(outcome) ? alike.get(outcome.documentId) : undefined;
    return isNew(outcome) && nearDuplicates ? { ...outcome, receipt: { ...outcome.receipt, nearDuplicates } } : outcome;
  });
  return { ...report, outcomes };
}

/** Returns the URI of a path or an address. */
const uriOf = ({ uriOfPath }: Pick<LydianParts, "uriOfPath">, source: string): string =>
  /^[a-z][a-z\d+.-]+:\/\//i.test(source) ? source : uriOfPath(source);

/** Returns the URIs of the given sources; for a glob, that of the folder it begins with. */
function rootsOf(parts: Pick<LydianParts, "uriOfPath">, sources: readonly (string | DocumentInput)[]) {
  return sources.flatMap((source) => {
    if (typeof source !== "string") return [];
    const uri = uriOf(parts, source);
    if (uri === source) return [source];
    return [uri, parts.uriOfPath(source.replace(/(?<![^/])[^/*?[{(!]*[*?[{(!].*/su, "") || ".")];
  });
}

function isNew(outcome: AddOutcome): outcome is AddOutcome & { readonly outcome: "added" | "updated" | "moved" } {
  return ["added", "updated", "moved"].includes(outcome.outcome);
}

export async function embed(context: CallContext, options: CallOptions = {}): Promise<EmbedReport> {
  const { parts } = context;
  const collection = collectionOf(context, options);
  const signal = signalOf(options);
  await requireStore(context, collection);
  const { store, index, writer } = await parts.write();
  const embedder = await parts.embedder();
  const { language } = parts.settings;
  const chunkerFor = await parts.chunkers();
  const services = { index: joinHalves(index, writer), store, embedder, chunkerFor };
  const completion = await keepReceipts(context, { collection, accessLabels: [] }, (emit) =>
    completeVectors({ ...services, emit }, { collection, language, embed: true }, signal),
  );
  return { collection, ...completion };
}
