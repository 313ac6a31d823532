import type { Chunk, DocumentSummary } from "../../../core/index.ts";
import { foldName } from "./read-name.ts";

/** Id of the loader whose documents have the names of declarations as headings. */
const SOURCE_CODE_LOADER = "source-code";
/**
 * Matches the address of a test by the customs of common languages: `seal.test.ts`, `seal_test.go`, `test_seal.py`,
 * `tests/`.
 */
const testFile = /[/\\](?:tests?|__tests__|specs?)[/\\]|[._-](?:test|spec)\.\w+$|[/\\]test_[^/\\]*$/i;

/** A chunk with the document that it belongs to. */
export interface DocumentChunk {
  readonly chunk: Chunk;
  readonly document: Pick<DocumentSummary, "loader" | "uri">;
}

/**
 * Selects the chunks of source code that define a name. A definition in a test counts only if there is no other. Of
 * these, definitions in another spelling count only if there is none exactly as written.
 */
export function selectDefinitions(name: string, candidates: readonly DocumentChunk[]): readonly Chunk[] {
  const named = candidates.filter(
    ({ chunk, document }) => document.loader.id === SOURCE_CODE_LOADER && isNameAmong(chunk.headingPath, name),
  );
  const untested = prefer(named, ({ document }) => !testFile.test(document.uri));
  const exact = prefer(untested, ({ chunk }) => hasName(chunk.headingPath, (other) => other === name));
  const chunks = exact.map(({ chunk }) => chunk);

  const declares = ({ headingPath }: Chunk): boolean => isNameAmong(headingPath.slice(-1), name);
  const declaring = new Set(chunks.filter(declares).map(({ documentId }) => documentId));
  // The beginning of a class shares the chunk of its first member.
  return chunks.filter((chunk) => (declaring.has(chunk.documentId) ? declares(chunk) : isFirst(chunk, chunks)));
}

/** Returns whether headings of source code have a name in any spelling. */
export function isNameAmong(headings: readonly string[], name: string): boolean {
  const folded = foldName(name);
  return hasName(headings, (other) => foldName(other) === folded);
}

/**
 * Returns whether headings of source code have a name that matches. A heading lists names; `a.b` and `a::b` define `b`.
 */
function hasName(headings: readonly string[], matches: (name: string) => boolean): boolean {
  const names = headings.flatMap((heading) => heading.split(", "));
  return names.some((name) => matches(name.slice(Math.max(name.lastIndexOf("."), name.lastIndexOf(":")) + 1)));
}

/** Returns the items that a test accepts; all items if it accepts none. */
function prefer<T>(items: readonly T[], accepts: (item: T) => boolean): readonly T[] {
  const accepted = items.filter(accepts);
  return accepted.length > 0 ? accepted : items;
}

/** Returns whether no other chunk of the same document comes before this one. */
function isFirst({ documentId, span }: Chunk, chunks: readonly Chunk[]): boolean {
  return !chunks.some((other) => other.documentId === documentId && other.span.start < span.start);
}
