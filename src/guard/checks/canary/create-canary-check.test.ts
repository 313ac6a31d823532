import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkAlone, partsOf, repeat } from "../../fixtures/check-alone.ts";
import { createCanary, createCanaryCheck } from "./create-canary-check.ts";

const { word, instruction } = createCanary("fence_k3v9q1x8z7w2m5");
const check = createCanaryCheck();
const scoreOf = async (text: string, canaries: readonly string[] = [word]) =>
  (await checkAlone(check, text, { context: { canaries } })).score;

describe("the guard of canaries", () => {
  it.each([
    ["as it is", word],
    ["in the instruction", instruction],
    ["in other case", word.toUpperCase()],
    ["backwards", Array.from(word).reverse().join("")],
    ["with signs between its letters", Array.from(word).join("-")],
    ["with invisible characters", Array.from(word).join("\u200B")],
    ["on two lines", `${word.slice(0, 9)}\n${word.slice(9)}`],
    ["in base64", Buffer.from(`the word is ${word} here`).toString("base64")],
    ["in hexadecimal pairs", Buffer.from(`the word is ${word} here`).toString("hex")],
    ["in percent signs", encodeURIComponent(`<${word}>`)],
  ])("finds the planted word %s", async (_, text) => {
    expect(await scoreOf(`The answer is ${text} today.`)).toBe(1);
  });

  it("points to the word", async () => {
    const text = `It is (${word}).`;
    expect(partsOf(text, await checkAlone(check, text, { context: { canaries: [word] } }))).toEqual([word]);
  });

  it("finds nothing else, and nothing if no word was planted", async () => {
    expect(await scoreOf("A lost key costs 15 euros; fence_k3v9 is no word.")).toBe(0);
    expect(await scoreOf(word, [])).toBe(0);
    expect((await checkAlone(check, word)).score).toBe(0);
  });

  it("finds the word in any text around it", () =>
    fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), async (before, after) => {
        expect(await scoreOf(`${before}${word}${after}`)).toBe(1);
      }),
    ));

  it("is refused if it could be guessed", () => {
    expect(() => createCanary("short")).toThrow(RangeError);
    expect(() => createCanary("with spaces in between")).toThrow(RangeError);
  });

  it("ends on long hostile repetitions, since it reads in linear time", async () => {
    for (const piece of ["f", "fence_k3v9q1x8z7w2m", "a-"])
      await checkAlone(check, repeat(piece), { isRead: false, context: { canaries: [word] } });
  });
});
