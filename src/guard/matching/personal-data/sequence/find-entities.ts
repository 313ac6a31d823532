import { computeProbabilities } from "./chain-probabilities.ts";
import { chainsOf, uncertainParts } from "./cut-chains.ts";
import { extractFeatures } from "./extract-features.ts";
import { findBestLabels } from "./find-best-labels.ts";
import type { Gazetteers } from "./gazetteers.ts";
import { labelCount, OUTSIDE } from "./labels.ts";
import { readEntities, type SequenceEntity } from "./read-entities.ts";
import { type SequenceWeights, scoreLabels } from "./score-labels.ts";
import { splitTokens } from "./split-tokens.ts";

/** A trained sequence model. */
export interface SequenceModel {
  readonly gazetteers: Gazetteers;
  readonly weights: SequenceWeights;
}

/**
 * Recall counts more than precision: what stays is published. Labels outside entities lose this much
 * before the best path is chosen.
 */
const OUTSIDE_LOSS = 1;
/**
 * Finds names, places, organisations and what else the model knows, in the order of the text, without overlaps. Time
 * and memory grow in proportion to the text.
 */
export function findEntities(text: string, { gazetteers, weights }: SequenceModel): readonly SequenceEntity[] {
  const tokens = splitTokens(text);
  const classes = gazetteers.classesOf(tokens.texts);
  const features = extractFeatures(tokens.texts, classes);
  const entities: SequenceEntity[] = [];
  for (const chain of chainsOf(tokens.texts)) {
    const scores = scoreLabels(features, weights, chain);
    for (let at = 0; at < scores.length; at += labelCount) scores[at] = (scores[at] ?? 0) - OUTSIDE_LOSS;
    for (const part of uncertainParts(scores)) {
      const own = scores.subarray(part.start * labelCount, part.end * labelCount);
      const labels = findBestLabels(own, weights.transitions);
      if (labels.every((label) => label === OUTSIDE)) continue;
      const { marginals } = computeProbabilities(own, weights.steps);
      const place = { tokens, classes, offset: chain.start + part.start };
      for (const entity of readEntities(labels, marginals, place)) entities.push(entity);
    }
  }
  return entities;
}
