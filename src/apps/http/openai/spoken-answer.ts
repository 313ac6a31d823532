import type { Answer, Usage } from "../../../core/index.ts";
import { type WrittenAnswer, writeAnswer } from "../../present/index.ts";

/** A citation in OpenAI's format: its span in the content, in UTF-16 code units, and the document. */
export interface UrlCitation {
  readonly start_index: number;
  readonly end_index: number;
  readonly title: string;
  readonly url: string;
}

/** An answer in OpenAI's format, with either content or a refusal. */
export interface SpokenAnswer {
  readonly content: string | null;
  /** Explanation if data was requested but the documents do not contain it; otherwise null. */
  readonly refusal: string | null;
  readonly citations: readonly UrlCitation[];
}

/**
 * Returns an answer as the fields of an API message.
 *
 * @param written  answer as text, if it was already written while it was streamed
 */
export function speakAnswer(
  answer: Answer,
  isData: boolean,
  written: WrittenAnswer = writeAnswer(answer),
): SpokenAnswer {
  if (!isData) return { content: written.text, refusal: null, citations: citationsOf(answer, written.cited) };
  if (answer.status === "abstained" || answer.data === undefined)
    return { content: null, refusal: refusalOf(answer, written), citations: [] };
  const content = JSON.stringify(answer.data.value);
  const all = { start: 0, end: content.length };
  const numbers = [...new Set(answer.citations.map(({ number }) => number))];
  return {
    content,
    refusal: null,
    citations: citationsOf(
      answer,
      numbers.map((number) => ({ span: all, number })),
    ),
  };
}

/** Explains why there is no data. If only the schema was not met, the answer is sent as text. */
function refusalOf(answer: Answer, { text }: WrittenAnswer): string {
  return answer.status === "abstained" ? text : `There is no data in this format, only text: ${text}`;
}

function citationsOf({ passages }: Answer, cited: WrittenAnswer["cited"]): readonly UrlCitation[] {
  return cited.flatMap(({ span, number }) => {
    const hit = passages.find((passage) => passage.number === number)?.hit;
    return hit === undefined ? [] : [{ start_index: span.start, end_index: span.end, title: hit.title, url: hit.uri }];
  });
}

/** Counts the tokens read and written; without a language model, those of the passages. */
export function countTokens({ usage }: { readonly usage: Usage }) {
  const { inputTokens = usage.contextTokens, outputTokens = 0, reasoningTokens = 0 } = usage;
  return { input: inputTokens, output: outputTokens, reasoning: reasoningTokens, total: inputTokens + outputTokens };
}
