import type { ChunkDraft } from "./ports/chunker.ts";

/** Drafts as numbers, and their different heading paths. */
export interface PackedDrafts {
  readonly numbers: Int32Array<ArrayBuffer>;
  readonly paths: readonly (readonly string[])[];
}

/** Numbers that describe one draft: start and end of its span, its tokens, and the index of its heading path. */
const NUMBERS_PER_DRAFT = 4;

/** Packs drafts into numbers and the different heading paths. Neighbours with the same path share one. */
export function packDrafts(drafts: readonly ChunkDraft[]): PackedDrafts {
  const numbers = new Int32Array(drafts.length * NUMBERS_PER_DRAFT);
  const paths: (readonly string[])[] = [];
  let next = 0;
  for (const { span, tokens, headingPath } of drafts) {
    if (!isSamePath(headingPath, paths.at(-1))) paths.push(headingPath);
    numbers[next++] = span.start;
    numbers[next++] = span.end;
    numbers[next++] = tokens;
    numbers[next++] = paths.length - 1;
  }
  return { numbers, paths };
}

/** Returns the drafts that `packDrafts` packed. */
export function unpackDrafts({ numbers, paths }: PackedDrafts): readonly ChunkDraft[] {
  const drafts: ChunkDraft[] = [];
  for (let next = 0; next < numbers.length; next += NUMBERS_PER_DRAFT) {
    const span = { start: numbers[next] ?? 0, end: numbers[next + 1] ?? 0 };
    drafts.push({ span, headingPath: paths[numbers[next + 3] ?? 0] ?? [], tokens: numbers[next + 2] ?? 0 });
  }
  return drafts;
}

function isSamePath(path: readonly string[], other: readonly string[] | undefined): boolean {
  return path.length === other?.length && path.every((title, index) => title === other[index]);
}
