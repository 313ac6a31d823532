import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AskOptions, Lydian } from "../../../library/index.ts";
import { abstained, grounded } from "../fixtures/fake-lydian.ts";
import { runWith } from "../fixtures/run-with.ts";

let folder = "";
let questions = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lydian-profile-test-"));
  questions = join(folder, "questions.jsonl");
  await writeFile(questions, '{"question": "What does it cost?", "answer": "€40"}\n{"question": "Who pays?"}\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const profile = { name: "mine", hash: "0123456789abcdef" };
/** Calls of a library that answers only if the profile's examples are used. */
const calls: Partial<Lydian> = {
  profile: async () => ({ ...profile, examples: [{ question: "Q?", answer: "A." }] }),
  ask: async (_, { examples }: AskOptions = {}) => ({ ...(examples ? grounded : abstained), profile }),
};

describe("lydian profile test", () => {
  it("uses the named profile and model, and prints both variants side by side", async () => {
    const args = ["profile", "test", "mine", questions, "--model", "ollama:qwen3"];
    const { code, out, err, opened } = await runWith(args, calls);
    expect(code).toBe(0);
    expect(opened[0]?.settings?.answer).toEqual({ model: "ollama:qwen3", profile: "mine" });
    expect(out).toContain("profile mine (0123456789ab), 2 questions");
    expect(out).toMatch(/with examples +without/);
    expect(out).toMatch(/answered +100\.0 % +0\.0 %/);
    expect(out).toMatch(/contains the expected answer +100\.0 % +0\.0 %/);
    expect(out).toMatch(/tokens read +not reported +not reported/);
    expect(err).toContain("2 of 2 questions");
  });

  it("prints JSON", async () => {
    const { out } = await runWith(["profile", "test", "mine", questions, "--json"], calls);
    expect(JSON.parse(out)).toMatchObject({
      profile,
      questions: 2,
      isPartial: false,
      variants: [
        { withExamples: true, grounded: 1 },
        { withExamples: false, grounded: 0 },
      ],
    });
  });

  it("names a missing file", async () => {
    const { code, err } = await runWith(["profile", "test", "mine", join(folder, "none.jsonl")], calls);
    expect(code).toBe(1);
    expect(err).toContain("none.jsonl");
  });
});
