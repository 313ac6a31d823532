import { describe, expect, it } from "vitest";
import { hasOnlyStopWords } from "./has-only-stop-words.ts";

describe("a text of stop words only", () => {
  it.each(["", " ( ), ?", "and", "And the, OR", "und der", "y el", "и"])("is %j", (text) => {
    expect(hasOnlyStopWords(text)).toBe(true);
  });

  it.each(["who", "and A-113", "door and", "und the", "的", "5"])("is not %j", (text) => {
    expect(hasOnlyStopWords(text)).toBe(false);
  });
});
