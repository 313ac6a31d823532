import type { Answer, Listener } from "../../core/index.ts";
import { claimNote, createSourceNumbers, sanitizeText } from "../present/index.ts";
import { wrapText } from "./render/wrap-text.ts";
import type { Output } from "./terminal.ts";

export interface ShownSentences {
  readonly listener: Listener;
  /** Removes the remaining drafts, which are not in the answer. */
  end(): void;
  /** Returns whether exactly the sentences of this answer were shown. */
  areThoseOf(answer: Answer): boolean;
}

/**
 * Prints each sentence of an answer as soon as it is checked, with the final numbers of its sources. Drafts are printed
 * dimmed below. When a draft is checked, the sentence replaces it, or it is struck out with the reason.
 */
export function showSentences(output: Output): ShownSentences {
  const { colors, columns } = output;
  const shown: string[] = [];
  const numberOf = createSourceNumbers();
  const drafts = createDrafts(output);
  return {
    listener: (event) => {
      if (event.type === "sentence-drafted") drafts.add(event.text);
      if (event.type === "sentence-retracted") {
        const struck = colors.dim(`${colors.strikethrough(sanitizeText(event.text))} (${sanitizeText(event.why)})`);
        drafts.replace(event.text, wrapText(struck, columns));
      }
      if (event.type !== "sentence-checked") return;
      shown.push(event.text);
      const marks = [...new Set(event.citations.map(({ passage }) => numberOf(passage)))];
      const marked = marks.map((number) => ` ${colors.cyan(`[${number}]`)}`).join("");
      const note = claimNote(event);
      const remark = note === "" ? "" : ` ${colors.yellow(note)}`;
      drafts.replace(event.text, wrapText(`${sanitizeText(event.text)}${marked}${remark}`, columns));
    },
    end: () => drafts.clear(),
    areThoseOf: (answer) =>
      answer.status === "grounded" &&
      answer.claims.length === shown.length &&
      answer.claims.every(({ span }, index) => answer.text.slice(span.start, span.end) === shown[index]),
  };
}

/** Creates the list of drafts, which is printed below everything else. */
function createDrafts(output: Output) {
  let drafts: readonly string[] = [];
  const render = (text: string) => output.colors.dim(wrapText(`draft: ${sanitizeText(text)}`, output.columns));
  const erase = () => output.erase?.(drafts.map(render).join("\n").split("\n").length * Math.sign(drafts.length));
  return {
    add: (text: string) => {
      drafts = [...drafts, text];
      output.line(render(text));
    },
    /** Replaces the oldest draft of a text with a line, above the other drafts. */
    replace: (text: string, line: string) => {
      erase();
      const at = drafts.indexOf(text);
      drafts = drafts.filter((_, index) => index !== at);
      output.line(line);
      if (output.erase !== undefined) for (const draft of drafts) output.line(render(draft));
    },
    clear: () => {
      erase();
      drafts = [];
    },
  };
}
