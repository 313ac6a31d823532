import { z } from "zod";
import { guardReportSchema } from "../../core/schemas/index.ts";

/** Version of the export format, which docs/reference/export-format.md describes. */
export const EXPORT_VERSION = 1;
export const EXPORT_FORMAT = "lydian-export";

const count = z.int().min(0);
const span = z.object({ start: count, end: count }).refine(({ start, end }) => start <= end);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const name = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/);
/** Returns whether a text is a valid name for a collection. */
export const isCollectionName = (text: string): boolean => name.safeParse(text).success;
const number = z.number();
const metadata = z.record(z.string(), z.union([z.string(), number, z.boolean(), z.array(z.string())]));
const box = z.object({ x: number, y: number, width: number, height: number });
const base64 = z.base64();

const space = z.object({
  model: z.string(),
  dimensions: z.int().min(1).max(65_536),
  fingerprint: z.string().regex(/^[0-9a-f]{16}$/),
});

const location = z.union([
  z.strictObject({ page: count, boxes: z.array(box) }),
  z.strictObject({ sheet: z.string(), cells: z.string() }),
  z.strictObject({ slide: count }),
  z.strictObject({ anchor: z.string() }),
]);

const receipt = z.object({
  pages: count.exactOptional(),
  pagesWithoutText: z.array(count),
  ocrPages: z.array(z.object({ page: count, confidence: number })).exactOptional(),
  characters: count,
  tables: count,
  chunks: count,
  /** Verdicts on the exported text. An import checks it again. */
  guard: guardReportSchema.exactOptional(),
  warnings: z.array(
    z.object({ code: z.string(), message: z.string(), page: count.exactOptional(), span: span.exactOptional() }),
  ),
});

const element = z.object({
  kind: z.enum(["heading", "paragraph", "list", "table", "code", "quote"]),
  span,
  level: count.exactOptional(),
  header: span.exactOptional(),
  name: span.exactOptional(),
});

const chunk = z.object({
  id: z.string().max(200),
  span,
  headingPath: z.array(z.string()),
  tokens: count,
  vector: z.object({ scale: number, code: base64, values: base64 }).exactOptional(),
});

const headerRecord = z.object({
  record: z.literal("header"),
  format: z.literal(EXPORT_FORMAT),
  version: z.literal(EXPORT_VERSION),
  /** Version of Lydian that wrote the export; absent in the first exports. */
  writtenBy: z.string().exactOptional(),
  createdAt: z.string(),
  collections: z.array(z.object({ name, documents: count, space: space.exactOptional() })),
});

const collectionRecord = z.object({ record: z.literal("collection"), name, space: space.exactOptional() });

const sourceRecord = z.object({
  record: z.literal("source"),
  uri: z.string(),
  options: z.object({
    metadata,
    metadataRules: z.array(z.string()),
    accessLabels: z.array(z.string()),
    depth: count.exactOptional(),
  }),
  addedAt: z.string(),
  syncedAt: z.string().exactOptional(),
});

const documentRecord = z.object({
  record: z.literal("document"),
  id: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/),
  uri: z.string().min(1),
  title: z.string(),
  mediaType: z.string(),
  metadata,
  accessLabels: z.array(z.string()),
  contentHash: hash,
  loader: z.object({ id: z.string(), version: z.string() }),
  settingsFingerprint: z.string(),
  addedAt: z.string(),
  language: z.string().exactOptional(),
  chunkingFingerprint: z.string().exactOptional(),
  source: z.string().exactOptional(),
  revision: z.string().exactOptional(),
  receipt,
  /** Language in which its words are analysed. */
  analyzedAs: z.string().regex(/^[A-Za-z0-9-]{2,35}$/),
  hasOriginal: z.boolean(),
});

const pieceRecords = [
  z.object({ record: z.literal("text"), text: z.string() }),
  z.object({ record: z.literal("elements"), elements: z.array(element) }),
  z.object({ record: z.literal("locations"), locations: z.array(z.object({ span, location })) }),
  z.object({ record: z.literal("chunks"), chunks: z.array(chunk) }),
  z.object({ record: z.literal("original"), bytes: base64 }),
] as const;

export const exportRecord = z.discriminatedUnion("record", [
  headerRecord,
  collectionRecord,
  sourceRecord,
  documentRecord,
  ...pieceRecords,
  z.object({ record: z.literal("document-end") }),
  z.object({ record: z.literal("end"), records: count, sha256: hash }),
]);

/** The part of a header that distinguishes an export of another version from a file that is not an export. */
export const versionedHeader = z.object({
  format: z.literal(EXPORT_FORMAT),
  version: z.number(),
  writtenBy: z.string().max(40).optional().catch(undefined),
});

export type ExportRecord = z.infer<typeof exportRecord>;
/** Record to write; all of its properties are read-only. */
export type RecordToWrite = Unchanged<ExportRecord>;
type Unchanged<T> = T extends readonly (infer Item)[]
  ? readonly Unchanged<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Unchanged<T[Key]> }
    : T;
export type ExportHeader = z.infer<typeof headerRecord>;
export type ExportedCollection = z.infer<typeof collectionRecord>;
export type ExportedSummary = z.infer<typeof documentRecord>;
export type ExportedChunk = z.infer<typeof chunk>;
