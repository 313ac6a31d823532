import type { Answer, Usage } from "../../../index.ts";
import { type WrittenAnswer, writeAnswer } from "../../present/index.ts";

/** A citation in OpenAI's shape: where it stands in the content, in UTF-16 code units, and the document. */
export interface UrlCitation {
  readonly start_index: number;
  readonly end_index: number;
  readonly title: string;
  readonly url: string;
}

/** An answer as a client of OpenAI's API reads it: one of both is there. */
export interface SpokenAnswer {
  readonly content: string | null;
  /** Where data was wanted, and the documents do not say so much. */
  readonly refusal: string | null;
  readonly citations: readonly UrlCitation[];
}

export function speakAnswer(
  answer: Answer,
  { isData, written = writeAnswer(answer) }: { readonly isData: boolean; readonly written?: WrittenAnswer },
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

/** A language model that kept to no schema is no fault of the documents: what they say is told. */
function refusalOf(answer: Answer, { text }: WrittenAnswer): string {
  return answer.status === "abstained" ? text : `There is no data of this form, but sentences. ${text}`;
}

function citationsOf({ passages }: Answer, cited: WrittenAnswer["cited"]): readonly UrlCitation[] {
  return cited.flatMap(({ span, number }) => {
    const hit = passages.find((passage) => passage.number === number)?.hit;
    return hit === undefined ? [] : [{ start_index: span.start, end_index: span.end, title: hit.title, url: hit.uri }];
  });
}

/** What was read and written; without a language model, the passages that were read. */
export function countTokens({ usage }: { readonly usage: Usage }) {
  const { inputTokens = usage.contextTokens, outputTokens = 0, reasoningTokens = 0 } = usage;
  return { input: inputTokens, output: outputTokens, reasoning: reasoningTokens, total: inputTokens + outputTokens };
}
