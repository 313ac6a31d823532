import { describe, expect, it } from "vitest";
import type { Lydian, SyncReport } from "../../../library/index.ts";
import { document, receipt } from "../fixtures/fake-lydian.ts";
import { runWith } from "../fixtures/run-with.ts";

describe("lydian sync", () => {
  const moved = { uri: "file:///b.md", outcome: "moved", from: "file:///a.md", documentId: "d", receipt } as const;
  const failed = {
    uri: "file:///d/",
    outcome: "failed",
    code: "source-unavailable",
    message: "Away.",
    hint: "Mount it.",
  };
  const report: SyncReport = {
    collection: "default",
    dryRun: false,
    sources: [
      { source: "file:///c/", outcomes: [moved], unchanged: 1_234, ownedElsewhere: 1 },
      { source: "file:///d/", outcomes: [{ ...failed, outcome: "failed" }], unchanged: 0, ownedElsewhere: 0 },
    ],
    untrusted: [],
    chunksWithoutVectors: 2,
    notEmbedded: [],
    documentsToRechunk: 0,
  };

  it("prints the changes of each source, and exits with 4 if one is unavailable", async () => {
    const { code, out } = await runWith(["sync", "c", "d"], { sync: async () => report });
    expect(code).toBe(4);
    expect(out.split("\n")).toEqual([
      "moved    /b.md (was /a.md)  2 pages, 3 chunks",
      "         warning: Page 2 has no text: it is a picture, or blank.",
      "/c/: 1 moved, 1,234 unchanged, 1 file owned by another source",
      "failed   /d/",
      "         Away.",
      "         hint: Mount it.",
      "/d/: 1 failed, 0 unchanged",
      "2 chunks without vectors (run lydian embed)",
    ]);
  });

  it("lists the sources that came with the store and were left out", async () => {
    const untrusted = { ...report, sources: [], untrusted: ["file:///home/me/"] };
    const { code, out } = await runWith(["sync"], { sync: async () => untrusted });
    expect([code, out]).toEqual([0, expect.stringMatching(/^\/home\/me\/: ignored.*\n.*`lydian trust`$/)]);
  });

  it("syncs all sources without a name, passes options to the library, and announces a dry run", async () => {
    const seen: unknown[] = [];
    const sync: Lydian["sync"] = async (...call) => {
      seen.push(call);
      return { ...report, dryRun: true, sources: report.sources.slice(0, 1) };
    };
    const { code, out } = await runWith("sync --dry-run --meta year=2025 --label staff --depth 2".split(" "), { sync });
    expect(code).toBe(0);
    expect(seen).toMatchObject([
      [undefined, { dryRun: true, metadata: { year: 2025 }, accessLabels: ["staff"], depth: 2, embed: true }],
    ]);
    expect(out.split("\n").at(-1)).toBe("dry run: nothing was changed");
  });
});

describe("lydian sources", () => {
  const options = { metadata: {}, metadataRules: [], accessLabels: [] };
  const source = { collection: "default", uri: "file:///c/", options, addedAt: "2026-01-01T00:00:00.000Z" };
  const problem = {
    since: "2026-01-03T03:04:05.000Z",
    code: "source-unavailable",
    message: "There is nothing at this path.",
    hint: "Check the path.",
  };
  const listed = [
    {
      ...source,
      documents: 1_200,
      syncedAt: "2026-01-02T03:04:05.000Z",
      watch: { since: "2026-01-01T00:00:00.000Z" },
    },
    { ...source, uri: "file:///d/", documents: 0, watch: { since: "2026-01-01T00:00:00.000Z", problem } },
    { ...source, uri: "https://example.org/", documents: 0 },
  ];

  it.each([[["sources"]], [["sources", "list"]]])("lists the sources: %j", async (line) => {
    const { out } = await runWith(line, { sources: async () => listed });
    expect(out.split("\n")).toEqual([
      "documents  last synced           watched         source",
      "    1,200  2026-01-02 03:04 UTC  yes             /c/",
      "        0  never                 with a problem  /d/",
      "        0  never                 no              https://example.org/",
      "",
      "/d/, since 2026-01-03 03:04 UTC:",
      "  There is nothing at this path.",
      "  Check the path.",
    ]);
    expect(JSON.parse((await runWith([...line, "--json"], { sources: async () => listed })).out)).toEqual(listed);
  });

  it.each([
    [["sources", "remove", "c"], false, "removed  /c/; 1 document removed with it"],
    [["sources", "remove", "c", "--keep"], true, "removed  /c/; its documents stay"],
  ])("removes a source: %j", async (line, keep, told) => {
    const seen: unknown[] = [];
    const removeSource: Lydian["removeSource"] = async (...call) => {
      seen.push(call);
      return { source, removed: keep ? [] : [document] };
    };
    const { out } = await runWith(line, { removeSource });
    expect([out, seen]).toMatchObject([told, [["c", { keep }]]]);
  });
});
