import type { Answer, Listener } from "../../core/index.ts";
import { renderFlag } from "./render/render-flag.ts";
import { sanitizeText } from "./render/sanitize-text.ts";
import { wrapText } from "./render/wrap-text.ts";
import type { Output } from "./terminal.ts";

export interface ShownSentences {
  readonly listener: Listener;
  /** Whether exactly the sentences of this answer were shown. */
  areThoseOf(answer: Answer): boolean;
}

/** Prints each sentence of an answer as soon as it was found good, with the numbers that its sources will have. */
export function showSentences(output: Output): ShownSentences {
  const shown: string[] = [];
  const numbers = new Map<number, number>();
  const numberOf = (passage: number) => {
    const number = numbers.get(passage) ?? numbers.size + 1;
    numbers.set(passage, number);
    return number;
  };
  return {
    listener: (event) => {
      if (event.type !== "sentence-checked") return;
      shown.push(event.text);
      const marks = [...new Set(event.citations.map(({ passage }) => numberOf(passage)))];
      const marked = marks.map((number) => ` ${output.colors.cyan(`[${number}]`)}`).join("");
      const flag = renderFlag(event, output.colors);
      output.line(wrapText(`${sanitizeText(event.text)}${marked}${flag}`, output.columns));
    },
    areThoseOf: (answer) =>
      answer.status === "grounded" &&
      answer.claims.length === shown.length &&
      answer.claims.every(({ span }, index) => answer.text.slice(span.start, span.end) === shown[index]),
  };
}
