import { expect, it } from "vitest";
import { never } from "../../../core/index.ts";
import { countTurns } from "../../../testing/count-turns.ts";
import { countChunks } from "./count-chunks.ts";

it("counts the chunks that get no vector, and gives other callers a turn in between", async () => {
  const prose = "The door seal of the autoclave costs two hundred and forty euros. ";
  const numbers = "1234567890 ".repeat(6);
  const text = `${prose.repeat(100)}${numbers}`;
  const spans = Array.from({ length: 100 }, (_, at) => ({ start: at * prose.length, end: (at + 1) * prose.length }));
  const drafts = [...spans, { start: 100 * prose.length, end: text.length }].map((span) => ({ span }));
  const { result, turns } = await countTurns(() => countChunks(text, drafts, never));
  expect(result).toEqual({ chunks: 101, chunksNotEmbedded: 1 });
  expect(turns).toBeGreaterThanOrEqual(3);
  await expect(countChunks(text, drafts, AbortSignal.abort(new Error("stop")))).rejects.toThrow("stop");
});
