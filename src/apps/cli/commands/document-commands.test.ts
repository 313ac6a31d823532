import { describe, expect, it } from "vitest";
import type { Lydian } from "../../../library/index.ts";
import { document } from "../fixtures/fake-lydian.ts";
import { fakeTerminal } from "../fixtures/fake-terminal.ts";
import { runInTerminal as run } from "../fixtures/run-in-terminal.ts";

describe("lydian show", () => {
  it("prints the text of a document unchanged to a pipe, and without control characters to a terminal", async () => {
    const read = async () => document;
    expect((await run(["show", "d1"], { read })).out).toBe(document.text);
    const terminal = fakeTerminal({ isTerminal: true });
    const shown = await run(["show", "d1"], { read }, { terminal });
    expect([shown.out, shown.err]).toEqual(["A late cancellation costs €40. Call us.", "language: not recognised"]);
    const german = await run(
      ["show", "d1"],
      { read: async () => ({ ...document, language: "de" }) },
      { terminal: fakeTerminal({ isTerminal: true }) },
    );
    expect(german.err).toBe("language: de (German)");
  });

  it("prints a span, counted in UTF-16", async () => {
    expect((await run(["show", "d1", "--span", "2:6"], { read: async () => document })).out).toBe("late");
    expect((await run(["show", "d1", "--span", "6:2"])).code).toBe(2);
  });

  it("says how to find the name of a document if it is missing", async () => {
    const { code, err } = await run(["show", "nowhere"], { read: async () => undefined });
    expect([code, err]).toEqual([1, 'error: No document is called "nowhere".\nhint: `lydian list` shows all of them.']);
  });
});

describe("lydian list, remove, embed, status, doctor", () => {
  it("lists documents as a table or as an array", async () => {
    const english = { ...document, language: "en" };
    const list = async () => [english];
    const { out } = await run(["list"], { list });
    expect(out.split("\n")).toEqual([
      "id  title  language  chunks  warnings  source",
      "d1  Fees   en             3         1  /handbook/fees new.pdf",
    ]);
    expect(JSON.parse((await run(["list", "--json"], { list })).out)).toEqual([english]);
  });

  it("lists the documents that match the words and the filter", async () => {
    const asked: unknown[] = [];
    const list: Lydian["list"] = async ({ text, where } = {}) => {
      asked.push({ text, where });
      return [];
    };
    const checkFilter = async () => [];
    const { err } = await run(["list", "--text", "price 2026", "--where", "year = 2026"], { list, checkFilter });
    expect([asked, err]).toEqual([[{ text: "price 2026", where: "year = 2026" }], "No document was found."]);
  });

  it("prints the removed documents and the missing ones, and exits with 4", async () => {
    const remove = async () => ({ removed: [document], forgotten: [], notFound: ["x"] });
    const { code, out, err } = await run(["remove", "fees", "x"], { remove });
    expect([code, out, err]).toEqual([4, "removed  Fees  /handbook/fees new.pdf", "not found  x"]);
  });

  it("prints the number of computed vectors", async () => {
    const report = {
      collection: "default",
      embedded: 1,
      rechunked: 0,
      chunksWithoutVectors: 0,
      documentsToRechunk: 0,
      notEmbedded: [],
    };
    const embed = async () => report;
    expect((await run(["embed"], { embed })).out).toBe("1 vector computed in collection default; none is missing");
    const after = async () => ({ ...report, rechunked: 2 });
    const sentence = "2 documents rechunked, 1 vector computed in collection default; none is missing";
    expect((await run(["embed"], { embed: after })).out).toBe(sentence);
    const failure = {
      uri: "file:///bad.md",
      outcome: "failed",
      code: "embedding-failed",
      message: "No vector.",
    } as const;
    const { code, out } = await run(["embed"], { embed: async () => ({ ...report, notEmbedded: [failure] }) });
    expect([code, out]).toEqual([4, expect.stringMatching(/^failed {3}\S*bad\.md\n +No vector\.\n1 vector computed/)]);
  });

  it("prints the store, and how to start if it is empty", async () => {
    const guardPolicy = { name: "clinic", version: "a1b2", origin: "user", path: "/home/guards.yaml" } as const;
    const empty = { store: "/s", formatVersion: 1, sizeBytes: 1_234_567, embedder: "m", guardPolicy, collections: [] };
    expect((await run(["status"], { status: async () => empty })).out).toContain("1.2 MB, format 1");
    expect((await run(["status"], { status: async () => empty })).out).toContain(
      "policy clinic a1b2, /home/guards.yaml",
    );
    expect((await run(["status"], { status: async () => empty })).out).toContain("lydian add PATH");
  });

  it("exits with 1 when the doctor finds a problem, and prints the fix", async () => {
    const problem = { name: "disk", status: "problem", message: "Full.", hint: "Make room." } as const;
    const { code, out } = await run(["doctor"], {}, { report: { checks: [problem] } });
    expect([code, out]).toEqual([1, "problem  disk  Full.\n         hint: Make room."]);
  });

  it("repairs the store and the state, tells of both, and exits with 4 if either has lost something", async () => {
    const tables = [{ table: "answers", saved: 2, lost: 1, unreadablePlaces: 0 }];
    const state = { damagedFile: "/s/state.db.damaged", tables };
    const repaired = await run(["doctor", "--repair", "--json"], {}, { repairState: async () => state });
    expect([repaired.code, JSON.parse(repaired.out)]).toEqual([4, { damaged: false, state }]);
    const shown = await run(["doctor", "--repair"], {}, { repairState: async () => state });
    expect([shown.code, shown.out]).toEqual([4, expect.stringContaining("2 saved answers")]);
    expect(shown.out).toContain("1 lost");
    expect((await run(["doctor", "--repair", "--json"])).code).toBe(0);
  });
});
