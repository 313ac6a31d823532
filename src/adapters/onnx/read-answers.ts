import type { AnswerSpan } from "../../core/index.ts";
import type { PairWindow } from "./encode-pair.ts";

/** Longer runs of tokens are no answer but a passage. */
const LONGEST_ANSWER_TOKENS = 30;
const MOST_ANSWERS = 4;

/**
 * The spans of a window's text that answer, best first, no two of which overlap. A span's score is that of its first
 * token as a start and of its last as an end, above those of the input's first token, which stand for "no answer".
 *
 * @param logits  two numbers a token of the input: as a start, and as an end
 */
export function readAnswers(logits: Float32Array, window: PairWindow): readonly AnswerSpan[] {
  const { textFrom, spans = [] } = window;
  const startAt = (token: number) => logits[2 * (textFrom + token)] ?? Number.NEGATIVE_INFINITY;
  const endAt = (token: number) => logits[2 * (textFrom + token) + 1] ?? Number.NEGATIVE_INFINITY;
  const none = (logits[0] ?? 0) + (logits[1] ?? 0);
  const found = spans.flatMap(({ start }, first): AnswerSpan[] => {
    let last = first;
    for (let token = first; token < Math.min(spans.length, first + LONGEST_ANSWER_TOKENS); token++) {
      if (endAt(token) > endAt(last)) last = token;
    }
    const end = spans[last]?.end;
    const score = startAt(first) + endAt(last) - none;
    return end === undefined || !Number.isFinite(score) ? [] : [{ span: { start, end }, score }];
  });
  return chooseAnswers(found);
}

/** The best of several windows' answers; equal scores in the order of the text. */
export function chooseAnswers(found: readonly AnswerSpan[]): readonly AnswerSpan[] {
  const chosen: AnswerSpan[] = [];
  for (const answer of [...found].sort((a, b) => b.score - a.score || a.span.start - b.span.start)) {
    if (chosen.length === MOST_ANSWERS) break;
    if (!chosen.some(({ span }) => span.start < answer.span.end && answer.span.start < span.end)) chosen.push(answer);
  }
  return chosen;
}
