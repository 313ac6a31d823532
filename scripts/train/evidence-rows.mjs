// Makes a row for each question and search mode: the evidence of the extractive answerer, which can be saved and
// weighed again.

import { measureEvidence } from "../../dist/engine/answer/abstain/measure-evidence.js";
import { chooseSentences } from "../../dist/engine/answer/extract/choose-sentences.js";
import { measureSpans } from "../../dist/engine/answer/extract/span-features.js";

/** Returns the part of the weighed evidence that the fitting needs. */
export function toRow(question, { mode, profile, scored }, passages) {
  return {
    ...question,
    mode,
    profile,
    passages: passages.map(({ number, hit }) => ({ number, hit: keepOfHit(hit) })),
    candidates: scored.map(({ candidate: { passage, span, text, kind, header }, features }) => ({
      candidate: { passage: passage.number, span, text, kind, header },
      features,
    })),
  };
}

function keepOfHit({ documentId, uri, title, rank, span, explanation, reading }) {
  const stages = explanation.stages.map(({ stage, score, rank: at }) => ({ stage, score, rank: at }));
  return { documentId, uri, title, rank, span, explanation: { stages }, reading };
}

/**
 * Returns a row with the reranker's features of each sentence, computed again from its readings of the passages.
 *
 * @param noiseBelow  passages of less relevance are left out, as the product does
 */
export function withSpans(row, noiseBelow) {
  const passages = row.passages.filter(({ hit }) => !(hit.reading?.relevance < noiseBelow));
  const byNumber = new Map(passages.map((passage) => [passage.number, passage]));
  const kept = row.candidates.filter(({ candidate }) => byNumber.has(candidate.passage));
  const placed = kept.map(({ candidate }) => ({ ...candidate, passage: byNumber.get(candidate.passage) }));
  const spans = measureSpans(placed);
  const candidates = kept.map((one, at) => ({ ...one, features: { ...one.features, ...spans?.[at] } }));
  return { ...row, passages, candidates };
}

/**
 * Orders a row's candidates by a ranking model, measures the evidence, and returns whether the shown answer is right.
 */
export function weighRow(row, ranking, maxSentences = 3) {
  const passages = row.passages;
  const byNumber = new Map(passages.map((passage) => [passage.number, passage]));
  const scored = withShares(
    row.candidates.map(({ candidate, features }) => ({
      candidate: { ...candidate, passage: byNumber.get(candidate.passage) },
      features,
      score: linear(ranking, features),
    })),
  );
  if (scored.length === 0) return { row, isRight: false };
  const { sentences } = chooseSentences(scored, row.profile, maxSentences);
  const shown = sentences.map(({ candidate }) => candidate.text).join(" ");
  return {
    row,
    shownSentences: sentences.length,
    isRight: holdsGold(shown, row.gold),
    evidence: measureEvidence(row.profile, scored, passages),
  };
}

function withShares(scored) {
  const best = Math.max(...scored.map(({ score }) => score));
  const total = scored.reduce((sum, { score }) => sum + Math.exp(score - best), 0);
  return scored
    .map((item) => ({ ...item, share: Math.exp(item.score - best) / total }))
    .sort((left, right) => right.score - left.score);
}

/** Returns intercept + Σ weight × value. */
export function linear({ intercept, weights }, features) {
  return Object.entries(weights).reduce((sum, [name, weight]) => sum + weight * (features[name] ?? 0), intercept);
}

/** Returns whether a text contains a gold answer, ignoring case and white space. */
export function holdsGold(text, gold) {
  return gold.some((answer) => plain(text).includes(plain(answer)));
}

function plain(text) {
  return text.toLowerCase().replace(/\s+/g, " ");
}
