import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, symlinkSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { cleanEnvironment, command, type Finished, runLydian, temporaryFolder } from "../run-lydian.ts";
import { brokenPdf, encryptedPdf } from "./hostile-files.ts";

const report = z.object({
  outcomes: z.array(
    z.object({
      uri: z.string(),
      outcome: z.string(),
      code: z.string().optional(),
      hint: z.string().optional(),
      receipt: z.object({ warnings: z.array(z.object({ code: z.string() })) }).optional(),
    }),
  ),
});

/** Returns the outcome of each file, or the code of its failure, with the codes of its warnings. */
function outcomes(run: Finished): Readonly<Record<string, string>> {
  const { outcomes: all } = report.parse(JSON.parse(run.stdout));
  return Object.fromEntries(
    all.map(({ uri, outcome, code, receipt }) => [
      decodeURIComponent(uri.split("/").at(-1) ?? ""),
      [outcome, code, ...(receipt?.warnings ?? []).map((warning) => warning.code)].filter(Boolean).join(" "),
    ]),
  );
}

describe("bad input", () => {
  const folder = temporaryFolder();
  const run = (...args: string[]) => runLydian([...args, "--store", "store"], { cwd: folder.path });
  const at = (...names: string[]) => join(folder.path, ...names);

  beforeAll(async () => {
    mkdirSync(at("docs"));
    mkdirSync(at("empty"));
    writeFileSync(at("docs", "good.md"), "# Hours\n\nThe clinic opens at eight.\n");
    writeFileSync(
      at("docs", "picture.txt"),
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
    );
    writeFileSync(
      at("docs", "machine-code.txt"),
      Buffer.from(Array.from({ length: 4_000 }, (_, index) => (index * 7) % 256)),
    );
    writeFileSync(at("docs", "surrogates.txt"), Buffer.from([0xff, 0xfe, 0x41, 0x00, 0x00, 0xd8, 0x42, 0x00]));
    writeFileSync(at("docs", "a file with spaces 🏥.txt"), "The emoji clinic lies at the harbour.\n");
    writeFileSync(at("docs", "nothing.txt"), "");
    writeFileSync(at("docs", "broken.pdf"), brokenPdf());
    writeFileSync(at("docs", "locked.pdf"), await encryptedPdf());
    symlinkSync(at("docs"), at("docs", "loop"));
    symlinkSync(at("docs", "gone.txt"), at("docs", "dangling.txt"));
  });
  afterAll(() => folder.remove());

  it("ends with code 4 after reading what can be read and explaining every other file", async () => {
    const added = await run("add", "docs", "--no-embed", "--json");
    expect(outcomes(added)).toEqual({
      "good.md": "added",
      "a file with spaces 🏥.txt": "added",
      "surrogates.txt": expect.stringMatching(/^added .*replaced/),
      "nothing.txt": expect.stringMatching(/^added .*no-text/),
      "picture.txt": "failed unsupported-media-type",
      "machine-code.txt": "failed unsupported-media-type",
      "broken.pdf": "failed load-failed",
      "locked.pdf": "failed encrypted-document",
      "dangling.txt": "failed file-unreadable",
    });
    expect(added.code).toBe(4);
    const found = await run("search", "emoji harbour", "--mode", "lexical", "--json");
    expect(found.stdout).toContain("The emoji clinic lies at the harbour.");
  });

  it("is reported if a glob, a path or a folder contains no document", async () => {
    for (const path of ["docs/*.xyz", "nowhere.md", "empty"]) {
      const added = await run("add", path, "--no-embed");
      expect(added.code).toBe(4);
      expect(added.stdout).toContain(path);
      expect(added.stdout).toContain("hint:");
    }
  });

  it("is refused with what to do if a settings file, a policy or a profile has 10 MB", async () => {
    const settings = at("large-settings", "settings.yaml");
    const policy = at("large-policy", "guards.yaml");
    const profile = at(".config", "lydian", "profiles", "large.yaml");
    for (const path of [settings, policy, profile]) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `# ${"x".repeat(10_000_000)}\n`);
    }
    const calls: readonly (readonly [path: string, ...args: readonly string[]])[] = [
      [settings, "status", "--store", "large-settings"],
      [policy, "search", "clinic", "--mode", "lexical", "--store", "large-policy"],
      [policy, "guard", "check", "docs/good.md", "--policy", policy],
      [profile, "profile", "show", "large", "--store", "store"],
    ];
    for (const [path, ...args] of calls) {
      const { code, stderr } = await runLydian(args, { cwd: folder.path });
      expect([args, code, stderr]).toEqual([
        args,
        2,
        `error: The file ${path} has more than 4 MB, which is the maximum for settings, policies, profiles and keys.\n` +
          "hint: Check that it is the right file, or make it shorter.\n",
      ]);
    }
  });

  it("is rejected at the loader's limit if it is 200 MB of text, and the next file is still read", async () => {
    const paragraph = `${"The clinic keeps its records for ten years. ".repeat(2_400)}\n\n`;
    const file = openSync(at("large.txt"), "w");
    for (let size = 0; size < 200_000_000; size += paragraph.length) writeSync(file, paragraph);
    closeSync(file);
    const added = await runLydian(["add", "large.txt", "docs/good.md", "--no-embed", "--json", "--store", "store"], {
      cwd: folder.path,
      env: { LYDIAN_INGEST_MEMORY_MEGABYTES: "256" },
    });
    expect(outcomes(added)["large.txt"]).toMatch(/^failed (file-too-large|loader-limit)$/);
    expect(outcomes(added)["good.md"]).toMatch(/^(added|skipped)$/);
    expect(added.code).toBe(4);
  });

  it("is rejected if it is a store of a newer version, and the message names both versions", async () => {
    await runLydian(["add", "docs/good.md", "--no-embed", "--store", "newer"], { cwd: folder.path });
    const database = new Database(at("newer", "store.db"));
    database.pragma("user_version = 99");
    database.close();
    const searched = await runLydian(["search", "clinic", "--store", "newer"], { cwd: folder.path });
    expect(searched.code).toBe(1);
    expect(searched.stderr).toMatch(/^error: .*99.*\nhint: /);
  });

  it("is reported if the store is still busy after the given time", async () => {
    await run("add", "docs/good.md", "--no-embed");
    const database = new Database(at("store", "store.db"));
    database.exec("BEGIN IMMEDIATE");
    const busy = await run("add", "docs/good.md", "--no-embed", "--meta", "again=true", "--wait", "0.2");
    database.exec("ROLLBACK");
    database.close();
    expect(busy.code).toBe(1);
    expect(busy.stderr).toMatch(/error: .*\nhint: .*--wait/);
  });

  it("gets a suggestion if a setting is unknown", async () => {
    mkdirSync(at("settings"));
    writeFileSync(at("settings", "settings.yaml"), "serch:\n  limit: 3\n");
    const listed = await runLydian(["list", "--store", "settings"], { cwd: folder.path });
    expect(listed.code).toBe(2);
    expect(listed.stderr).toMatch(/error: .*"serch".*\nhint: .*"search"/s);
  });

  it("is marked at the place where a filter is wrong", async () => {
    const searched = await run("search", "clinic", "--where", "year >= 2024 and author in");
    expect(searched.code).toBe(2);
    expect(searched.stderr).toMatch(/year >= 2024 and author in\n\s+\^/);
  });

  it("is an error in JSON if the output is JSON", async () => {
    const searched = await run("search", "clinic", "--where", "year >", "--json");
    expect(
      z.object({ error: z.object({ code: z.string(), message: z.string() }) }).parse(JSON.parse(searched.stderr)).error
        .code,
    ).toBe("invalid-filter");
  });

  it("gets similar names if a collection is mistyped", async () => {
    const searched = await run("search", "clinic", "--collection", "defalt");
    expect(searched.code).toBe(1);
    expect(searched.stderr).toMatch(/defalt.*\nhint: .*default/s);
  });
});

describe("Ctrl-C", () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  it("keeps what was committed, and the next run continues from there", async () => {
    mkdirSync(join(folder.path, "docs"));
    for (let number = 0; number < 400; number++) {
      writeFileSync(
        join(folder.path, "docs", `${number}.md`),
        `# Room ${number}\n\n${`Room ${number} has a bed. `.repeat(40)}\n`,
      );
    }
    const child = spawn(process.execPath, [command, "add", "docs", "--store", "store"], {
      cwd: folder.path,
      env: cleanEnvironment(folder.path),
    });
    const stopped = new Promise<number | null>((resolve) => child.on("close", resolve));
    // Vectors are computed after words. The first of them shows that documents were committed.
    await new Promise<void>((resolve) => {
      child.stderr.on("data", (data: Buffer) => {
        if (/vectors/.test(data.toString())) resolve();
      });
      child.on("close", () => resolve());
    });
    child.kill("SIGINT");
    expect(await stopped).toBe(130);
    const status = await runLydian(["status", "--json", "--store", "store"], { cwd: folder.path });
    const parsed = z
      .object({ collections: z.array(z.object({ documents: z.number(), chunksWithoutVectors: z.number() })) })
      .parse(JSON.parse(status.stdout));
    expect(parsed.collections[0]?.documents).toBe(400);
    expect(parsed.collections[0]?.chunksWithoutVectors).toBeGreaterThan(0);
  });
});
