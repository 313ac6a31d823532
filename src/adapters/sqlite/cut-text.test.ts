import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BlockCorruptError } from "../../core/index.ts";
import { cutText, joinText, type StoredPiece, textOfPiece } from "./cut-text.ts";

/** Any text, with spans of it in any order that may overlap, be empty, or split a surrogate pair. */
const textWithChunks = fc
  .array(fc.constantFrom("a", "ö", "東", "🦊", "\n", "\ufeff", "\0"), { maxLength: 40 })
  .map((parts) => parts.join(""))
  .chain((text) =>
    fc
      .array(fc.tuple(fc.nat(text.length), fc.nat(text.length)), { maxLength: 8 })
      .chain((pairs) =>
        fc.constantFrom(
          pairs,
          pairs.toSorted((a, b) => Math.min(...a) - Math.min(...b)),
        ),
      )
      .map((pairs) => ({
        text,
        chunks: pairs.map((pair) => ({ span: { start: Math.min(...pair), end: Math.max(...pair) } })),
      })),
  );

/** Reads UTF-8, which has no surrogates. */
const asStored = (text: string) => Buffer.from(text).toString();

function storedPieces(text: string, chunks: Parameters<typeof cutText>[1]): readonly StoredPiece[] {
  return Array.from(cutText(text, chunks).pieces, (piece, index) => ({
    ...piece,
    span: chunks[index]?.span ?? { start: 0, end: 0 },
  }));
}

/** Three chunks of 16 units that follow each other, with the pieces of their text. */
const text = "The autoclave.\n\nThe centrifuge\n\nThe microscope";
const chunks = [0, 16, 32].map((start) => ({ span: { start, end: start + 14 } }));

describe("a text cut at its chunks", () => {
  it("is joined again to the same text, and each piece begins with its chunk", () => {
    fc.assert(
      fc.property(textWithChunks, ({ text, chunks }) => {
        const pieces = storedPieces(text, chunks);
        expect(joinText(cutText(text, chunks), pieces, "a")).toBe(text);
        for (const piece of pieces) {
          const { start, end } = piece.span;
          expect(textOfPiece(piece, "a")).toBe(asStored(text.slice(start, end)));
        }
      }),
    );
  });

  it("is in its pieces only, each unit once, if the chunks follow each other", () => {
    const { head, pieces, textLength } = cutText(`Preface. ${text}`, [
      ...chunks.map(({ span }) => ({ span: { start: span.start + 9, end: span.end + 9 } })),
    ]);
    expect(head).toBe("Preface. ");
    expect(Buffer.concat(Array.from(pieces, ({ bytes }) => bytes)).toString()).toBe(text);
    expect(textLength).toBe(text.length + 9);
  });

  it("stays whole if chunks are out of order, or split a surrogate pair", () => {
    expect(cutText(text, chunks.toReversed())).toMatchObject({ head: text, textLength: null });
    const fox = [{ span: { start: 0, end: 1 } }, { span: { start: 1, end: 2 } }];
    expect(cutText("🦊", fox)).toMatchObject({ head: "🦊", textLength: null });
  });

  it("stays whole if a piece would be long", () => {
    const long = "a".repeat(300_000);
    expect(cutText(long, [{ span: { start: 0, end: 5 } }])).toMatchObject({ head: long, textLength: null });
  });

  it("is not joined if a piece is lost, moved, changed or cut short", () => {
    const pieces = storedPieces(text, chunks);
    const [first, second, third] = pieces;
    if (first === undefined || second === undefined || third === undefined) throw new Error("There are three.");
    const cut = { ...third, bytes: third.bytes.subarray(1) };
    for (const damaged of [
      [second, third],
      [first, third],
      [first, second],
      [],
      [first, { ...second, span: { start: 17, end: 31 } }, third],
      [first, second, cut],
      [first, { ...second, bytes: first.bytes }, third],
    ])
      expect(() => joinText(cutText(text, chunks), damaged, "a")).toThrow(BlockCorruptError);
    expect(() => textOfPiece(cut, "a")).toThrow(BlockCorruptError);
  });
});
