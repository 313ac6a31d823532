import { defined, type LoadInput, type ReceiptWarning } from "../../../core/index.ts";
import type { LoadResult } from "../load-result.ts";
import { warnOfPictures } from "../write/warn-of-pictures.ts";
import { createBody, type RtfBody } from "./create-body.ts";
import { createInterpreter, type RtfListener } from "./create-interpreter.ts";
import { createInformationReader } from "./read-rtf-information.ts";
import { readTokens } from "./read-rtf-tokens.ts";

/** Number of tokens between two checks of the signal. */
const TOKENS_BETWEEN_CHECKS = 10_000;

/**
 * Reads RTF: paragraphs, headings by style or outline level, lists with their numbers, and tables, with footnotes and
 * comments after their paragraph. Headers, footers, hidden and deleted text are left out. Anchors are heading slugs.
 *
 * @throws {LoadFailedError} when it nests deeper than 10,000 groups
 */
export async function loadRtf(input: LoadInput, signal: AbortSignal): Promise<LoadResult> {
  const styles = createStyleReader();
  const information = createInformationReader();
  const body = createBody(styles.levelOf);
  const targetOf = (destination: string) =>
    destination === "styles" ? styles : destination === "info" ? information : body;
  const interpreter = createInterpreter({
    text: (text, state) => {
      if (state.destination !== "skipped" && state.destination !== "fonts")
        targetOf(state.destination).text(text, state);
    },
    control: (word, value, state) => targetOf(state.destination).control(word, value, state),
    leave: (state) => body.leave(state),
  });
  let tokens = 0;
  for (const token of readTokens(Buffer.from(input.bytes).toString("latin1"))) {
    if (++tokens % TOKENS_BETWEEN_CHECKS === 0) signal.throwIfAborted();
    interpreter.take(token);
  }
  interpreter.finish();
  const { firstHeading, ...written } = body.finish();
  const { title = firstHeading, metadata } = information.finish();
  return defined({ ...written, title, metadata, pagesWithoutText: [], warnings: warningsOf(body.counts) });
}

function warningsOf({ pictures, symbols }: RtfBody["counts"]): readonly ReceiptWarning[] {
  const message = `${symbols} ${symbols === 1 ? "sign" : "signs"} of a symbol font could not be read and became U+FFFD.`;
  return [
    ...(symbols === 0 ? [] : [{ code: "characters-replaced", message }]),
    ...warnOfPictures(Math.max(0, pictures)),
  ];
}

interface StyleReader extends Pick<RtfListener, "text" | "control"> {
  /** Returns the heading level of a style, from 1 to 6; undefined for other styles. */
  levelOf(style: number): number | undefined;
}

/** Creates a reader of the style sheet. It recognises heading styles by name or outline level. */
function createStyleReader(): StyleReader {
  const levels = new Map<number, number>();
  let style = 0;
  let name = "";
  return {
    text(text) {
      name += text;
      if (!name.includes(";")) return;
      const level = /^\s*heading ([1-9])\b/i.exec(name)?.[1];
      if (level !== undefined) levels.set(style, Math.min(6, Number(level)));
      else if (/^\s*title;/i.test(name)) levels.set(style, 1);
      style = 0;
      name = "";
    },
    control(word, value = 0) {
      if (word === "s") style = value;
      if (word === "outlinelevel" && value >= 0 && value < 9) levels.set(style, Math.min(6, value + 1));
    },
    levelOf: (number) => levels.get(number),
  };
}
