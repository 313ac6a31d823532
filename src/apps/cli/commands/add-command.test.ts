import { describe, expect, it } from "vitest";
import type { OpenOptions } from "../../../config/index.ts";
import type { AddReport, Listener } from "../../../core/index.ts";
import type { Lydian } from "../../../library/index.ts";
import { receipt } from "../fixtures/fake-lydian.ts";
import { fakeTerminal } from "../fixtures/fake-terminal.ts";
import { runInTerminal as run } from "../fixtures/run-in-terminal.ts";

describe("lydian add", () => {
  const report: AddReport = {
    collection: "default",
    outcomes: [
      { uri: "file:///a%20b.md", outcome: "added", documentId: "d", receipt },
      { uri: "file:///c.pdf", outcome: "failed", code: "load-failed", message: "It is broken.", hint: "Fix it." },
    ],
    rechunked: 0,
    chunksWithoutVectors: 0,
    documentsToRechunk: 0,
  };

  it("prints a receipt for each document with its warnings, and exits with 4 if a file failed", async () => {
    const { code, out } = await run(["add", "x"], { add: async () => report });
    expect(code).toBe(4);
    expect(out.split("\n")).toEqual([
      "added    /a b.md  2 pages, 3 chunks",
      "         warning: Page 2 has no text: it is a picture, or blank.",
      "failed   /c.pdf",
      "         It is broken.",
      "         hint: Fix it.",
      "1 added, 1 failed in collection default",
    ]);
  });

  it("prints how many members of a container were read, and which were removed", async () => {
    const outcomes = [
      { uri: "file:///a.zip", outcome: "opened", members: 3, membersRead: 2 },
      { uri: "file:///a.zip!/b.md", outcome: "removed", documentId: "d", accessLabels: [] },
    ] as const;
    const { code, out } = await run(["add", "x"], { add: async () => ({ ...report, outcomes }) });
    expect(code).toBe(0);
    expect(out.split("\n")).toEqual([
      "opened   /a.zip  2 of 3 members read",
      "removed  /a.zip!/b.md",
      "1 opened, 1 removed in collection default",
    ]);
  });

  it("counts the members of a container instead of the container", async () => {
    let listener: Listener = () => undefined;
    const { err } = await run(["add", "x"], {
      on: (given) => {
        listener = given;
        return () => undefined;
      },
      add: async () => {
        listener({ type: "ingest-started", collection: "default", files: 1 });
        listener({ type: "container-opened", uri: "a", members: 2, isDocument: false });
        listener({ type: "document-committed", uri: "a!/b", documentId: "d", receipt });
        listener({ type: "document-committed", uri: "a!/c", documentId: "e", receipt });
        return report;
      },
    });
    expect(err).toBe("reading 1 file\ncomputing the vectors of 6 chunks");
  });

  it("reads standard input as one document, with typed metadata, labels and the store's options", async () => {
    const seen: unknown[] = [];
    const add: Lydian["add"] = async (...call) => {
      seen.push(call);
      return { ...report, outcomes: [] };
    };
    const line = "add - --name n.md --meta year=2025 --meta draft=false --meta tag=a --meta tag=2 --meta on=2025-01-02";
    const more = "--label staff --label night --no-embed --store s --collection c --wait 2";
    const opened: OpenOptions[] = [];
    const options = {
      terminal: fakeTerminal({ input: "# Hi" }),
      onOpen: (given: OpenOptions) => void opened.push(given),
    };
    const { code } = await run(`${line} ${more}`.split(" "), { add }, options);
    expect(code).toBe(0);
    expect(opened).toEqual([{ store: "s", settings: { collection: "c", store: { waitSeconds: 2 } } }]);
    expect(seen).toMatchObject([
      [
        [{ uri: "n.md", content: Buffer.from("# Hi") }],
        {
          metadata: { year: 2025, draft: false, tag: ["a", "2"], on: "2025-01-02" },
          accessLabels: ["staff", "night"],
          embed: false,
        },
      ],
    ]);
  });

  it("reads no standard input that never ends", async () => {
    const megabytes = new Uint8Array(64_000_000);
    const input = (async function* () {
      for (;;) yield megabytes;
    })();
    const terminal = fakeTerminal();
    const endless = { ...terminal, bytes: { ...terminal.bytes, input } };
    const { code, err } = await run(["add", "-"], {}, { terminal: endless });
    expect([code, err]).toEqual([1, expect.stringContaining("Standard input has more than 1024 MB")]);
  });

  it.each([
    [["add", "x"], "reading 1 file\ncomputing the vectors of 3 chunks"],
    [["add", "x", "--no-embed"], "reading 1 file"],
  ])(
    "announces the computation of vectors as soon as the files are read, unless it is switched off: %j",
    async (args, told) => {
      let listener: Listener = () => undefined;
      const { err } = await run(args, {
        on: (given) => {
          listener = given;
          return () => undefined;
        },
        add: async () => {
          listener({ type: "ingest-started", collection: "default", files: 1 });
          listener({ type: "document-committed", uri: "a", documentId: "d", receipt });
          return report;
        },
      });
      expect(err).toBe(told);
    },
  );

  it("prints what is kept when it is stopped, closes the store, and exits with 130", async () => {
    const stop = new AbortController();
    let listener: Listener = () => undefined;
    let closed = 0;
    const { code, err } = await run(
      ["add", "x"],
      {
        on: (given) => {
          listener = given;
          return () => undefined;
        },
        add: async () => {
          listener({ type: "ingest-started", collection: "default", files: 2 });
          listener({ type: "document-committed", uri: "a", documentId: "d", receipt });
          stop.abort();
          throw stop.signal.reason;
        },
        close: async () => void closed++,
      },
      { signal: stop.signal },
    );
    expect([code, closed]).toEqual([130, 1]);
    expect(err).toBe("reading 2 files\n1 document of this run is kept. Run the same command again to continue.");
  });
});
