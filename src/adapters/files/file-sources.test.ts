import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, realpath, rename, rm, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { never } from "../../core/index.ts";
import { createFileSources } from "./file-sources.ts";

const sources = createFileSources();
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lydian-files-"));
});

afterEach(() => rm(folder, { recursive: true }));

async function write(...names: string[]): Promise<void> {
  for (const name of names) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), `text of ${name}`);
  }
}

/** Lists sources, and returns the entries' paths below the folder and the problems' codes. */
async function list(...patterns: string[]) {
  const { entries, problems } = await sources.list(
    patterns.map((pattern) => join(folder, pattern)),
    {},
    never,
  );
  return {
    paths: entries.map((entry) => fileURLToPath(entry.uri).slice(folder.length + 1)),
    codes: problems.map((problem) => problem.code),
  };
}

/** Runs the work as the user `nobody` if the tests run as root, because root may read every file. */
async function withoutSuperuser(work: () => Promise<void>): Promise<void> {
  const isSuperuser = process.geteuid?.() === 0;
  if (isSuperuser) process.seteuid?.(65_534);
  try {
    await work();
  } finally {
    if (isSuperuser) process.seteuid?.(0);
  }
}

describe("the reader of files and folders", () => {
  it("lists files in the order of their URIs, whatever the order of the patterns", async () => {
    await write("b.md", "a/z.md", "a/deep/y.txt", "c.md");
    const expected = { paths: ["a/deep/y.txt", "a/z.md", "b.md", "c.md"], codes: [] };
    expect(await list(".")).toEqual(expected);
    expect(await list("c.md", "b.md", "a", "a/z.md")).toEqual(expected);
  });

  it("never offers the skipped files, neither in a folder nor by a glob", async () => {
    await write("a.md", "store/store.db");
    const sourcesWithoutStore = createFileSources({ skippedPaths: [join(folder, "store", "store.db")] });
    for (const pattern of [folder, join(folder, "**/*")]) {
      const { entries } = await sourcesWithoutStore.list([pattern], {}, never);
      expect(entries.map(({ uri }) => uri)).toEqual([pathToFileURL(join(folder, "a.md")).href]);
    }
  });

  it("reads a large file into memory that threads share", async () => {
    const bytes = Uint8Array.from({ length: 9_000_000 }, (_, at) => at % 251);
    await writeFile(join(folder, "large.bin"), bytes);
    const { entries } = await sources.list([join(folder, "large.bin")], {}, never);
    const read = await entries[0]?.read(never);
    expect(read?.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(Buffer.from(read ?? []).equals(bytes)).toBe(true);
  });

  it("returns size and date, and reads the bytes only on request", async () => {
    await write("a.md");
    const { entries } = await sources.list([join(folder, "a.md")], {}, never);
    expect(entries[0]).toMatchObject({ sizeBytes: 12, modifiedAt: expect.stringMatching(/^\d{4}-.*Z$/) });
    expect(new TextDecoder().decode(await entries[0]?.read(never))).toBe("text of a.md");
    await rm(join(folder, "a.md"));
    await expect(entries[0]?.read(never)).rejects.toMatchObject({ code: "file-unreadable" });
  });

  it("accepts names with spaces, emoji, percent and glob characters", async () => {
    const names = ["[draft] 100%.md", "my notes/🦊 fox.md", "what?#1.md"];
    await write(...names);
    expect((await list(...names)).paths.sort()).toEqual([...names].sort());
    const { entries } = await sources.list([join(folder, "my notes/🦊 fox.md")], {}, never);
    expect(entries[0]?.uri).toBe(pathToFileURL(join(folder, "my notes/🦊 fox.md")).href);
    expect(entries[0]?.uri).toContain("my%20notes/%F0%9F%A6%8A%20fox.md");
  });

  it("matches globs", async () => {
    await write("a.md", "b.txt", "deep/c.md", "deep/er/d.md", "deep/e.html");
    expect((await list("*.md")).paths).toEqual(["a.md"]);
    expect((await list("**/*.md")).paths).toEqual(["a.md", "deep/c.md", "deep/er/d.md"]);
    expect((await list("deep/*.{md,html}")).paths).toEqual(["deep/c.md", "deep/e.html"]);
  });

  it("skips hidden names and node_modules, unless they are named directly", async () => {
    await write(".git/config.md", ".hidden.md", "node_modules/x/readme.md", ".lydian/notes.md", "a.md");
    expect((await list(".")).paths).toEqual(["a.md"]);
    expect((await list("**/*.md")).paths).toEqual(["a.md"]);
    expect((await list(".hidden.md", ".lydian", "node_modules")).paths).toEqual([
      ".hidden.md",
      ".lydian/notes.md",
      "node_modules/x/readme.md",
    ]);
  });

  it("follows links to files but not to folders, and survives a loop of links", async () => {
    await write("real/a.md");
    await symlink(join(folder, "real/a.md"), join(folder, "real/link.md"));
    await symlink(folder, join(folder, "real/loop"));
    await symlink(join(folder, "self"), join(folder, "self"));
    await symlink(join(folder, "real"), join(folder, "other"));
    const { paths, codes } = await list(".");
    expect(paths).toEqual(["real/a.md", "real/link.md"]);
    expect(codes).toEqual(["file-unreadable"]);
    expect((await list("other")).paths).toEqual(["other/a.md", "other/link.md"]);
  });

  it("skips links to files outside the walked folder, and says so", async () => {
    await write("repo/a.md", "repo-secret/key.md", "repo/deep/b.md");
    await symlink("../repo-secret/key.md", join(folder, "repo/notes.md"));
    await symlink(join(folder, "repo-secret/key.md"), join(folder, "repo/deep/absolute.md"));
    await symlink("../a.md", join(folder, "repo/deep/inside.md"));
    await symlink(join(folder, "repo"), join(folder, "way"));
    const inside = ["a.md", "deep/b.md", "deep/inside.md"];
    const codes = ["link-leads-out", "link-leads-out"];
    expect(await list("repo")).toEqual({ paths: inside.map((name) => `repo/${name}`), codes });
    expect(await list("way")).toEqual({ paths: inside.map((name) => `way/${name}`), codes });
    expect((await list("repo/**/*.md")).codes).toEqual(codes);
    expect(await list("repo/notes.md")).toEqual({ paths: ["repo/notes.md"], codes: [] });
  });

  it("walks only folders that may be walked, by their real path at that moment", async () => {
    await write("docs/house/a.md", "secret/key.md");
    const asked: string[] = [];
    const careful = createFileSources({
      mayWalk: async (path, realPath) => {
        asked.push(path);
        return realPath.startsWith(join(await realpath(folder), "docs"));
      },
    });
    const house = pathToFileURL(join(folder, "docs/house/")).href;
    const listHouse = () => careful.list([house], {}, never);
    expect((await listHouse()).entries).toHaveLength(1);
    await rm(join(folder, "docs/house"), { recursive: true });
    await symlink(join(folder, "secret"), join(folder, "docs/house"));
    const { entries, problems } = await listHouse();
    expect(entries).toEqual([]);
    expect(problems).toMatchObject([{ code: "link-leads-out", uri: house.replace(/\/$/, "") }]);
    expect(asked).toEqual([join(folder, "docs/house/"), join(folder, "docs/house/")]);
  });

  it("reads no file that was replaced by a link or a pipe after it was listed", async () => {
    await write("repo/a.md", "repo/b.md", "repo/deep/c.md", "secret/a.md", "secret/c.md");
    const { entries } = await sources.list([join(folder, "repo")], {}, never);
    await rm(join(folder, "repo/a.md"));
    await symlink(join(folder, "secret/a.md"), join(folder, "repo/a.md"));
    await rm(join(folder, "repo/b.md"));
    execFileSync("mkfifo", [join(folder, "repo/b.md")]);
    await rm(join(folder, "repo/deep"), { recursive: true });
    await symlink(join(folder, "secret"), join(folder, "repo/deep"));
    expect(entries.map(({ label }) => label.slice(folder.length))).toEqual([
      "/repo/a.md",
      "/repo/b.md",
      "/repo/deep/c.md",
    ]);
    for (const entry of entries) await expect(entry.read(never)).rejects.toMatchObject({ code: "file-unreadable" });
  });

  it("reports broken links, missing paths and pipes as problems, and continues", async () => {
    await write("a.md");
    await symlink(join(folder, "nowhere"), join(folder, "broken.md"));
    execFileSync("mkfifo", [join(folder, "pipe")]);
    expect(await list(".")).toEqual({ paths: ["a.md"], codes: ["file-unreadable", "file-unreadable"] });
    expect(await list("missing.md", "a.md")).toEqual({ paths: ["a.md"], codes: ["file-unreadable"] });
  });

  it("reports an unreadable folder and an unreadable file, and continues", async () => {
    await write("closed/a.md", "b.md", "secret.md");
    await chmod(folder, 0o755);
    await chmod(join(folder, "closed"), 0);
    await chmod(join(folder, "secret.md"), 0);
    await withoutSuperuser(async () => {
      expect(await list(".")).toEqual({ paths: ["b.md", "secret.md"], codes: ["file-unreadable"] });
      const { entries } = await sources.list([join(folder, "secret.md")], {}, never);
      await expect(entries[0]?.read(never)).rejects.toMatchObject({ code: "file-unreadable" });
    });
    await chmod(join(folder, "closed"), 0o700);
  });

  it("skips files in .gitignore and .lydianignore, the nearest first, unless they are named directly", async () => {
    await write("a.md", "a.log", "keep.log", "Draft.md", "build/x.md", "deep/build/y.md", "deep/b.md", "deep/c.md");
    await writeFile(join(folder, ".gitignore"), "# made by tools\n*.log\n!keep.log\n/build/\ndraft.md\nc.md\n");
    await writeFile(join(folder, "deep/.lydianignore"), "b.md\n!c.md\n");
    const expected = ["Draft.md", "a.md", "deep/build/y.md", "deep/c.md", "keep.log"];
    expect((await list(".")).paths).toEqual(expected);
    expect((await list("**/*")).paths).toEqual(expected);
    expect((await list("a.log", "deep/b.md")).paths).toEqual(["a.log", "deep/b.md"]);
    expect((await list("build")).paths).toEqual(["build/x.md"]);
  });

  it("lets .lydianignore include what .gitignore ignores", async () => {
    await write("a.md", "b.md");
    await writeFile(join(folder, ".gitignore"), "*.md");
    await writeFile(join(folder, ".lydianignore"), "!b.md");
    expect((await list(".")).paths).toEqual(["b.md"]);
  });

  it("skips the temporary files of editors, office programs and downloads", async () => {
    await write("a.md", "~$a.docx", "a.md~", "#a.md#", "4913", "x.swp", "y.TMP", "z.pdf.part", "film.crdownload");
    expect((await list(".")).paths).toEqual(["a.md"]);
    await writeFile(join(folder, ".lydianignore"), "!*.part");
    expect((await list(".")).paths).toEqual(["a.md", "z.pdf.part"]);
  });

  it("offers nothing of a folder whose ignore file cannot be read, and reports the folder", async () => {
    await write("open/a.md", "closed/secret.md", "closed/.gitignore");
    await chmod(folder, 0o755);
    await chmod(join(folder, "closed/.gitignore"), 0);
    await withoutSuperuser(async () => {
      const { entries, problems } = await sources.list([folder], {}, never);
      expect(entries.map(({ uri }) => uri)).toEqual([pathToFileURL(join(folder, "open/a.md")).href]);
      expect(problems.map(({ uri }) => uri)).toEqual([pathToFileURL(join(folder, "closed")).href]);
    });
  });

  it("finds no rules in a device or pipe that is named like an ignore file, or that one links to", async () => {
    await write("a.md", "piped/b.md");
    await symlink("/dev/zero", join(folder, ".gitignore"));
    execFileSync("mkfifo", [join(folder, "piped/.lydianignore")]);
    expect(await list(".")).toEqual({ paths: ["a.md", "piped/b.md"], codes: [] });
  });

  it("offers nothing of a folder whose ignore file is too large, and names that file", async () => {
    await write("open/a.md", "closed/secret.md");
    await writeFile(join(folder, "closed/.gitignore"), "");
    await truncate(join(folder, "closed/.gitignore"), 5_000_000);
    expect((await list(".")).paths).toEqual(["open/a.md"]);
    const { problems } = await sources.list([folder], {}, never);
    expect(problems).toEqual([
      expect.objectContaining({
        uri: pathToFileURL(join(folder, "closed")).href,
        code: "file-too-large",
        message: expect.stringContaining("closed/.gitignore has 5000000 bytes"),
      }),
    ]);
  });

  it("gives a file a new revision when it changes, and the same one when it is moved", async () => {
    await write("a.md");
    const revisionOf = async (name: string) =>
      (await sources.list([join(folder, name)], {}, never)).entries[0]?.revision;
    // A file written just now may be written again without a later time.
    expect(await revisionOf("a.md")).toBeUndefined();
    await utimes(join(folder, "a.md"), 1_000, 1_000);
    const first = await revisionOf("a.md");
    await rename(join(folder, "a.md"), join(folder, "b.md"));
    expect(await revisionOf("b.md")).toBe(first);
    await utimes(join(folder, "b.md"), 1_000, 1_000.001);
    expect(await revisionOf("b.md")).not.toBe(first);
  });

  it("reads a URI as a path, and never as a glob", async () => {
    await write("[a]/x.md", "a/y.md");
    const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;
    const { entries } = await sources.list([`${uriOf("[a]")}/`], {}, never);
    expect(entries.map(({ uri }) => uri)).toEqual([uriOf("[a]/x.md")]);
    const { problems } = await sources.list([`${uriOf("gone*")}/`, `${uriOf("a/y.md")}/`], {}, never);
    expect(problems.map(({ code, uri }) => [code, uri])).toEqual([
      ["file-unreadable", uriOf("gone*")],
      ["file-unreadable", uriOf("a/y.md")],
    ]);
  });

  it("reports a folder or a glob without files", async () => {
    await mkdir(join(folder, "empty"));
    expect(await list("empty", "*.md")).toEqual({ paths: [], codes: ["no-match", "no-match"] });
    const { problems } = await sources.list(
      ["empty", "*.md", "nowhere/*.md"].map((name) => join(folder, name)),
      {},
      never,
    );
    expect(problems.map(({ message }) => message.replaceAll(folder, ""))).toEqual([
      "The folder /empty has no file that can be read.",
      "No file matches /*.md.",
      "No file matches /nowhere/*.md.",
    ]);
  });

  it("stops with the signal's reason when it is aborted", async () => {
    const reason = new Error("enough");
    await expect(sources.list([folder], {}, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
