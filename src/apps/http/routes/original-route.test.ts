import { expect, it } from "vitest";
import type { Lydian } from "../../../library/index.ts";
import { sampleDocument } from "../../../testing/sample-document.ts";
import { serverOf } from "../fixtures/server-of.ts";

const PIECES = 10;
const PIECE_BYTES = 200_000;

it("reads one piece of all downloads in a pass of the event loop, also the first piece, so that others get their turn", async () => {
  let pass = 0;
  const passes: number[] = [];
  const openOriginal: Lydian["openOriginal"] = async () => {
    passes.push(pass);
    return {
      document: sampleDocument("d1"),
      sizeBytes: PIECES * PIECE_BYTES,
      pieces: (async function* () {
        for (let piece = 0; piece < PIECES; piece++) {
          if (piece > 0) passes.push(pass);
          yield new Uint8Array(PIECE_BYTES).fill(piece);
        }
      })(),
    };
  };
  const { call } = serverOf({ openOriginal });
  let isOver = false;
  const countPasses = async () => {
    for (; !isOver; pass++) await new Promise<void>((resolve) => setImmediate(resolve));
  };
  const download = async () => {
    const response = await call("/api/v1/collections/default/documents/d1/original");
    return new Uint8Array(await response.arrayBuffer());
  };
  const counting = countPasses();
  const bodies = await Promise.all([download(), download(), download()]);
  isOver = true;
  await counting;
  for (const body of bodies) {
    expect(body.length).toBe(PIECES * PIECE_BYTES);
    for (let piece = 0; piece < PIECES; piece++) expect(body[piece * PIECE_BYTES]).toBe(piece);
  }
  expect(passes).toHaveLength(3 * PIECES);
  expect(new Set(passes).size).toBe(passes.length);
});
