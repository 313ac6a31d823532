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

describe("the description of a job", () => {
  it("says how many chunks have vectors once the words are searchable", () => {
    const state = describeJob(jobOf({ progress: { files: 1, filesTotal: 1, embedded: 41, embeddedTotal: 118 } }));
    expect(state).toMatchObject({
      words: "Searchable by words. Computing vectors: 41 of 118 chunks",
      done: 41,
      total: 118,
    });
  });

  it("says how long computing the vectors still takes", () => {
    const progress = { files: 1, embedded: 41, embeddedTotal: 118 };
    const wordsAfter = (secondsLeft: number) => describeJob(jobOf({ progress: { ...progress, secondsLeft } })).words;
    expect(wordsAfter(59)).toMatch(/41 of 118 chunks, less than a minute left$/);
    expect(wordsAfter(61)).toMatch(/41 of 118 chunks, about 2 minutes left$/);
  });

  it("says why the only file was not added, and what to do next", () => {
    const outcome = { uri: "upload:///a", outcome: "failed", message: "It is empty.", hint: "Send another." } as const;
    expect(describeJob(jobOf({ status: "done", outcomes: [outcome] }))).toMatchObject({
      words: "Not added. It is empty. Send another.",
      isTrouble: true,
      isOver: true,
    });
  });

  it("shows no error for a cancelled job or a file that was already there", () => {
    expect(describeJob(jobOf({ status: "cancelled" }))).toMatchObject({ isOver: true, isTrouble: false });
    const same = { uri: "upload:///a", outcome: "skipped" } as const;
    expect(describeJob(jobOf({ status: "done", outcomes: [same] })).words).toBe("It was already there, unchanged.");
  });

  it("shows the error of a failed job, and does not say that it added files", () => {
    const error = { code: "store-busy", message: "Another process writes.", hint: "Try again." };
    const { words, isTrouble } = describeJob(jobOf({ status: "failed", error }));
    expect([words, isTrouble]).toEqual(["Stopped. Another process writes. Try again.", true]);
  });
});

describe("the name of a job", () => {
  it("names the first file and counts the others", () => {
    expect(nameJob(jobOf({}))).toBe("a b.pdf");
    const urls = ["https://a.example/x", "https://b.example/"];
    expect(nameJob(jobOf({ task: { kind: "fetch", urls, depth: 0, accessLabels: [] } }))).toBe(
      "https://a.example/x and 1 other",
    );
  });

  it("keeps a file name with a percent sign that is not an encoded character", () => {
    expect(fileName("file:///folder/100%.txt")).toBe("100%.txt");
  });
});
