import { describe, expect, it } from "vitest";
import { type Caller, everything, type Job } from "../../core/index.ts";
import { jobFor } from "./caller.ts";

const removed = { outcome: "removed", documentId: "d" } as const;
const job: Job = {
  id: "job_1",
  collection: "default",
  task: { kind: "fetch", urls: ["https://example.org/a.zip"], depth: 0, accessLabels: ["staff"] },
  status: "done",
  createdAt: "2026-01-01T00:00:00.000Z",
  progress: { files: 5, embedded: 0 },
  outcomes: [
    { uri: "https://example.org/a.zip", outcome: "opened" },
    { ...removed, uri: "https://example.org/a.zip!/merger.md", accessLabels: ["board"] },
    { ...removed, uri: "https://example.org/a.zip!/rota.md", accessLabels: ["staff", "board"] },
    { ...removed, uri: "https://example.org/a.zip!/keys.md", accessLabels: [] },
    { ...removed, uri: "https://example.org/a.zip!/unknown.md" },
  ],
};
const withLabels = (...labels: readonly string[]): Caller => ({
  id: "key",
  permission: "write",
  scope: { kind: "labels", labels },
});
const namesOf = (caller: Caller) => jobFor(caller, job).outcomes.map(({ uri }) => uri.split("/").at(-1));

describe("jobFor", () => {
  it("leaves out removed documents that the caller could not read, or whose labels are unknown", () => {
    expect(namesOf(withLabels("staff"))).toEqual(["a.zip", "rota.md", "keys.md"]);
    expect(namesOf(withLabels("board"))).toEqual(["a.zip", "merger.md", "rota.md", "keys.md"]);
  });

  it("shows every outcome to a caller who may read all documents", () => {
    expect(jobFor({ id: "key", permission: "write", scope: everything }, job)).toEqual(job);
  });
});
