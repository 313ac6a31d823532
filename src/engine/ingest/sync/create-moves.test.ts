import { describe, expect, it } from "vitest";
import { sampleDocument } from "../../../testing/sample-document.ts";
import { createMoves } from "./create-moves.ts";

const gone = (id: string, uri: string, contentHash: string) => sampleDocument(id, { uri, contentHash });

describe("createMoves", () => {
  it("offers each removed document once, and tells whether an id is among them", () => {
    const moves = createMoves();
    moves.add([gone("a", "file:///a", "1")]);
    expect([moves.holds("a"), moves.holds("b")]).toEqual([true, false]);
    expect(moves.claim({ uri: "file:///b", contentHash: "2" })).toBeUndefined();
    expect(moves.claim({ uri: "file:///b", contentHash: "1" })?.id).toBe("a");
    expect(moves.claim({ uri: "file:///c", contentHash: "1" })).toBeUndefined();
    expect(moves.holds("a")).toBe(true);
  });

  it("prefers the document that was at this place to one with the same content", () => {
    const moves = createMoves();
    moves.add([gone("a", "file:///a", "1"), gone("b", "file:///b", "2")]);
    expect(moves.claim({ uri: "file:///b", contentHash: "1" })?.id).toBe("b");
    expect(moves.claim({ uri: "file:///c", contentHash: "2" })).toBeUndefined();
    expect(moves.claim({ uri: "file:///c", contentHash: "1" })?.id).toBe("a");
  });

  it("prefers the document with the same name among those with one content, then the first by URI", () => {
    const moves = createMoves();
    moves.add([gone("a", "file:///1/a.md", "1"), gone("b", "file:///1/b.md", "1"), gone("c", "file:///0/b.md", "1")]);
    expect(moves.claim({ uri: "file:///2/b.md", contentHash: "1" })?.id).toBe("c");
    expect(moves.claim({ uri: "file:///3/b.md", contentHash: "1" })?.id).toBe("b");
    expect(moves.claim({ uri: "file:///3/b.md", contentHash: "1" })?.id).toBe("a");
  });

  it("returns a document again if it was removed a second time, with its latest place", () => {
    const moves = createMoves();
    moves.add([gone("a", "file:///a", "1")]);
    moves.claim({ uri: "file:///b", contentHash: "1" });
    moves.add([gone("a", "file:///b", "1")]);
    expect(moves.claim({ uri: "file:///a", contentHash: "2" })).toBeUndefined();
    expect(moves.claim({ uri: "file:///c", contentHash: "1" })?.uri).toBe("file:///b");
  });

  it("forgets the oldest documents above 20,000", () => {
    const moves = createMoves();
    const all = Array.from({ length: 20_001 }, (_, number) => gone(`d${number}`, `file:///${number}`, `${number}`));
    moves.add(all);
    expect([moves.holds("d0"), moves.holds("d1"), moves.holds("d20000")]).toEqual([false, true, true]);
    expect(moves.claim({ uri: "file:///0", contentHash: "0" })).toBeUndefined();
  });
});
