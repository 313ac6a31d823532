import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { segmentRun } from "./segment-run.ts";

const segmenter = new Intl.Segmenter("en", { granularity: "word" });
const wordsOf = (text: string) =>
  [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
const segmented = (text: string) => segmentRun(text).map(({ start, end }) => text.slice(start, end));

const sentence = "我们在北京大学的图书馆里找到了一本关于中国历史的书";
const phrases = fc.array(fc.constantFrom("北京大学", "图书馆", "历史", "的", "我们", "中国", "找到", "𠮷野家"), {
  maxLength: 40,
});

describe("a run of a script without spaces", () => {
  it("has the words of the segmenter, up to 256 characters", () => {
    fc.assert(
      fc.property(phrases, (parts) => {
        expect(segmented(parts.join(""))).toEqual(wordsOf(parts.join("")));
      }),
    );
  });

  it("loses and cuts no word where a longer run is segmented piece by piece", () => {
    for (const shift of ["", "书", "历史", "图书馆"]) {
      const text = shift + sentence.repeat(200);
      expect(segmented(text)).toEqual(wordsOf(text));
    }
  });

  it("is covered without gaps if it is one endless word", () => {
    const text = "ー".repeat(5_000);
    expect(segmented(text).join("")).toBe(text);
  });
});
