import { append, type ChunkerServices, InvalidArgumentError, unitVector } from "../../../core/index.ts";
import type { Unit } from "./section-units.ts";

/** Similarity of units that are only cut apart if the budget requires it: higher than two texts can reach. */
export const INSEPARABLE = 2;

/** Number of units on either side of a gap whose meaning is compared. */
const WINDOW = 3;
/** Number of texts in one call of the embedder. A stop waits for one call, not for a whole document. */
const BATCH_TEXTS = 64;
/** Maximum length of an embedded text: more than any embedder reads of a long table. */
const MAX_TEXT_CHARACTERS = 8_000;

export interface ComparedSections {
  readonly sections: readonly (readonly Unit[])[];
  readonly services: ChunkerServices;
}

/**
 * Measures how alike the texts before and after each unit's beginning are, section by section.
 *
 * @returns one number for each unit of each section, from -1 to 1, or `INSEPARABLE` for its first and continuations
 * @throws {InvalidArgumentError} if there is no embedder
 */
export async function compareUnits(
  text: string,
  { sections, services }: ComparedSections,
  signal: AbortSignal,
): Promise<readonly (readonly number[])[]> {
  const texts = sections.map((units) => textsToCompare(text, units));
  const vectors = await embedAll(texts.flat(), services, signal);
  let done = 0;
  return sections.map((units, index) => {
    const count = texts[index]?.length ?? 0;
    const gaps = gapSimilarities(vectors.slice(done, done + count), WINDOW);
    done += count;
    return spreadGaps(units, gaps);
  });
}

/** Returns each unit with its continuations; nothing if there is no gap to compare. */
function textsToCompare(text: string, units: readonly Unit[]): readonly string[] {
  const starts = units.flatMap((unit, index) => (unit.isContinuation ? [] : [index]));
  if (starts.length < 2) return [];
  return starts.map((start, at) => {
    const last = units[(starts[at + 1] ?? units.length) - 1];
    const from = units[start]?.span.start ?? 0;
    return text.slice(from, Math.min(last?.span.end ?? from, from + MAX_TEXT_CHARACTERS));
  });
}

function spreadGaps(units: readonly Unit[], gaps: readonly number[]): readonly number[] {
  let next = -1;
  return units.map(({ isContinuation }) => {
    if (isContinuation) return INSEPARABLE;
    next++;
    return gaps[next - 1] ?? INSEPARABLE;
  });
}

async function embedAll(
  texts: readonly string[],
  services: ChunkerServices,
  signal: AbortSignal,
): Promise<readonly Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let start = 0; start < texts.length; start += BATCH_TEXTS) {
    signal.throwIfAborted();
    if (services.embed === undefined) throw new InvalidArgumentError("The semantic chunker needs an embedder.");
    append(vectors, await services.embed(texts.slice(start, start + BATCH_TEXTS), signal));
  }
  return vectors;
}

/**
 * Measures how alike the texts on both sides of each gap are: the cosine of the mean vectors of up to `window` units on
 * either side.
 *
 * @param vectors  one for each unit, in reading order
 * @returns        one for each gap, from -1 to 1, beginning with the gap after the first unit
 */
function gapSimilarities(vectors: readonly Float32Array[], window: number): readonly number[] {
  return vectors.slice(1).map((_, gap) => {
    const before = meanDirection(vectors.slice(Math.max(0, gap + 1 - window), gap + 1));
    const after = meanDirection(vectors.slice(gap + 1, gap + 1 + window));
    return before.reduce((sum, value, index) => sum + value * (after[index] ?? 0), 0);
  });
}

function meanDirection(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) {
    for (let index = 0; index < sum.length; index++) sum[index] = (sum[index] ?? 0) + (vector[index] ?? 0);
  }
  return unitVector(sum);
}
