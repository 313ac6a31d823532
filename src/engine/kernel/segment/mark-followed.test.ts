import { describe, expect, it } from "vitest";
import { createAnalyzer } from "../../text/index.ts";
import { markFollowed } from "./mark-followed.ts";

const text = "The lost key. | 12 | Door seal.";
const chunk = (documentId: string, start: number, end: number) => ({
  chunk: {
    id: `${documentId}.${start}`,
    documentId,
    span: { start, end },
    text: text.slice(start, end),
    headingPath: [],
    tokens: 1,
  },
  document: { text },
  title: "",
  language: "en",
});
const isFollowed = (...chunks: readonly ReturnType<typeof chunk>[]) =>
  markFollowed(chunks, createAnalyzer()).map((one) => one.isFollowed);

describe("markFollowed", () => {
  it("marks a chunk with nothing but punctuation before the next", () => {
    expect(isFollowed(chunk("a", 0, 8), chunk("a", 9, 13), chunk("a", 16, 18))).toEqual([true, true, false]);
  });

  it("marks none before another document, a word in between, or an overlap", () => {
    expect(isFollowed(chunk("a", 0, 8), chunk("b", 9, 13))).toEqual([false, false]);
    expect(isFollowed(chunk("a", 0, 13), chunk("a", 21, 31))).toEqual([false, false]);
    expect(isFollowed(chunk("a", 0, 13), chunk("a", 9, 18))).toEqual([false, false]);
  });
});
