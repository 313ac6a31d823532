import { join } from "node:path";
import { type Answer, type Lydian, openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

const folder = temporaryFolder();
const store = join(folder.path, "store");
const policies = join(import.meta.dirname, "../../examples/handbook/policies");
const question = "Up to how many hours before it begins can an appointment be cancelled free of charge?";
let lydian: Lydian;

beforeAll(async () => {
  lydian = await openLydian({ store, settings: { rerank: { model: "off" } } });
  await lydian.add([join(policies, "cancellations-2023.md"), join(policies, "cancellations-2025.md")]);
  await lydian.add([
    { uri: "memo:v1.2", title: "Badges, version 1.2", content: "A lost badge of the staff costs ten euros." },
    { uri: "memo:v1.10", title: "Badges, version 1.10", content: "A lost badge of the staff costs twelve euros." },
    { uri: "memo:yard", content: "Dogs are allowed in the yard of the house." },
    { uri: "memo:gate", content: "Dogs are not allowed in the yard of the house." },
  ]);
});
afterAll(async () => {
  await lydian.close();
  folder.remove();
});

function conflictsOf(answer: Answer) {
  if (answer.status === "abstained") throw new Error(`abstained: ${answer.reason}`);
  return answer.conflicts ?? [];
}

describe("two versions of a policy", () => {
  it("are shown with their dates, the origin of the dates, and which version is newer", async () => {
    const [conflict, ...others] = conflictsOf(await lydian.ask(question));
    expect(others).toEqual([]);
    const newer = conflict?.sides[conflict.newer ?? 0];
    expect(newer).toMatchObject({ title: "Cancellations (2025)", version: "2025-01-15", versionFrom: "metadata" });
    expect(newer?.quote).toContain("48 hours");
    for (const { documentId, span, quote } of conflict?.sides ?? [])
      expect((await lydian.read(documentId))?.text.slice(span.start, span.end)).toBe(quote);
  });

  it("do not conflict when the question names one of them", async () => {
    expect(conflictsOf(await lydian.ask(`${question} By the policy of 2023.`))).toEqual([]);
  });

  it("are compared by their version numbers when they have no date", async () => {
    const [conflict] = conflictsOf(await lydian.ask("What does a lost badge of the staff cost?"));
    expect(conflict?.sides[conflict.newer ?? 0]).toMatchObject({ version: "1.10", versionFrom: "title" });
  });

  it("conflict when one denies the other, also when neither has a date or a version", async () => {
    const [conflict] = conflictsOf(await lydian.ask("Are dogs allowed in the yard of the house?"));
    expect(conflict).toMatchObject({ kind: "negation" });
    expect(conflict?.newer).toBeUndefined();
  });

  it("stay with a saved answer, and the command shows them", async () => {
    const answer = await lydian.ask(question, { save: true });
    expect((await lydian.savedAnswer(answer.id)).answer).toEqual(answer);
    const told = await runLydian(["ask", question, "--store", store], { cwd: folder.path });
    expect(told.stdout).toMatch(/The documents disagree:\n {2}Cancellations/);
    expect(told.stdout).toMatch(/\(2025-01-15, from its metadata, newer\)/);
  });
});
