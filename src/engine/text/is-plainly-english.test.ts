import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { isPlainlyEnglish } from "./is-plainly-english.ts";

const samples = z
  .array(z.object({ language: z.string(), text: z.string(), question: z.string() }))
  .parse(JSON.parse(readFileSync("src/engine/text/fixtures/languages.json", "utf8")));

describe("isPlainlyEnglish", () => {
  it.each(["What does a lost key cost?", "Where are the keys kept?", "How should they have been stored"])(
    "sees that %s is",
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
  ])("is not sure of %j", (text) => {
    expect(isPlainlyEnglish(text)).toBe(false);
  });

  it("takes no paragraph and no question of another language for English", () => {
    const taken = samples.filter(({ text, question }) => isPlainlyEnglish(text) || isPlainlyEnglish(question));
    expect(taken.filter(({ language }) => language !== "en")).toEqual([]);
    expect(samples.length).toBeGreaterThan(20);
  });
});
