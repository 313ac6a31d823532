import type { Span } from "../../../../core/index.ts";
import type { EntityTokens } from "./is-plausible.ts";
import { beginLabel, insideLabel, isBegin, labelCount, OUTSIDE, sequenceTypes, typeOfLabel } from "./labels.ts";
import { scoreForm } from "./score-form.ts";
import type { TokenRange } from "./score-labels.ts";
import type { Tokens } from "./split-tokens.ts";

/** An entity that the sequence model found. */
export interface SequenceEntity {
  readonly span: Span;
  readonly type: string;
  /** Mean probability of its tokens to belong to its kind, less what its form leaves in doubt, from 0 to 1. */
  readonly score: number;
}

/** The tokens of a text with their classes, and the first token of a chain among them. */
export interface ChainPlace {
  readonly tokens: Tokens;
  readonly classes: Int32Array;
  readonly offset: number;
}

/** Yields the entities that labels mark, but those that cannot be any by their form. */
export function* readEntities(
  labels: Uint8Array,
  marginals: Float64Array,
  place: ChainPlace,
): Iterable<SequenceEntity> {
  for (let first = 0; first < labels.length; first++) {
    const label = labels[first] ?? OUTSIDE;
    if (label === OUTSIDE) continue;
    let last = first;
    while (isContinued(labels[last + 1], label)) last++;
    const range = { start: first, end: last + 1 };
    const entity = readEntity(range, typeOfLabel(label), marginals, place);
    const share = scoreForm(entity.type, tokensOf(range, place));
    if (share > 0) yield { ...entity, score: entity.score * share };
    first = last;
  }
}

const isContinued = (next: number | undefined, label: number): boolean =>
  next !== undefined && next !== OUTSIDE && !isBegin(next) && typeOfLabel(next) === typeOfLabel(label);

function readEntity(
  { start, end }: TokenRange,
  type: number,
  marginals: Float64Array,
  { tokens, offset }: ChainPlace,
): SequenceEntity {
  const probability = (token: number, label: number) => marginals[token * labelCount + label] ?? 0;
  let sum = 0;
  for (let token = start; token < end; token++)
    sum += probability(token, beginLabel(type)) + probability(token, insideLabel(type));
  const last = offset + end - 1;
  const span = {
    start: tokens.starts[offset + start] ?? 0,
    end: (tokens.starts[last] ?? 0) + (tokens.texts[last] ?? "").length,
  };
  return { span, type: sequenceTypes[type] ?? "", score: Math.min(1, sum / (end - start)) };
}

function tokensOf({ start, end }: TokenRange, { tokens, classes, offset }: ChainPlace): EntityTokens {
  const [from, to] = [offset + start, offset + end];
  return { texts: tokens.texts.slice(from, to), classes: classes.subarray(from, to) };
}
