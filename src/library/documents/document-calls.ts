import type { Document, DocumentSummary, Filter, Warning } from "../../core/index.ts";
import type { CallGroup } from "../call/call-group.ts";
import type { ReadOptions, StopOptions } from "../call/call-options.ts";
import type { ListDocumentsOptions, OpenedOriginal, OriginalFile, RemoveOptions, RemoveReport } from "./documents.ts";
import type { Status } from "./status.ts";

/** Documents. */
export interface DocumentCalls {
  /**
   * Lists documents by URI, all or page by page.
   *
   * @example
   * const documents = await lydian.list({ where: "year = 2025", limit: 10 });
   * for (const { title } of documents) console.log(title); // Cancellations (2025)
   */
  list(options?: ListDocumentsOptions): Promise<readonly DocumentSummary[]>;

  /**
   * Warns of each condition of a filter that no document of the collection can satisfy: of unknown fields, with the
   * nearest ones, and of fields that never have a value of that type.
   *
   * @throws {InvalidFilterError} if it is not a filter
   *
   * @example
   * const [fault] = await lydian.checkFilter("autor = 'IT service'");
   * console.log(fault?.message); // No document has the field "autor" of the filter. Did you mean "author"? …
   */
  checkFilter(where: string | Filter, options?: ReadOptions): Promise<readonly Warning[]>;

  /**
   * Reads a document by id or URI, or by a file's path or the end of one if only one document matches.
   *
   * @example
   * const document = await lydian.read("hygiene.md");
   * console.log(document?.title); // Hygiene plan
   */
  read(document: string, options?: ReadOptions): Promise<Document | undefined>;

  /**
   * Reads the bytes that a document was read from. Undefined if there is no such document
   * or its original was not stored.
   *
   * @param document  as for `read`
   *
   * @example
   * const original = await lydian.original("price-list.pdf");
   * console.log(original?.bytes.length); // 4248
   */
  original(document: string, options?: ReadOptions): Promise<OriginalFile | undefined>;

  /**
   * Reads the same bytes piece by piece, for an original that should not be held in memory.
   *
   * @param document  as for `read`
   *
   * @example
   * const original = await lydian.openOriginal("price-list.pdf");
   * for await (const piece of original?.pieces ?? []) console.log(piece.length); // 4248
   */
  openOriginal(document: string, options?: ReadOptions): Promise<OpenedOriginal | undefined>;

  /**
   * Removes documents. A container goes with its members, by its own URI even if it is not a document itself. With
   * `purge`, no file of the store contains a word of what the collection has removed or replaced, now or before. So
   * `remove([], { purge: true })` purges what was removed before.
   *
   * @throws {StoreBusyError} from a purge while a reader holds an older state: the documents
   *         are removed, but not erased yet
   *
   * @example
   * const { removed, notFound } = await lydian.remove(["visitors-and-deliveries.html", "no-such.md"], { purge: true });
   * console.log(removed.length); // 1
   * console.log(notFound[0]); // no-such.md
   */
  remove(documents: string | readonly string[], options?: RemoveOptions): Promise<RemoveReport>;

  /**
   * Describes the store, and counts the contents of its collections.
   *
   * @example
   * const { collections } = await lydian.status();
   * for (const { name, documents, chunks } of collections) console.log(name, documents, chunks); // default 23 113
   */
  status(options?: StopOptions): Promise<Status>;
}

export const documentCalls: CallGroup<DocumentCalls> = {
  load: () => import("./index.ts"),
  names: ["list", "checkFilter", "read", "original", "openOriginal", "remove", "status"],
};
