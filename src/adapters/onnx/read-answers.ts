import type { AnswerSpan } from "../../core/index.ts";
import type { PairWindow } from "./encode-pair.ts";

/** Maximum length of an answer in tokens. A longer one is a passage, not an answer. */
const MAX_ANSWER_TOKENS = 30;
const MAX_ANSWERS = 4;

/**
 * Returns the spans of a window's text that may answer the question, best first, without overlaps.
 *
 * The score of a span is the start logit of its first token plus the end logit of its last one. The two logits of the
 * input's first token stand for "no answer" and are subtracted.
 *
 * @param logits  two numbers for each token of the input: as a start, and as an end
 */
export function readAnswers(logits: Float32Array, window: PairWindow): readonly AnswerSpan[] {
  const { textFrom, spans = [] } = window;
  const startAt = (token: number) => logits[2 * (textFrom + token)] ?? Number.NEGATIVE_INFINITY;
  const endAt = (token: number) => logits[2 * (textFrom + token) + 1] ?? Number.NEGATIVE_INFINITY;
  const noAnswer = (logits[0] ?? 0) + (logits[1] ?? 0);

  const candidates = spans.flatMap(({ start }, first): AnswerSpan[] => {
    let last = first;
    for (let token = first; token < Math.min(spans.length, first + MAX_ANSWER_TOKENS); token++) {
      if (endAt(token) > endAt(last)) last = token;
    }
    const end = spans[last]?.end;
    const score = startAt(first) + endAt(last) - noAnswer;
    return end === undefined || !Number.isFinite(score) ? [] : [{ span: { start, end }, score }];
  });
  return chooseAnswers(candidates);
}

/** Returns the best answers without overlaps, at most 4. Equal scores are in the order of the text. */
export function chooseAnswers(candidates: readonly AnswerSpan[]): readonly AnswerSpan[] {
  const answers: AnswerSpan[] = [];
  for (const answer of [...candidates].sort((a, b) => b.score - a.score || a.span.start - b.span.start)) {
    if (answers.length === MAX_ANSWERS) break;
    if (!answers.some(({ span }) => span.start < answer.span.end && answer.span.start < span.end)) answers.push(answer);
  }
  return answers;
}
