import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { isPlainlyEnglish } from "./is-plainly-english.ts";

const samples = z
  .array(z.object({ language: z.string(), text: z.string(), question: z.string() }))
  .parse(JSON.parse(readFileSync(new URL("./fixtures/languages.json", import.meta.url), "utf8")));

describe("a plainly English question", () => {
  it.each(["What does a lost key cost?", "Where are the keys kept?", "How should they have been stored"])(
    "is recognised: %s",
    (text) => {
      expect(isPlainlyEnglish(text)).toBe(true);
    },
  );

  it.each([
    "",
    "the the the",
    "Which",
    "lost key cost",
    "Wer schrieb die Oper The Threepenny und was steht darin von diesen Leuten",
  ])("is not recognised in %j", (text) => {
    expect(isPlainlyEnglish(text)).toBe(false);
  });

  it("is not recognised in any paragraph or question of another language", () => {
    const recognised = samples.filter(({ text, question }) => isPlainlyEnglish(text) || isPlainlyEnglish(question));
    expect(recognised.filter(({ language }) => language !== "en")).toEqual([]);
    expect(samples.length).toBeGreaterThan(20);
  });
});
