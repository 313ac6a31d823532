import { describe, expect, it } from "vitest";
import { hasOnlyStopWords } from "./has-only-stop-words.ts";

describe("a text of stop words only", () => {
  const languages = ["en", "de", "es", "ru", "zh"];

  it.each(["", " ( ), ?", "and", "And the, OR", "und der", "y el", "и"])("is %j", (text) => {
    expect(hasOnlyStopWords(text, languages)).toBe(true);
  });

  it("counts only words of the given languages", () => {
    expect(hasOnlyStopWords("door", languages)).toBe(false);
    expect(hasOnlyStopWords("door", ["en", "nl"])).toBe(true);
    expect([hasOnlyStopWords("and", []), hasOnlyStopWords("?", [])]).toEqual([false, true]);
  });

  it.each(["who", "and A-113", "door and", "und the", "的", "5"])("is not %j", (text) => {
    expect(hasOnlyStopWords(text, languages)).toBe(false);
  });
});
