import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSqliteState } from "../adapters/sqlite/index.ts";
import { createUploadFiles } from "../adapters/upload-files/index.ts";
import { FileUnreadableError, never, type UploadFiles } from "../core/index.ts";
import { removeAbandonedUploads } from "./remove-abandoned-uploads.ts";

const now = Date.parse("2026-03-01T12:00:00Z");
const clock = { now: () => now, monotonicMs: () => 0 };
let directory = "";
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "lydian-uploads-"));
});
afterEach(() => rm(directory, { recursive: true }));

const folderOf = (job: string) => join(directory, ".uploads", job);

async function leave(job: string, minutesAgo: number): Promise<void> {
  const changedAt = new Date(now - minutesAgo * 60_000);
  await mkdir(folderOf(job), { recursive: true });
  await writeFile(join(folderOf(job), "0"), "half of a file");
  await utimes(join(folderOf(job), "0"), changedAt, changedAt);
  await utimes(folderOf(job), new Date(0), new Date(0));
}

const fail = (error: unknown) => {
  throw error;
};

async function leftAfterRemoval(
  marks?: Parameters<typeof openSqliteState>[0]["marks"],
  { failed = fail, ...others }: Partial<UploadFiles & { failed(error: unknown): void }> = {},
): Promise<string[]> {
  const state = await openSqliteState({ directory, waitMs: 0, mode: "write", marks });
  const opened = { read: async () => state, write: async () => state };
  const uploads = { ...createUploadFiles(join(directory, ".uploads")), ...others };
  await removeAbandonedUploads({ uploads, state: opened, clock }, failed, never);
  await state.close();
  return ["job_killed", "job_waiting", "job_done", "job_arriving"].filter((job) => existsSync(folderOf(job)));
}

async function fill(): Promise<void> {
  const state = await openSqliteState({ directory, waitMs: 0, mode: "write" });
  const job = { collection: "default", createdAt: "2026-03-01", record: "{}" };
  await state.keepJob({ ...job, id: "job_waiting", status: "waiting" }, never);
  await state.keepJob({ ...job, id: "job_done", status: "done" }, never);
  await state.close();
  for (const name of ["job_killed", "job_waiting", "job_done"]) await leave(name, 11);
  await leave("job_arriving", 9);
}

describe("uploads that a killed server has left", () => {
  it("are removed, but not those of a job to run, and none that may still arrive", async () => {
    await fill();
    expect(await leftAfterRemoval()).toEqual(["job_waiting", "job_arriving"]);
  });

  it("stay while the store has jobs that are not trusted", async () => {
    await fill();
    const left = await leftAfterRemoval({ areRequired: true, markOf: (content) => `me: ${content}` });
    expect(left).toEqual(["job_killed", "job_waiting", "job_done", "job_arriving"]);
  });

  it("are removed although those of another job cannot be, which is reported", async () => {
    await fill();
    const reported: unknown[] = [];
    const unreadable = new FileUnreadableError("The files cannot be read.");
    const { changedAtMs } = createUploadFiles(join(directory, ".uploads"));
    const left = await leftAfterRemoval(undefined, {
      changedAtMs: (job) => (job === "job_done" ? Promise.reject(unreadable) : changedAtMs(job)),
      failed: (error) => void reported.push(error),
    });
    expect(left).toEqual(["job_waiting", "job_done", "job_arriving"]);
    expect(reported).toEqual([unreadable]);
  });

  it("are not reported if there are none", async () => {
    expect(await leftAfterRemoval()).toEqual([]);
  });
});
