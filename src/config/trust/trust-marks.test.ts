import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTrustMarks } from "./trust-marks.ts";

let root = "";
const secrets = { bytes: (count: number) => randomBytes(count) };
const at = (name: string) => join(root, name);

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "lydian-marks-"));
  await mkdir(at("store"));
});
afterEach(() => rm(root, { recursive: true }));

async function mark(store: string, user: string, { create = true, content = "row" } = {}): Promise<string | undefined> {
  const place = { folder: at(store), userFolder: at(user), areRequired: true };
  return (await openTrustMarks({ ...place, secrets: create ? secrets : undefined })).markOf(content);
}

describe("the marks of a user", () => {
  it("are the same again for the same user, store and row, also through a link", async () => {
    await symlink(at("store"), at("link"));
    const first = await mark("store", "me");
    expect(first).toMatch(/^[\w-]{43}$/);
    expect([await mark("store", "me"), await mark("link", "me")]).toEqual([first, first]);
    expect((await stat(at("me/trust-secret"))).mode & 0o077).toBe(0);
  });

  it("differ for another user, another row, and a store that was copied or moved", async () => {
    const marks = [
      await mark("store", "me"),
      await mark("store", "other"),
      await mark("store", "me", { content: "x" }),
    ];
    await rename(at("store"), at("moved"));
    marks.push(await mark("moved", "me"));
    expect(new Set(marks).size).toBe(4);
    // A store that does not exist yet gets the marks that it has later.
    expect(await mark("store", "me")).toBe(marks[0]);
  });

  it("need a secret of its full length, and of no more", async () => {
    await mark("store", "me");
    const secret = await readFile(at("me/trust-secret"));
    for (const bytes of [
      Buffer.alloc(0),
      secret.subarray(1),
      Buffer.concat([secret, secret]),
      Buffer.alloc(10_000_000),
    ]) {
      await writeFile(at("me/trust-secret"), bytes);
      await expect(mark("store", "me")).rejects.toMatchObject({
        code: "invalid-settings",
        hint: expect.stringContaining("lydian trust"),
      });
    }
    await rm(at("me/trust-secret"));
    await mkdir(at("me/trust-secret"));
    await expect(mark("store", "me")).rejects.toMatchObject({ code: "invalid-settings" });
  });

  it("make no secret for a call that only reads, and use one secret if many start at once", async () => {
    expect(await mark("store", "me", { create: false })).toBeUndefined();
    const marks = await Promise.all(Array.from({ length: 20 }, () => mark("store", "me")));
    expect(new Set(marks).size).toBe(1);
    expect(await readdir(at("me"))).toEqual(["trust-secret"]);
  });
});
