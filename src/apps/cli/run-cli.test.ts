import { describe, expect, it } from "vitest";
import type { OpenOptions } from "../../config/index.ts";
import { InvalidFilterError, type Listener, StoreBusyError } from "../../core/index.ts";
import { document } from "./fixtures/fake-lydian.ts";
import { runInTerminal as run } from "./fixtures/run-in-terminal.ts";

describe("options before the command", () => {
  it.each([
    ["--store s --collection=c --wait 2 --json list".split(" ")],
    ["--store=s --json list --collection c --wait=2".split(" ")],
  ])("have the same effect as after it: %j", async (args) => {
    const opened: OpenOptions[] = [];
    const onOpen = (given: OpenOptions) => void opened.push(given);
    const { code, out } = await run(args, { list: async () => [document] }, { onOpen });
    expect([code, JSON.parse(out)]).toEqual([0, [document]]);
    expect(opened).toEqual([{ store: "s", settings: { collection: "c", store: { waitSeconds: 2 } } }]);
  });

  it.each([
    ["--store s trust", /Unknown option '--store'.*\nhint: Run `lydian trust --help`/],
    ["--store s eval retrieval", /Required option '--beir <dir>' not specified.*\nhint: Run `lydian eval --help`/],
    ["eval retrieval --beir b --run r --mode vector", /'--run <file>' cannot be used with option '--mode/],
    ["eval retrieval --beir b --run r --write-run s", /'--run <file>' cannot be used with option '--write-run/],
    ["eval retrieval --beir b --run r --run s --run t", /3 run files were given, but at most two can be compared/],
    ["eval retrieval --beir b --complete", /--complete needs a run file/],
    ["--store s --mode lexical search x", /Unknown option '--.*\nhint: Run `lydian --help`/],
    ["--store s", /Unknown option '--store'.*\nhint: Run `lydian --help`/],
  ])("are rejected with the right help for `lydian %s`", async (line, reason) => {
    const { code, err } = await run(line.split(" "));
    expect(code).toBe(2);
    expect(err).toMatch(reason);
  });
});

describe("an environment variable that sets nothing", () => {
  const unknownVariables = [{ name: "LYDIAN_SERCH_LIMIT", nearest: "LYDIAN_SEARCH_LIMIT" }];
  const message = "The environment variable LYDIAN_SERCH_LIMIT sets nothing.";

  it("causes a warning with the nearest name, and the command still runs", async () => {
    const { code, out, err } = await run(["list", "--json"], { list: async () => [document] }, { unknownVariables });
    expect([code, JSON.parse(out)]).toEqual([0, [document]]);
    const hint = "Did you mean LYDIAN_SEARCH_LIMIT?";
    expect(JSON.parse(err)).toEqual({ warning: { code: "unknown-variable", message, hint } });
    const shown = await run(["list"], { list: async () => [] }, { unknownVariables });
    expect(shown.err).toContain(`warning: ${message} ${hint}`);
  });
});

describe("errors of the command line", () => {
  it.each([
    [["fly"], /Unknown command 'fly'/],
    [["add"], /Missing required argument 'sources'/],
    [["ask", "x", "--jsn"], /Unknown option '--jsn'/],
    [
      ["search", "x", "--mode", "fast"],
      /argument 'fast' is invalid\.\nhint: Allowed choices are hybrid, lexical, vector\./,
    ],
    [["search", "x", "--mode", "hybird"], /argument 'hybird' is invalid\.\nhint: Did you mean "hybrid"\?/],
    [["guard", "check", "x", "--stage", "outptu"], /hint: Did you mean "output"\?/],
    [["search", "x", "--limit", "ten"], /must be a number/],
    [["add", "x", "--meta", "=1"], /key=value/],
  ])("exits with 2 for the wrong usage %j", async (args, reason) => {
    const { code, out, err } = await run(args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(reason);
    expect(err).toMatch(/^error: .*\nhint: /);
  });

  it("prints code, message and hint as JSON with --json", async () => {
    const ask = async () => {
      throw new StoreBusyError("Another process writes.", { hint: "Wait." });
    };
    const { code, err } = await run(["ask", "x", "--json"], { ask });
    const error = { code: "store-busy", message: "Another process writes.", hint: "Wait." };
    expect([code, JSON.parse(err)]).toEqual([1, { error }]);
  });

  it("prints a stack trace only with --debug, and exits with 2 for an invalid filter", async () => {
    const search = async () => {
      throw new InvalidFilterError("Here:\n  a ==\n    ^");
    };
    const plain = await run(["search", "x"], { search });
    expect([plain.code, plain.err]).toEqual([2, "error: Here:\n  a ==\n    ^"]);
    expect((await run(["search", "x", "--debug"], { search })).err).toContain("run-cli.test.ts");
  });
});

describe("an unexpected error of one document", () => {
  const failure = {
    type: "document-failed",
    uri: "file:///a.txt",
    code: "load-failed",
    message: "An unexpected RangeError stopped it.",
    stack: "RangeError\n    at cut (cut.js:1:2)",
  } as const;
  const runAdd = (...flags: readonly string[]) => {
    const listeners: Listener[] = [];
    return run(["add", "a.txt", ...flags], {
      on: (listener) => {
        listeners.push(listener);
        return () => undefined;
      },
      add: async () => {
        for (const listener of listeners) listener(failure);
        return { collection: "default", outcomes: [], rechunked: 0, chunksWithoutVectors: 0, documentsToRechunk: 0 };
      },
    });
  };

  it("has its stack on standard error with --debug, as JSON with --json", async () => {
    expect((await runAdd("--debug")).err).toContain(failure.stack);
    const { err } = await runAdd("--debug", "--json");
    const { type: _, ...error } = failure;
    expect(JSON.parse(err)).toEqual({ error });
    expect((await runAdd("--json")).err).toBe("");
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

  it.each([...commands, "eval retrieval"])("of %s has examples and does not open a store", async (name) => {
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
