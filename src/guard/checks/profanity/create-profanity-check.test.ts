import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { readViews } from "../../normalise/read-views.ts";
import { createProfanityCheck } from "./create-profanity-check.ts";
import { hashPhrase, readWords } from "./read-words.ts";

const { signal } = new AbortController();
const decode = (base64: string) => Buffer.from(base64, "base64").toString();
/** A severe word, by its code, since this file shows no offensive word. */
const severe = decode("ZnVja2Vy");
/** A name of a part of the body that encyclopedias use too. */
const ordinary = "rectum";

async function check(text: string) {
  const guard = await createProfanityCheck();
  const result = await guard.check({ text, stage: "output", origin: "model", views: () => readViews(text) }, signal);
  return { ...result, failed: result.score >= guard.threshold };
}

describe("the guard of profanity", () => {
  it("finds a word, its place and its rating", async () => {
    const text = `Well, ${severe}!`;
    const { failed, spans } = await check(text);
    expect(failed).toBe(true);
    expect(spans).toMatchObject([{ start: 6, end: 6 + severe.length, type: "profanity", evidence: "word-list" }]);
  });

  it("reads through capitals, stretched and look-alike letters, and letters apart", async () => {
    const disguises = [
      severe.toUpperCase(),
      severe.replace("u", "uuuu"),
      severe.replace("e", "3"),
      severe.replace("e", "\u0435"),
      Array.from(severe).join(" "),
      Array.from(severe).join("\u200B"),
    ];
    for (const [index, text] of disguises.entries()) expect([index, (await check(text)).failed]).toEqual([index, true]);
  });

  it.each([
    "Scunthorpe, Penistone, Essex and Cockfosters are places.",
    "A classic assessment of the bass, the cockpit and the grapes.",
    "The cocktail class passed the analysis of Dickens.",
    "Breast cancer and the sexual health of adolescents.",
    "When is the front desk open?",
  ])("lets pass: %s", async (text) => {
    expect((await check(text)).failed).toBe(false);
  });

  it("gives words of ordinary texts a score that fails only under a low threshold", async () => {
    const { failed, score } = await check(`The ${ordinary} is an organ.`);
    expect(failed).toBe(false);
    expect(score).toBeGreaterThan(0);
  });

  it("finds a word with a mild rating that is almost only in offensive messages", async () => {
    expect((await check(`You ${decode("YXNzaG9sZQ==")}, go away.`)).failed).toBe(true);
  });

  it("ships hashes and numbers only", async () => {
    const list = JSON.parse(
      await readFile(new URL("../../../../models/profanity/words.json", import.meta.url), "utf8"),
    );
    const entries = Object.entries(list.scores);
    expect(entries.length).toBeGreaterThan(1_000);
    for (const [hash, score] of entries) {
      expect(hash).toMatch(/^[0-9a-f]{16}$/);
      expect(score).toBeGreaterThan(0);
      expect(score).toBeLessThanOrEqual(1);
    }
    expect(list.scores[hashPhrase(readWords(severe).map(({ word }) => word))]).toBeDefined();
  });
});
