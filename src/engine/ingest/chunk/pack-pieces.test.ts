import { describe, expect, it } from "vitest";
import { packPieces } from "./pack-pieces.ts";
import type { Piece } from "./piece.ts";

const piece = (cost: number, isOpening = false): Piece => ({ span: { start: 0, end: cost }, cost, isOpening });

function pack(pieces: readonly Piece[], headings = 0): number[][] {
  return packPieces(pieces, { maxTokens: 32, headings }).map((one) => one.map(({ cost }) => cost));
}

describe("packPieces", () => {
  it("fills each pack, with one token between two pieces to spare", () => {
    expect(pack([15, 16, 15, 17].map((cost) => piece(cost)))).toEqual([[15, 16], [15], [17]]);
  });

  it("moves the end of the second-last pack into a last one that is too small", () => {
    expect(pack([10, 10, 9, 2].map((cost) => piece(cost)))).toEqual([
      [10, 10],
      [9, 2],
    ]);
  });

  it("moves no piece if the pack would be left half empty, nor if only headings would remain in it", () => {
    expect(pack([10, 21, 2].map((cost) => piece(cost)))).toEqual([[10, 21], [2]]);
    expect(
      pack(
        [2, 29, 2].map((cost) => piece(cost)),
        1,
      ),
    ).toEqual([[2, 29], [2]]);
  });

  it("begins a pack with an opening piece, unless a tiny pack or only headings would remain", () => {
    expect(pack([piece(12), piece(8, true), piece(8)])).toEqual([[12], [8, 8]]);
    expect(pack([piece(20), piece(3, true)])).toEqual([[20, 3]]);
    expect(pack([piece(12), piece(8, true)], 1)).toEqual([[12, 8]]);
    expect(pack([piece(7), piece(8, true)])).toEqual([[7, 8]]);
  });
});
