import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { never } from "../../core/index.ts";
import { createUploadFiles } from "./create-upload-files.ts";

let directory = "";
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "lydian-upload-files-"));
});
afterEach(() => rm(directory, { recursive: true }));

async function* pieces(text: string) {
  yield new TextEncoder().encode(text);
}

const fileOf = (job: string, text = "words") => ({ job, number: 0, bytes: pieces(text), maxBytes: 1_000 });

describe("uploaded files", () => {
  it("are listed by their jobs, read, and removed", async () => {
    const uploads = createUploadFiles(join(directory, "uploads"));
    expect(await uploads.list()).toEqual([]);
    await uploads.keep(fileOf("job_a"), never);
    await writeFile(join(directory, "uploads", ".DS_Store"), "");
    expect(await uploads.list()).toEqual(["job_a"]);
    expect(new TextDecoder().decode(await uploads.read("job_a", 0))).toBe("words");
    expect(await uploads.changedAtMs("job_a")).toBeGreaterThan(0);
    await uploads.remove("job_a");
    expect(existsSync(join(directory, "uploads", "job_a"))).toBe(false);
    expect(await uploads.changedAtMs("job_a")).toBeUndefined();
  });

  // A file or a circle of links instead of a folder fails for every user, also for one whom no permission stops.
  it("whose folder is none have a clear error for every call", async () => {
    const path = join(directory, "file");
    await writeFile(path, "");
    const uploads = createUploadFiles(path);
    await expect(uploads.list()).rejects.toMatchObject({ code: "file-unreadable" });
    await expect(uploads.changedAtMs("job_a")).rejects.toMatchObject({ code: "file-unreadable" });
    await expect(uploads.read("job_a", 0)).rejects.toMatchObject({ code: "file-unreadable" });
    await expect(uploads.keep(fileOf("job_a"), never)).rejects.toMatchObject({ code: "file-unwritable" });
  });

  it("of one job that cannot be read do not hide another job", async () => {
    const uploads = createUploadFiles(directory);
    await uploads.keep(fileOf("job_a"), never);
    await mkdir(join(directory, "job_b"));
    await symlink("0", join(directory, "job_b", "0"));
    expect((await uploads.list()).toSorted()).toEqual(["job_a", "job_b"]);
    expect(await uploads.changedAtMs("job_a")).toBeGreaterThan(0);
    await expect(uploads.changedAtMs("job_b")).rejects.toMatchObject({ code: "file-unreadable" });
    await expect(uploads.read("job_b", 0)).rejects.toMatchObject({ code: "file-unreadable" });
  });

  it("that are too large are refused, and nothing of them stays", async () => {
    const uploads = createUploadFiles(directory);
    const large = { ...fileOf("job_a"), maxBytes: 4 };
    await expect(uploads.keep(large, never)).rejects.toMatchObject({ code: "body-too-large" });
    expect(existsSync(join(directory, "job_a", "0"))).toBe(false);
  });
});
