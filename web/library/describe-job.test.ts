import { describe, expect, it } from "vitest";
import type { Job } from "../../src/core/index.ts";
import { describeJob, fileName, nameJob } from "./describe-job.ts";

const jobOf = (given: Partial<Job>): Job => ({
  id: "job_1",
  collection: "default",
  status: "running",
  createdAt: "2026-01-01T00:00:00.000Z",
  task: { kind: "upload", files: [{ uri: "upload:///a%20b.pdf", sizeBytes: 1 }], accessLabels: [] },
  progress: { files: 0, embedded: 0 },
  outcomes: [],
  ...given,
});

describe("the state of a job", () => {
  it("says how much is found by its meaning, once its words are", () => {
    const state = describeJob(jobOf({ progress: { files: 1, filesTotal: 1, embedded: 41, embeddedTotal: 118 } }));
    expect(state).toMatchObject({
      words: "Searchable by words. Computing vectors: 41 of 118 chunks",
      done: 41,
      total: 118,
    });
  });

  it("says why the only file was not added, and what helps", () => {
    const outcome = { uri: "upload:///a", outcome: "failed", message: "It is empty.", hint: "Send another." } as const;
    expect(describeJob(jobOf({ status: "done", outcomes: [outcome] }))).toMatchObject({
      words: "Not added. It is empty. Send another.",
      isTrouble: true,
      isOver: true,
    });
  });

  it("is no trouble when it was cancelled, or everything was there already", () => {
    expect(describeJob(jobOf({ status: "cancelled" }))).toMatchObject({ isOver: true, isTrouble: false });
    const same = { uri: "upload:///a", outcome: "skipped" } as const;
    expect(describeJob(jobOf({ status: "done", outcomes: [same] })).words).toBe("It was there already, the same.");
  });

  it("never claims that a failed job has added something", () => {
    const error = { code: "store-busy", message: "Another process writes.", hint: "Try again." };
    const { words, isTrouble } = describeJob(jobOf({ status: "failed", error }));
    expect([words, isTrouble]).toEqual(["Stopped. Another process writes. Try again.", true]);
  });
});

describe("the name of a job", () => {
  it("is that of its file, and how many others there are", () => {
    expect(nameJob(jobOf({}))).toBe("a b.pdf");
    const urls = ["https://a.example/x", "https://b.example/"];
    expect(nameJob(jobOf({ task: { kind: "fetch", urls, depth: 0, accessLabels: [] } }))).toBe(
      "https://a.example/x and 1 other",
    );
  });

  it("keeps what is no encoded name", () => {
    expect(fileName("file:///folder/100%.txt")).toBe("100%.txt");
  });
});
