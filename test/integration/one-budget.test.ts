import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Answer, type Lydian, openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../run-lydian.ts";

// A hundred guards spend 2,000 steps for each character that they check: 8 million for this question and about 16
// million for the memos. A request has 20 million.
const GUARDS = 100;
const question = `Which pump was checked ${"and checked again ".repeat(230)}in hall 3?`;
const memos = Array.from({ length: 10 }, (_, number) => ({
  uri: `memo:pump-${number}`,
  content: `Pump ${number} of hall 3 was checked. ${`It is number ${number}, and it was checked again. `.repeat(17)}`,
}));

let folder: ReturnType<typeof temporaryFolder>;
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(() => folder.remove());

/** Runs a call under a policy with very many guards at some stages. */
async function under<Result>(stages: readonly string[], call: (lydian: Lydian) => Promise<Result>): Promise<Result> {
  const rules = Array.from(
    { length: GUARDS },
    (_, number) => `{guard: phrases, types: [N${number}], options: {lists: [{type: N${number}, phrases: [turbine]}]}}`,
  );
  const guards = `{deadlineMs: 60000, guards: [${rules.join(", ")}]}`;
  const policy = join(folder.path, "policy.yaml");
  writeFileSync(policy, `stages: {${stages.map((stage) => `${stage}: ${guards}`).join(", ")}}`);
  const settings = { search: { mode: "lexical" }, rerank: { model: "off" }, guard: { policy } } as const;
  const lydian = await openLydian({ store: join(folder.path, `store-${stages.join("-")}`), settings });
  try {
    await lydian.add(memos);
    return await call(lydian);
  } finally {
    await lydian.close();
  }
}

const isCut = ({ warnings }: Answer) => warnings.some(({ code }) => code === "candidates-cut");

describe("the budget of a request", () => {
  it.each(["input", "retrieval"])("allows very many guards of %s", async (stage) => {
    expect(isCut(await under([stage], (lydian) => lydian.ask(question)))).toBe(false);
  });

  it("is shared by the question and its passages, and is a new one for the next question", async () => {
    await under(["input", "retrieval"], async (lydian) => {
      await expect(lydian.ask(question)).rejects.toMatchObject({ code: "query-too-complex" });
      expect(isCut(await lydian.ask("Which pump was checked in hall 3?"))).toBe(false);
    });
  });
});
