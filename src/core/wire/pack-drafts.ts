import type { Sequence } from "../lists/sequence.ts";
import type { ChunkDraft } from "../ports/chunker.ts";

/** Chunks of a document as numbers, with their different heading paths. */
export interface DraftNumbers {
  readonly numbers: Int32Array<ArrayBuffer>;
  readonly paths: readonly (readonly string[])[];
}

/**
 * Numbers that describe one draft: start and end of its span, its tokens, the index of its heading
 * path, and whether it is prose.
 */
const NUMBERS_PER_DRAFT = 5;
/** Values of the last of these numbers. */
const [NOT_PROSE, PROSE, UNDECIDED] = [0, 1, 2];

/** Drafts that are created while they are read. */
export class PackedDrafts implements Sequence<ChunkDraft> {
  readonly #packed: DraftNumbers;

  constructor(packed: DraftNumbers) {
    this.#packed = packed;
  }

  get length(): number {
    return this.#packed.numbers.length / NUMBERS_PER_DRAFT;
  }

  *[Symbol.iterator](): Generator<ChunkDraft> {
    const { numbers, paths } = this.#packed;
    for (let next = 0; next < numbers.length; next += NUMBERS_PER_DRAFT) {
      const span = { start: numbers[next] ?? 0, end: numbers[next + 1] ?? 0 };
      const prose = numbers[next + 4];
      const draft = { span, headingPath: paths[numbers[next + 3] ?? 0] ?? [], tokens: numbers[next + 2] ?? 0 };
      yield prose === UNDECIDED ? draft : { ...draft, isProse: prose === PROSE };
    }
  }

  /** Returns the numbers themselves, not a copy. */
  pack(): DraftNumbers {
    return this.#packed;
  }
}

/** Packs drafts into numbers. Neighbours with the same heading path share one. Packed drafts stay as they are. */
export function packDrafts(drafts: Sequence<ChunkDraft>): DraftNumbers {
  if (drafts instanceof PackedDrafts) return drafts.pack();
  const numbers = new Int32Array(drafts.length * NUMBERS_PER_DRAFT);
  const paths: (readonly string[])[] = [];
  let next = 0;
  for (const { span, tokens, headingPath, isProse } of drafts) {
    if (!isSamePath(headingPath, paths.at(-1))) paths.push(headingPath);
    numbers[next++] = span.start;
    numbers[next++] = span.end;
    numbers[next++] = tokens;
    numbers[next++] = paths.length - 1;
    numbers[next++] = isProse === undefined ? UNDECIDED : isProse ? PROSE : NOT_PROSE;
  }
  return { numbers, paths };
}

function isSamePath(path: readonly string[], other: readonly string[] | undefined): boolean {
  return path.length === other?.length && path.every((title, index) => title === other[index]);
}
