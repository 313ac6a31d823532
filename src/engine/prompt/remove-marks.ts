import type { PromptMarks } from "../../core/index.ts";

/** Removes marks from a text while it arrives. However the text is cut into pieces, the result is the same. */
export interface MarkRemover {
  /** Adds the next piece, of any length. Returns what can no longer be a part of a mark. */
  push(piece: string): string;
  /** Ends the text. Returns its rest. */
  end(): string;
}

/**
 * Creates a remover for one text of a model. It drops each mark of a line with the space after it, and writes spaces
 * for marks of words. A mark after a letter or digit becomes a space, so that no removal joins two parts, and a second
 * removal changes nothing. What looks like an HTML tag, such as `<br>`, stays.
 */
export function createMarkRemover({ line, word }: PromptMarks): MarkRemover {
  const others = word === undefined ? "" : `|${escapeLiteral(word)}`;
  const pattern = new RegExp(`(?<![</])(?:${escapeLiteral(line)} ?)+${others}`, "gu");
  let waiting = "";
  /** The last character that was returned. */
  let last = "";

  const take = (length: number): string => {
    const text = last + waiting.slice(0, length);
    const kept = text.replace(pattern, (mark, at: number) => {
      const before = text.charAt(at - 1);
      return mark === word || /[\p{L}\p{N}_]/u.test(before) ? " " : "";
    });
    waiting = waiting.slice(length);
    const taken = kept.slice(last.length);
    last = taken.slice(-1) || last;
    return taken;
  };

  return {
    push(piece) {
      waiting += piece;
      return take(waiting.length - lengthOfCutMark(waiting, line));
    },
    end: () => take(waiting.length),
  };
}

/** Removes the marks from a whole text. */
export function removeMarks(text: string, marks: PromptMarks): string {
  const remover = createMarkRemover(marks);
  return remover.push(text) + remover.end();
}

/**
 * Returns the length of the longest end of a text that may be a mark whose rest, or the space after it, is still to
 * come.
 */
function lengthOfCutMark(text: string, mark: string): number {
  for (let length = Math.min(mark.length, text.length); length > 0; length--) {
    if (mark.startsWith(text.slice(-length))) return length;
  }
  return 0;
}

function escapeLiteral(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/gu, "\\$&");
}
