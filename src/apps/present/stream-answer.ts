import type { Answer, LydianEvent } from "../../core/index.ts";
import { claimNote, createSourceNumbers } from "./claim-note.ts";
import { type WrittenAnswer, writeAnswer, writeMarks } from "./write-answer.ts";

type CheckedSentence = Pick<
  Extract<LydianEvent, { readonly type: "sentence-checked" }>,
  "text" | "layout" | "verdict" | "why" | "citations"
>;

const WITHDRAWN = "\n\nThe text above is withdrawn.\n\n";

/** An answer as text, piece by piece; all pieces together are the whole text. */
export interface AnswerStream {
  /** Returns the next piece: a sentence that was checked. */
  sentence(checked: CheckedSentence): string;
  /** Returns the last piece and the whole text. */
  finish(answer: Answer): StreamEnd;
}

interface StreamEnd {
  readonly rest: string;
  /** Answer as text. The spans of `cited` count in the whole streamed text. */
  readonly written: WrittenAnswer;
}

/**
 * Writes sentences as soon as they are checked, in the words of `writeAnswer`. If the finished answer does not begin
 * with them, they are withdrawn, and the answer follows.
 */
export function streamAnswer(): AnswerStream {
  const numberOf = createSourceNumbers();
  let sent = "";
  let previous: CheckedSentence["layout"] | undefined;
  return {
    sentence(checked) {
      const { text, layout, citations } = checked;
      const numbers = [...new Set(citations.map(({ passage }) => numberOf(passage)))];
      const gap = previous === undefined ? "" : previous === "line" || layout === "line" ? "\n" : " ";
      const piece = `${gap}${text}${writeMarks({ numbers, note: claimNote(checked) })}`;
      previous = layout;
      sent += piece;
      return piece;
    },
    finish(answer) {
      const written = writeAnswer(answer);
      if (written.text.startsWith(sent)) return { rest: written.text.slice(sent.length), written };

      const offset = sent.length + WITHDRAWN.length;
      const cited = written.cited.map(({ span, number }) => ({
        span: { start: span.start + offset, end: span.end + offset },
        number,
      }));
      return { rest: WITHDRAWN + written.text, written: { text: sent + WITHDRAWN + written.text, cited } };
    },
  };
}
