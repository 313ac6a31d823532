import { describe, expect, it } from "vitest";
import type { Lydian } from "../../../library/index.ts";
import { fakeLydian } from "../fixtures/fake-lydian.ts";
import { type FakeTerminal, fakeTerminal } from "../fixtures/fake-terminal.ts";
import { runCli } from "../run-cli.ts";

async function run(line: string, calls: Partial<Lydian> = {}, terminal: FakeTerminal = fakeTerminal()) {
  const { signal } = new AbortController();
  const open = async () => fakeLydian(calls);
  const services = {
    terminal,
    signal,
    open,
    repairState: async () => undefined,
    repairStore: async () => undefined,
    trustStore: async () => ({ store: "/s", outcome: "trusted" as const, parts: [] }),
    serve: async () => undefined,
    serveMcp: async () => undefined,
    openServer: async () => {
      throw new Error("no command about the server was expected");
    },
    runDoctor: async () => ({ checks: [] }),
  };
  const code = await runCli({ args: line.split(" "), version: "1.2.3", services });
  return { code, out: terminal.stdout(), err: terminal.stderr() };
}

describe("lydian backup", () => {
  const report = { file: "/b.db", warnings: [], sizeBytes: 1_234_567, documents: 1_200, chunks: 1 };

  it("prints the path and the contents of the copy", async () => {
    const seen: unknown[] = [];
    const backup: Lydian["backup"] = async (...call) => {
      seen.push(call);
      return report;
    };
    const { out } = await run("backup b.db --force", { backup });
    expect([out, seen]).toMatchObject([
      "/b.db  1.2 MB, checked: 1,200 documents, 1 chunk",
      [["b.db", { replace: true }]],
    ]);
    expect(JSON.parse((await run("backup b.db --json", { backup })).out)).toEqual(report);
  });

  it("rejects --collection, and names the command that copies one collection", async () => {
    const { code, err } = await run("backup b.db --collection notes");
    expect([code, err]).toEqual([2, expect.stringContaining("lydian export FILE --collection notes")]);
  });
});

describe("lydian export", () => {
  const collections = [{ collection: "notes", documents: 2, sources: 0 }];

  it("prints the exported collections and the file", async () => {
    const seen: unknown[] = [];
    const exportTo: Lydian["exportTo"] = async (...call) => {
      seen.push(call);
      return { file: "/n.gz", collections, documents: 2 };
    };
    const { out } = await run("export n.gz --collection notes", { exportTo });
    expect([out, seen]).toMatchObject([
      "exported  notes  2 documents\n/n.gz",
      [["n.gz", { collection: "notes", replace: false }]],
    ]);
  });

  it("writes only the export to standard output", async () => {
    const terminal = fakeTerminal();
    const exportTo: Lydian["exportTo"] = async (target) => {
      if (typeof target !== "string") target.write("bytes");
      return { collections, documents: 2 };
    };
    const { out, err } = await run("export -", { exportTo }, terminal);
    expect([out, err, terminal.written()]).toEqual(["", "exported  notes  2 documents", "bytes"]);
  });

  it("refuses to write an export to a terminal", async () => {
    const { code, err } = await run("export -", {}, fakeTerminal({ isTerminal: true }));
    expect([code, err]).toEqual([2, expect.stringMatching(/terminal cannot show[\s\S]*hint: Name a file/)]);
  });
});

describe("lydian import", () => {
  const counts = { replaced: 0, skipped: 0, kept: 0, refused: [], withVectors: 2, chunksWithoutVectors: 0 };
  const plain = { collection: "notes", imported: 2, ...counts };

  it("prints how many documents were imported, and what to do about skipped ones", async () => {
    const refused = [{ uri: "file:///letter.txt", message: "A guard refused the document (block): It commands." }];
    const rest = {
      imported: 1_200,
      replaced: 1,
      skipped: 3,
      kept: 4,
      refused,
      withVectors: 1_100,
      chunksWithoutVectors: 9,
    };
    const importFrom = async () => ({ collections: [plain, { collection: "more", ...rest }], sourcesLeftOut: [] });
    const { code, out } = await run("import n.gz", { importFrom });
    expect([code, out.split("\n")]).toEqual([
      0,
      [
        "imported  notes  2 documents, 2 with vectors",
        "imported  more  1,200 documents, 1,100 with vectors, 1 replaced another version, 3 already there, 4 skipped because another version exists (--replace), 1 refused by a guard, 9 chunks without vectors (run lydian embed)",
        "refused   /letter.txt: A guard refused the document (block): It commands.",
      ],
    ]);
  });

  it.each([
    ["n.gz", "y", true],
    ["n.gz", "n", false],
    ["n.gz", undefined, false],
    ["n.gz --with-sources", undefined, true],
  ])("lists the sources of the file and asks about them: import %s, reply %s", async (args, reply, isAccepted) => {
    const uris = ["file:///home/me/", "https://intranet.example/"];
    const importFrom: Lydian["importFrom"] = async (_source, options) => {
      const accepted = (await options?.acceptSources?.(uris)) ?? false;
      return { collections: [plain], sourcesLeftOut: accepted ? [] : uris };
    };
    const { out, err } = await run(
      `import ${args}`,
      { importFrom },
      fakeTerminal(reply === undefined ? {} : { reply }),
    );
    expect(out.includes("2 sources left out")).toBe(!isAccepted);
    const isAsked = !args.includes("--with-sources");
    expect([err.includes("/home/me/"), err.includes("https://intranet.example/")]).toEqual([isAsked, isAsked]);
  });

  it("passes options and standard input to the library", async () => {
    const read: unknown[] = [];
    const seen: unknown[] = [];
    const importFrom: Lydian["importFrom"] = async (source, options) => {
      if (typeof source !== "string") for await (const piece of source) read.push(Buffer.from(piece).toString());
      seen.push(options);
      return { collections: [plain], sourcesLeftOut: [] };
    };
    await run("import - --as notes --replace --no-embed", { importFrom }, fakeTerminal({ input: "bytes" }));
    expect([read, seen]).toMatchObject([["bytes"], [{ as: "notes", replace: true, embed: false }]]);
  });

  it.each([
    ["import -", /typed at a terminal[\s\S]*hint: Name a file/],
    ["import n.gz --collection x", /all collections[\s\S]*hint: Use `--as x`/],
  ])("rejects `lydian %s` at a terminal", async (line, told) => {
    const { code, err } = await run(line, {}, fakeTerminal({ isTerminal: true }));
    expect([code, err]).toEqual([2, expect.stringMatching(told)]);
  });
});

describe("lydian reindex", () => {
  const report = {
    collection: "default",
    from: "old",
    to: "new",
    swapped: true,
    embedded: 1_200,
    rechunked: 0,
    notEmbedded: [],
  };

  it.each([
    [report, "1,200 chunks of collection default switched from old to new"],
    [{ ...report, rechunked: 1 }, "1,200 chunks of collection default switched from old to new, 1 document rechunked"],
    [{ ...report, swapped: false, embedded: 0 }, "collection default already has all vectors of new"],
    [{ ...report, swapped: false, embedded: 1 }, "1 vector of new added to collection default"],
  ])("prints the outcome of case %# in one line", async (given, told) => {
    expect((await run("reindex", { reindex: async () => given })).out).toBe(told);
  });

  it("names the documents that could not be embedded, and exits with 4", async () => {
    const failure = {
      uri: "file:///bad.md",
      outcome: "failed",
      code: "embedding-failed",
      message: "No vector.",
    } as const;
    const { code, out } = await run("reindex", { reindex: async () => ({ ...report, notEmbedded: [failure] }) });
    expect([code, out]).toEqual([4, expect.stringMatching(/^failed {3}\S*bad\.md\n +No vector\.\n1,200 chunks/)]);
  });
});
