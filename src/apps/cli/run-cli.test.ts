import { describe, expect, it } from "vitest";
import type { AddReport, DoctorReport, Lydian, OpenOptions } from "../../calls/index.ts";
import { InvalidFilterError, type Listener, StoreBusyError } from "../../core/index.ts";
import { abstained, document, fakeLydian, grounded, hit, receipt } from "./fixtures/fake-lydian.ts";
import { type FakeTerminal, fakeTerminal } from "./fixtures/fake-terminal.ts";
import { runCli } from "./run-cli.ts";

interface RunOptions {
  readonly terminal?: FakeTerminal;
  readonly signal?: AbortSignal;
  readonly onOpen?: (options: OpenOptions) => void;
  readonly report?: DoctorReport;
}

async function run(args: readonly string[], calls: Partial<Lydian> = {}, options: RunOptions = {}) {
  const terminal = options.terminal ?? fakeTerminal();
  const code = await runCli({
    args,
    version: "1.2.3",
    services: {
      terminal,
      signal: options.signal ?? new AbortController().signal,
      open: async (given) => {
        options.onOpen?.(given);
        return fakeLydian(calls);
      },
      repairStore: async () => undefined,
      serve: async () => undefined,
      serveMcp: async () => undefined,
      runDoctor: async () => options.report ?? { checks: [] },
    },
  });
  return { code, out: terminal.stdout(), err: terminal.stderr() };
}

describe("lydian ask", () => {
  it("marks the sentences, and gives title, headings, page and quote of the sources", async () => {
    const { code, out } = await run(["ask", "What", "does", "it", "cost?"], { ask: async () => grounded });
    expect(code).toBe(0);
    expect(out).toContain("A late cancellation costs €40. [1]");
    expect(out).toContain("[1] Fees — Appointments, page 3\n    /handbook/fees new.pdf\n    “A late cancellation");
    expect(out).toContain("warning: “Fees” has a page without text.");
  });

  it("abstains with the reason, the nearest passages and exit code 3", async () => {
    const { code, out } = await run(["ask", "Why?"], { ask: async () => abstained });
    expect(code).toBe(3);
    expect(out).toMatch(/^The documents do not say\. What was found is too weak/);
    expect(out).toContain("The nearest passages:\n  Fees — Appointments, page 3");
  });

  it("prints the whole answer as JSON", async () => {
    const { code, out } = await run(["ask", "Why?", "--json"], { ask: async () => abstained });
    expect([code, JSON.parse(out)]).toEqual([3, abstained]);
  });
});

describe("lydian search", () => {
  const found = { hits: [hit], warnings: [{ code: "vectors-incomplete", message: "Some wait." }], trace: [] };

  it("hands every option on and explains scores by summands", async () => {
    const asked: unknown[] = [];
    const search: Lydian["search"] = async (...call) => {
      asked.push(call);
      return found;
    };
    const line = ["search", "late", "fee", "--where", "year > 1", "--limit", "3", "--mode", "lexical"];
    const { out, err } = await run([...line, "--exact", "--explain"], { search });
    expect(asked).toMatchObject([["late fee", { where: "year > 1", limit: 3, mode: "lexical", exact: true }]]);
    expect(out).toContain(
      "words: 3.5000, rank 1\n     + 1.5000  body: late\n     + 2.0000  title: fees\n     = 3.5000",
    );
    expect(err).toContain("Some wait.");
  });

  it("prints an array of hits as JSON, and warnings beside it", async () => {
    const { out, err } = await run(["search", "fee", "--json"], { search: async () => found });
    expect(JSON.parse(out)).toEqual([hit]);
    expect(err).toBe("warning: Some wait.");
  });
});

describe("lydian add", () => {
  const report: AddReport = {
    collection: "default",
    outcomes: [
      { uri: "file:///a%20b.md", outcome: "added", documentId: "d", receipt },
      { uri: "file:///c.pdf", outcome: "failed", code: "load-failed", message: "It is broken.", hint: "Mend it." },
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
      "         hint: Mend it.",
      "1 added, 1 failed in collection default",
    ]);
  });

  it("prints how many members of a container were read, and which have gone", async () => {
    const outcomes = [
      { uri: "file:///a.zip", outcome: "opened", members: 3, membersRead: 2 },
      { uri: "file:///a.zip!/b.md", outcome: "removed", documentId: "d" },
    ] as const;
    const { code, out } = await run(["add", "x"], { add: async () => ({ ...report, outcomes }) });
    expect(code).toBe(0);
    expect(out.split("\n")).toEqual([
      "opened   /a.zip  2 of 3 members read",
      "removed  /a.zip!/b.md",
      "1 opened, 1 removed in collection default",
    ]);
  });

  it("counts the members of a container in its place", async () => {
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
        [{ uri: "n.md", content: new TextEncoder().encode("# Hi") }],
        {
          metadata: { year: 2025, draft: false, tag: ["a", "2"], on: "2025-01-02" },
          accessLabels: ["staff", "night"],
          embed: false,
        },
      ],
    ]);
  });

  it.each([
    [["add", "x"], "reading 1 file\ncomputing the vectors of 3 chunks"],
    [["add", "x", "--no-embed"], "reading 1 file"],
  ])("tells as soon as the files are read that vectors are computed, if they are: %j", async (args, told) => {
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
  });

  it("says what is kept when it is stopped, closes the store, and exits with 130", async () => {
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
    expect(err).toBe("reading 2 files\n1 document of this run is kept; the same command goes on from here.");
  });
});

describe("lydian show", () => {
  it("prints a document's text to a pipe as it is, and to a terminal without its control characters", async () => {
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

  it("says how to find a document that is not there", async () => {
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

  it("removes what it finds, names what it does not, and exits with 4", async () => {
    const remove = async () => ({ removed: [document], notFound: ["x"] });
    const { code, out, err } = await run(["remove", "fees", "x"], { remove });
    expect([code, out, err]).toEqual([4, "removed  Fees  /handbook/fees new.pdf", "not found  x"]);
  });

  it("says how many vectors were computed", async () => {
    const report = { collection: "default", embedded: 1, rechunked: 0, chunksWithoutVectors: 0, documentsToRechunk: 0 };
    const embed = async () => report;
    expect((await run(["embed"], { embed })).out).toBe("1 vector computed in collection default; none is missing");
    const after = async () => ({ ...report, rechunked: 2 });
    const sentence = "2 documents cut again, 1 vector computed in collection default; none is missing";
    expect((await run(["embed"], { embed: after })).out).toBe(sentence);
  });

  it("shows the store, and how to begin where it is empty", async () => {
    const empty = { store: "/s", formatVersion: 1, sizeBytes: 1_234_567, embedder: "m", collections: [] };
    expect((await run(["status"], { status: async () => empty })).out).toContain("1.2 MB, format 1");
    expect((await run(["status"], { status: async () => empty })).out).toContain("lydian add PATH");
  });

  it("exits with 1 when the doctor finds a problem, and says the cure", async () => {
    const problem = { name: "disk", status: "problem", message: "Full.", hint: "Make room." } as const;
    const { code, out } = await run(["doctor"], {}, { report: { checks: [problem] } });
    expect([code, out]).toEqual([1, "problem  disk  Full.\n         hint: Make room."]);
  });
});

describe("options before the command", () => {
  it.each([
    ["--store s --collection=c --wait 2 --json list".split(" ")],
    ["--store=s --json list --collection c --wait=2".split(" ")],
  ])("count as if they stood behind it: %j", async (args) => {
    const opened: OpenOptions[] = [];
    const onOpen = (given: OpenOptions) => void opened.push(given);
    const { code, out } = await run(args, { list: async () => [document] }, { onOpen });
    expect([code, JSON.parse(out)]).toEqual([0, [document]]);
    expect(opened).toEqual([{ store: "s", settings: { collection: "c", store: { waitSeconds: 2 } } }]);
  });

  it.each([
    ["--store s trust", /Unknown option '--store'.*\nhint: `lydian trust --help`/],
    ["--store s eval retrieval", /Required option '--beir <dir>' not specified.*\nhint: `lydian eval --help`/],
    ["eval retrieval --beir b --run r --mode vector", /'--run <file>' cannot be used with option '--mode/],
    ["eval retrieval --beir b --run r --write-run s", /'--run <file>' cannot be used with option '--write-run/],
    ["eval retrieval --beir b --run r --run s --run t", /3 runs are given; at most two are compared/],
    ["eval retrieval --beir b --complete", /--complete says how a run is counted/],
    ["--store s --mode lexical search x", /Unknown option '--.*\nhint: `lydian --help`/],
    ["--store s", /Unknown option '--store'.*\nhint: `lydian --help`/],
  ])("are refused with the right help for `lydian %s`", async (line, reason) => {
    const { code, err } = await run(line.split(" "));
    expect(code).toBe(2);
    expect(err).toMatch(reason);
  });
});

describe("what goes wrong", () => {
  it.each([
    [["fly"], /Unknown command 'fly'/],
    [["add"], /Missing required argument 'sources'/],
    [["ask", "x", "--jsn"], /Unknown option '--jsn'/],
    [["search", "x", "--mode", "fast"], /Allowed choices are hybrid, lexical, vector/],
    [["search", "x", "--limit", "ten"], /not a number/],
    [["add", "x", "--meta", "=1"], /key=value/],
  ])("exits with 2 for the wrong usage %j", async (args, reason) => {
    const { code, out, err } = await run(args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(reason);
    expect(err).toMatch(/^error: .*\nhint: /);
  });

  it("tells code, message and hint as JSON when JSON is asked for", async () => {
    const ask = async () => {
      throw new StoreBusyError("Another process writes.", { hint: "Wait." });
    };
    const { code, err } = await run(["ask", "x", "--json"], { ask });
    const error = { code: "store-busy", message: "Another process writes.", hint: "Wait." };
    expect([code, JSON.parse(err)]).toEqual([1, { error }]);
  });

  it("shows a stack only with --debug, and exits with 2 for a wrong filter", async () => {
    const search = async () => {
      throw new InvalidFilterError("Here:\n  a ==\n    ^");
    };
    const plain = await run(["search", "x"], { search });
    expect([plain.code, plain.err]).toEqual([2, "error: Here:\n  a ==\n    ^"]);
    expect((await run(["search", "x", "--debug"], { search })).err).toContain("run-cli.test.ts");
  });
});

describe("help", () => {
  const commands = [
    "add",
    "ask",
    "search",
    "list",
    "show",
    "remove",
    "embed",
    "status",
    "doctor",
    "trust",
    "backup",
    "export",
    "import",
    "reindex",
  ];

  it.each([...commands, "eval retrieval"])("of %s has examples and opens nothing", async (name) => {
    let written = "";
    const write = process.stdout.write;
    process.stdout.write = (text: string | Uint8Array) => {
      written += String(text);
      return true;
    };
    const opened: OpenOptions[] = [];
    const { code } = await run(
      [...name.split(" "), "--help"],
      {},
      { onOpen: (given) => void opened.push(given) },
    ).finally(() => {
      process.stdout.write = write;
    });
    expect([code, opened]).toEqual([0, []]);
    expect(written).toMatch(new RegExp(`Usage: lydian ${name}[\\s\\S]*Examples:\\n  lydian ${name}`));
  });
});
