import type { LoadInput, ReceiptWarning } from "../../../core/index.ts";
import { defined } from "../../../core/index.ts";
import type { LoadResult } from "../loaders.ts";
import { warnOfPictures } from "../write/warn-of-pictures.ts";
import { createBody, type RtfBody } from "./create-body.ts";
import { createInterpreter } from "./create-interpreter.ts";
import { createInformationReader } from "./read-information.ts";
import { createStyleReader } from "./read-style-level.ts";
import { readTokens } from "./read-tokens.ts";

/** How many tokens pass between two looks at the signal. */
const TOKENS_A_LOOK = 10_000;

/**
 * Reads RTF: paragraphs, headings by style or outline level, lists with their numbers, tables, footnotes and comments
 * after their paragraph; headers, footers, hidden and deleted text are left out. Anchors are heading slugs.
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
    if (++tokens % TOKENS_A_LOOK === 0) signal.throwIfAborted();
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
