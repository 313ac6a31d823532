import type { Answer, Listener } from "../../core/index.ts";
import { claimNote, createSourceNumbers, sanitizeText } from "../present/index.ts";
import { wrapText } from "./render/wrap-text.ts";
import type { Output } from "./terminal.ts";

export interface ShownSentences {
  readonly listener: Listener;
  /** Takes away what is still a draft: the answer does not have it. */
  end(): void;
  /** Whether exactly the sentences of this answer were shown. */
  areThoseOf(answer: Answer): boolean;
}

/**
 * Prints each sentence of an answer as soon as it was found good, with the numbers that its sources will have. Drafts stand
 * dim below them until they are checked: then the sentence takes their place, or they are struck out, with the reason.
 */
export function showSentences(output: Output): ShownSentences {
  const { colors, columns } = output;
  const shown: string[] = [];
  const numberOf = createSourceNumbers();
  const drafts = keepDrafts(output);
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

/** The drafts that stand below all else. */
function keepDrafts(output: Output) {
  let drafts: readonly string[] = [];
  const render = (text: string) => output.colors.dim(wrapText(`draft: ${sanitizeText(text)}`, output.columns));
  const erase = () => output.erase?.(drafts.map(render).join("\n").split("\n").length * Math.sign(drafts.length));
  return {
    add: (text: string) => {
      drafts = [...drafts, text];
      output.line(render(text));
    },
    /** Puts a line where the oldest draft of a text was, above the other drafts. */
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
