import type { Chunk, Duplicate, Span, WorkBudget } from "../../../core/index.ts";
import { duplicateKey } from "./duplicate-key.ts";
import type { FoldedHit, TitledChunk } from "./folded-hit.ts";
import { isBetterCopy, joinWords, quotedWords } from "./is-better-copy.ts";
import { isNearEqual } from "./is-near-equal.ts";
import { type PassageWords, readPassage, readWords } from "./read-words.ts";

/** Maximum number of blank characters between neighbours: a line end and an empty line. */
const MAX_GAP = 8;
/** Maximum distance between the ranks of two neighbours that are joined. Both would be shown anyway. */
const MAX_RANK_DISTANCE = 10;
/** Length from which two equal texts are duplicates even if only one has headings. */
const LONG_CHARACTERS = 200;
/** Number of chunks of a group, the best ones, that another chunk is compared with to find near duplicates. */
const MAX_COMPARED = 8;

/**
 * Steps of work for each chunk, and characters for each further step: its words are put into a key. Measured were 7 µs
 * for 250 characters and 23 µs for 1,500.
 */
const STEPS_PER_CHUNK = 30;
const KEY_CHARACTERS_PER_STEP = 6;
/** Number of characters of two compared texts that are read in one step. */
const CHARACTERS_PER_STEP = 20;
/** Steps to compare two signatures. */
const STEPS_PER_SIGNATURE = 4;

/** Limits of folding. */
export interface FoldBounds {
  /** Maximum number of hits. */
  readonly limit: number;
  /** Maximum length of a joined span, in UTF-16 code units; 0 joins nothing. */
  readonly maxJoinedCharacters: number;
  /** Words of the question, in lower case: texts that differ in one of them stay apart. */
  readonly questionWords: ReadonlySet<string>;
  /** Returns true if two documents, by id, are near duplicates. */
  areAlike(one: string, other: string): boolean;
  /**
   * Steps that folding may take. They grow with the chunks, not with the sizes of the groups. No chunk is added beyond
   * them.
   */
  readonly work: WorkBudget;
}

/** Hits that grow while further chunks are folded into them. */
export interface Folding {
  /** Number of hits so far. */
  readonly size: number;
  /** Whether the steps ended before all chunks were folded. */
  readonly isCut: boolean;
  /** Whether no further chunk is added: the limit is reached, or the steps have ended. */
  readonly hasEnded: boolean;
  /** Folds the chunks that follow, best first. Adding them in parts or all at once gives the same hits. */
  add(chunks: readonly TitledChunk[]): void;
  /** Returns at most `limit` hits in the order of their best chunk, no two of which share a chunk. */
  hits(): readonly FoldedHit[];
}

/**
 * Starts to fold chunks that show the same place or the same text into the better one, until `limit` hits are full.
 *
 * - Neighbours: chunks of one document under the same headings whose spans touch or overlap, at most 10 ranks apart,
 *   become one span of at most `maxJoinedCharacters`.
 * - Duplicates: chunks with the same words in the same order (see `duplicateKey`); and, in
 *   near-duplicate documents, chunks that differ in an ordinary word here and there (see `isNearEqual`)
 *   from one of the eight best chunks of a hit.
 * - Quotes: a chunk that quotes a mail, and the mail itself. The mail is shown, at the rank of the better one.
 *
 * Of equal texts, a file by itself is shown before a member of a container, at the rank of the better one.
 */
export function startFolding(bounds: FoldBounds): Folding {
  const groups: Group[] = [];
  const groupsByKey = new Map<string, Group>();
  let rank = 0;
  let isSpent = false;
  let isFull = false;
  let isCut = false;

  const spend = (steps: number) => {
    isSpent ||= !bounds.work.trySpend(steps);
  };

  const findSimilar = (candidate: Candidate) =>
    groups.find((group) => !isSpent && isQuotedBy(group, candidate, spend)) ??
    groups.find((group) => !isSpent && isNearDuplicate(group, candidate, bounds, spend));

  const add = (titled: TitledChunk) => {
    spend(STEPS_PER_CHUNK + titled.chunk.text.length / KEY_CHARACTERS_PER_STEP);
    const candidate = readCandidate(titled, rank);
    const key = duplicateKey(titled.chunk, titled.title);
    const equal = groupsByKey.get(key);
    const duplicated = equal ?? findSimilar(candidate);
    // Hits that were not fully compared might be shown twice.
    if (isSpent && equal === undefined && groups.length > 0) {
      isCut = true;
      return;
    }

    const group = duplicated ?? groups.find((other) => isNeighbour(other, candidate, bounds));
    if (group === undefined) {
      startHit(key, candidate);
      return;
    }

    rank++;
    groupsByKey.set(key, group);
    if (duplicated === undefined) addNeighbour(group, candidate);
    else addDuplicate(group, candidate, equal !== undefined);
  };

  const startHit = (key: string, candidate: Candidate) => {
    if (groups.length === bounds.limit) {
      isFull = true;
      return;
    }

    rank++;
    const group = startGroup(candidate);
    groups.push(group);
    groupsByKey.set(key, group);
  };

  return {
    get size() {
      return groups.length;
    },
    get isCut() {
      return isCut;
    },
    get hasEnded() {
      return isFull || isCut;
    },
    add(chunks) {
      for (const titled of chunks) {
        if (isSpent && groups.length > 0) isCut = true;
        if (isFull || isCut) return;
        add(titled);
      }
    },
    hits: () => groups.map(hitOf),
  };
}

/** A chunk with what folding reads from its text, each at most once. */
interface Candidate extends TitledChunk {
  readonly rank: number;
  /** Words of a mail that the chunk quotes; undefined for any other text. */
  quoted(): string | undefined;
  words(): PassageWords;
  /** Words in lower case, joined, to find quoted words in. */
  joinedWords(): string;
}

function readCandidate(titled: TitledChunk, rank: number): Candidate {
  let words: PassageWords | undefined;
  let joined: string | undefined;
  let quoted: { readonly words: string | undefined } | undefined;
  const readOnce = () => {
    words ??= readPassage(titled.chunk.text);
    return words;
  };
  return {
    ...titled,
    rank,
    quoted() {
      quoted ??= { words: quotedWords(titled.chunk) };
      return quoted.words;
    },
    words: readOnce,
    joinedWords() {
      joined ??= joinWords(readOnce().written);
      return joined;
    },
  };
}

interface Group {
  /** The best chunk, from which the rank and the place of the group come. */
  readonly first: Candidate;
  /** The chunk that is shown. */
  best: Candidate;
  /** Chunks that another one is compared with to find near duplicates; at most `MAX_COMPARED`. */
  readonly compared: Candidate[];
  /** Ids of all chunks but the shown one, in the order in which they were folded. */
  readonly merged: string[];
  readonly duplicates: Duplicate[];
  /** Chunks that were shown before a better one, the latest last. */
  readonly replaced: Candidate[];
  span: Span;
}

function startGroup(candidate: Candidate): Group {
  return {
    first: candidate,
    best: candidate,
    compared: [candidate],
    merged: [],
    duplicates: [],
    replaced: [],
    span: candidate.chunk.span,
  };
}

function hitOf({ best, span, merged, duplicates, replaced }: Group): FoldedHit {
  const earlier = replaced.toReversed();
  return {
    chunk: best.chunk,
    span,
    merged: [...earlier.map(({ chunk }) => chunk.id), ...merged],
    duplicates: [...earlier.map(asDuplicate), ...duplicates],
  };
}

/** Tests whether either the group's chunk or the other one quotes the other, in two documents. */
function isQuotedBy({ best }: Group, other: Candidate, spend: (steps: number) => void): boolean {
  if (best.chunk.documentId === other.chunk.documentId) return false;
  const [quote, original] = best.quoted() === undefined ? [other, best] : [best, other];
  const quotedByOne = quote.quoted();
  if (quotedByOne === undefined || original.quoted() !== undefined) return false;
  spend(1 + original.chunk.text.length / CHARACTERS_PER_STEP);
  return original.joinedWords().includes(quotedByOne);
}

function addNeighbour(group: Group, added: Candidate): void {
  group.span = join(group.span, added.chunk.span);
  addChunk(group, added);
}

function addChunk(group: Group, added: Candidate): void {
  group.merged.push(added.chunk.id);
  if (group.compared.length < MAX_COMPARED) group.compared.push(added);
}

/** Adds a duplicate to a group. It is shown in place of the chunk so far if it is the better one. */
function addDuplicate(group: Group, added: Candidate, isEqual: boolean): void {
  const { best } = group;
  const isOriginal = best.quoted() !== undefined && added.quoted() === undefined;
  // A hit that was joined with its neighbours shows more than the copy would.
  const isAlone = group.span.start === best.chunk.span.start && group.span.end === best.chunk.span.end;
  if (isAlone && (isOriginal || (isEqual && isBetterCopy(added, best)))) {
    group.replaced.push(best);
    group.span = added.chunk.span;
    group.best = added;
    if (group.compared.length < MAX_COMPARED) group.compared.push(added);
    return;
  }
  group.duplicates.push(asDuplicate(added));
  addChunk(group, added);
}

function asDuplicate({ chunk, uri }: TitledChunk): Duplicate {
  return { documentId: chunk.documentId, uri, span: chunk.span };
}

function isNearDuplicate(
  { compared }: Group,
  candidate: Candidate,
  { areAlike, questionWords }: FoldBounds,
  spend: (steps: number) => void,
): boolean {
  const { chunk } = candidate;
  return compared.some((other) => {
    if (other.chunk.documentId === chunk.documentId) return false;
    spend(STEPS_PER_SIGNATURE);
    if (!areAlike(other.chunk.documentId, chunk.documentId)) return false;
    spend((other.chunk.text.length + chunk.text.length) / CHARACTERS_PER_STEP);
    return haveSameHeadings(other.chunk, chunk) && isNearEqual(other.words(), candidate.words(), questionWords, spend);
  });
}

/** Returns true for headings with the same words, and for a long text also if one of the two has no headings. */
function haveSameHeadings(one: Chunk, other: Chunk): boolean {
  const [left, right] = [one, other].map(({ headingPath }) => readWords(headingPath.join(" ")).join(" ").toLowerCase());
  if (left === right) return true;
  return (left === "" || right === "") && Math.min(one.text.length, other.text.length) >= LONG_CHARACTERS;
}

function isNeighbour(
  { first, best, span }: Group,
  { chunk, rank }: Candidate,
  { maxJoinedCharacters }: FoldBounds,
): boolean {
  if (best.chunk.documentId !== chunk.documentId || rank - first.rank > MAX_RANK_DISTANCE) return false;
  const gap = Math.max(span.start, chunk.span.start) - Math.min(span.end, chunk.span.end);
  const joined = join(span, chunk.span);
  if (gap > MAX_GAP || joined.end - joined.start > maxJoinedCharacters) return false;
  return best.chunk.headingPath.join("\n") === chunk.headingPath.join("\n");
}

function join(a: Span, b: Span): Span {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}
