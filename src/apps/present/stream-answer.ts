import type { Answer, LydianEvent } from "../../core/index.ts";
import { marksOf } from "./mark-sentence.ts";
import { type WrittenAnswer, writeAnswer } from "./write-answer.ts";

type CheckedSentence = Pick<
  Extract<LydianEvent, { readonly type: "sentence-checked" }>,
  "text" | "layout" | "verdict" | "why" | "citations"
>;

const WITHDRAWN = "\n\nWhat stands above is withdrawn.\n\n";

/** An answer as text, bit by bit: all bits together are the text. */
export interface AnswerStream {
  /** The next bit, of a sentence that was checked. */
  sentence(checked: CheckedSentence): string;
  /** The last bit, and the whole; `cited` counts in all that was written. */
  finish(answer: Answer): { readonly rest: string; readonly written: WrittenAnswer };
}

/**
 * Writes sentences as they are found good, in the words of `writeAnswer`. Where the answer does not begin with them after all, they are
 * withdrawn, and the answer follows.
 */
export function streamAnswer(): AnswerStream {
  let sent = "";
  let previous: CheckedSentence["layout"] | undefined;
  /** Numbered as a reader meets them, as in the answer. */
  const numbers = new Map<number, number>();
  return {
    sentence(checked) {
      const { text, layout, citations } = checked;
      for (const { passage } of citations) if (!numbers.has(passage)) numbers.set(passage, numbers.size + 1);
      const marks = marksOf(
        checked,
        citations.flatMap(({ passage }) => numbers.get(passage) ?? []),
      );
      const between = previous === undefined ? "" : previous === "line" || layout === "line" ? "\n" : " ";
      const bit = `${between}${text}${marks}`;
      previous = layout;
      sent += bit;
      return bit;
    },
    finish(answer) {
      const written = writeAnswer(answer);
      if (written.text.startsWith(sent)) return { rest: written.text.slice(sent.length), written };
      const before = sent.length + WITHDRAWN.length;
      const cited = written.cited.map(({ span, number }) => ({
        span: { start: span.start + before, end: span.end + before },
        number,
      }));
      return { rest: WITHDRAWN + written.text, written: { text: sent + WITHDRAWN + written.text, cited } };
    },
  };
}
