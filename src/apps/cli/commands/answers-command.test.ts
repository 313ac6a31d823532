import { describe, expect, it } from "vitest";
import type { AnswerCheck, ReplayReport } from "../../../core/index.ts";
import type { Lydian } from "../../../library/index.ts";
import { abstained, fakeLydian, grounded } from "../fixtures/fake-lydian.ts";
import { fakeTerminal } from "../fixtures/fake-terminal.ts";
import { runCli } from "../run-cli.ts";

async function run(line: string, calls: Partial<Lydian> = {}) {
  const terminal = fakeTerminal();
  const { signal } = new AbortController();
  const services = {
    terminal,
    signal,
    open: async () => fakeLydian(calls),
    runDoctor: async () => ({ checks: [] }),
    repairState: async () => undefined,
    repairStore: async () => undefined,
    trustStore: async () => ({ store: "/s", outcome: "trusted" as const, parts: [] }),
    serve: async () => undefined,
    serveMcp: async () => undefined,
    openServer: async () => {
      throw new Error("no command about the server was expected");
    },
  };
  const code = await runCli({ args: line.split(" "), version: "1.2.3", services });
  return { code, out: terminal.stdout(), err: terminal.stderr() };
}

const told = { id: "a1", question: "What does it cost?", collection: "default", savedAt: "2026-01-02T03:04:05.678Z" };

describe("lydian ask --save", () => {
  it("saves the answer, and prints its id", async () => {
    const seen: unknown[] = [];
    const ask: Lydian["ask"] = async (...call) => {
      seen.push(call);
      return grounded;
    };
    const { err } = await run("ask Why? --save", { ask });
    expect([err, seen]).toMatchObject([expect.stringContaining("saved as a1"), [["Why?", { save: true }]]]);
  });
});

describe("lydian answers", () => {
  it("lists by default, and says how to save an answer if there are none", async () => {
    const savedAnswers: Lydian["savedAnswers"] = async () => [{ ...told, status: "abstained" }];
    const { out } = await run("answers", { savedAnswers });
    expect(out).toContain("a1  2026-01-02 03:04 UTC  default     What does it cost? (abstained)");
    expect((await run("answers list", { savedAnswers: async () => [] })).err).toContain("--save");
  });

  it("prints the sentences that no longer hold, and exits with 3", async () => {
    const claim = { verdict: "supported", why: "It is quoted word for word." } as const;
    const moved = { citation: 0, state: "moved", document: "changed" } as const;
    const checks: readonly AnswerCheck[] = [
      { ...told, outcome: "holds", claims: [{ ...claim, text: "Fine.", holds: true, citations: [moved] }] },
      {
        ...told,
        outcome: "fails",
        claims: [{ ...claim, text: "It costs €40.", why: "Gone.", holds: false, citations: [] }],
      },
      { ...told, outcome: "abstained", claims: [] },
    ];
    const { code, out } = await run("answers check", { checkAnswers: async () => checks });
    expect([code, out.split("\n")]).toEqual([
      3,
      [
        "holds, 1 quote moved  a1  What does it cost?",
        "no longer holds  a1  What does it cost?",
        "    “It costs €40.”",
        "    Gone.",
        "abstained, nothing to check  a1  What does it cost?",
        "3 answers checked, 1 no longer holds",
      ],
    ]);
    expect((await run("answers check a1", { checkAnswers: async () => checks.slice(0, 1) })).code).toBe(0);
  });

  it("prints the differences that a replay found", async () => {
    const report: ReplayReport = {
      answerId: "a1",
      question: "Why?",
      statusBefore: "grounded",
      answer: abstained,
      isSame: false,
      sentences: [{ text: "It costs €40.", outcome: "only-before" }],
      changedSettings: [{ name: "answer.model", before: "extractive", now: "ollama:m" }],
    };
    const { out } = await run("answers replay a1", { replayAnswer: async () => report });
    expect(out).toBe(
      "The answer differs.\nIt was grounded and is now abstained.\n- It costs €40.\n\nSettings that changed since it was saved:\nanswer.model: was extractive, is now ollama:m",
    );
  });

  it("removes documents, and names missing ones", async () => {
    const removeAnswers: Lydian["removeAnswers"] = async () => ({ removed: ["a1"], notFound: ["a2"] });
    const { code, out, err } = await run("answers remove a1 a2", { removeAnswers });
    expect([code, out, err]).toEqual([4, "removed  1 answer", "not found: a2"]);
  });
});

describe("lydian proof", () => {
  it("writes the proof, and prints the hash of the answer", async () => {
    const seen: unknown[] = [];
    const writeProof: Lydian["writeProof"] = async (...call) => {
      seen.push(call);
      return { file: "/p.html", sizeBytes: 12_345, answerHash: "abc" };
    };
    const { out } = await run("proof a1 -o p.html --force", { writeProof });
    expect([out, seen]).toMatchObject([
      "/p.html  12.3 KB\nsaved answer SHA-256 abc",
      [["a1", { file: "p.html", replace: true }]],
    ]);
    expect(await run("proof a1")).toMatchObject({ code: 2, err: expect.stringContaining("--output") });
  });

  it("prints the failed checks of a proof with exit code 3, and opens the store only if one is named", async () => {
    const seen: unknown[] = [];
    const verifyProof: Lydian["verifyProof"] = async (_, options) => {
      seen.push(options?.withStore);
      const checks = [
        { name: "sentences", status: "unmeasured", message: "One is computed." },
        { name: "page", status: "problem", message: "Line 9." },
      ] as const;
      return { file: "/p.html", holds: false, checks };
    };
    const { code, out } = await run("proof verify p.html", { verifyProof });
    await run("proof verify p.html --store s", { verifyProof });
    expect([code, out.split("\n"), seen]).toEqual([
      3,
      ["not checked  sentences  One is computed.", "problem      page       Line 9.", "/p.html does not hold"],
      [false, true],
    ]);
  });
});
