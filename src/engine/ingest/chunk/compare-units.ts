import { type ChunkerServices, InvalidArgumentError } from "../../../core/index.ts";
import { gapSimilarities } from "./gap-similarities.ts";
import type { Unit } from "./section-units.ts";

/** More than two texts can be alike: not to be cut, unless the budget asks for it. */
export const INSEPARABLE = 2;

/** Units on either side of a gap whose meaning is compared. */
const WINDOW = 3;
/** So that a stop does not wait for a whole document. */
const TEXTS_AT_ONCE = 64;
/** More than any embedder reads of a long table. */
const LONGEST_TEXT = 8_000;

/**
 * How alike the text before and after each unit's beginning is, section by section.
 *
 * @returns for each section one number a unit, from -1 to 1: `INSEPARABLE` for its first and for continuations
 * @throws {InvalidArgumentError} if there is no embedder
 */
export async function compareUnits(
  text: string,
  { sections, services }: { readonly sections: readonly (readonly Unit[])[]; readonly services: ChunkerServices },
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

/** Each unit with its continuations; nothing where there is no gap to compare. */
function textsToCompare(text: string, units: readonly Unit[]): readonly string[] {
  const starts = units.flatMap((unit, index) => (unit.isContinuation ? [] : [index]));
  if (starts.length < 2) return [];
  return starts.map((start, at) => {
    const last = units[(starts[at + 1] ?? units.length) - 1];
    const from = units[start]?.span.start ?? 0;
    return text.slice(from, Math.min(last?.span.end ?? from, from + LONGEST_TEXT));
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
  for (let start = 0; start < texts.length; start += TEXTS_AT_ONCE) {
    signal.throwIfAborted();
    if (services.embed === undefined) throw new InvalidArgumentError("The semantic chunker needs an embedder.");
    vectors.push(...(await services.embed(texts.slice(start, start + TEXTS_AT_ONCE), signal)));
  }
  return vectors;
}
