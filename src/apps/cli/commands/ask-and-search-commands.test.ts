import { describe, expect, it } from "vitest";
import type { Lydian } from "../../../library/index.ts";
import { abstained, grounded, hit } from "../fixtures/fake-lydian.ts";
import { runInTerminal as run } from "../fixtures/run-in-terminal.ts";

describe("lydian ask", () => {
  it("prints the marked sentences, and title, headings, page and quote of each source", async () => {
    const { code, out } = await run(["ask", "What", "does", "it", "cost?"], { ask: async () => grounded });
    expect(code).toBe(0);
    expect(out).toContain("A late cancellation costs €40. [1]");
    expect(out).toContain("[1] Fees — Appointments, page 3\n    /handbook/fees new.pdf\n    “A late cancellation");
    expect(out).toContain("warning: “Fees” has a page without text.");
  });

  it("abstains with the reason, the nearest passages and exit code 3", async () => {
    const { code, out } = await run(["ask", "Why?"], { ask: async () => abstained });
    expect(code).toBe(3);
    expect(out).toMatch(/^Lydian is not sure enough to answer\. The passages found come close/);
    expect(out).toContain("The nearest passages:\n  Fees — Appointments, page 3");
  });

  it("prints the whole answer as JSON", async () => {
    const { code, out } = await run(["ask", "Why?", "--json"], { ask: async () => abstained });
    expect([code, JSON.parse(out)]).toEqual([3, abstained]);
  });
});

describe("lydian search", () => {
  const found = { hits: [hit], warnings: [{ code: "vectors-incomplete", message: "Some wait." }], trace: [] };

  it("passes every option to the library, and prints the parts of each score", async () => {
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

  it("prints an array of hits as JSON, and warnings to standard error", async () => {
    const { out, err } = await run(["search", "fee", "--json"], { search: async () => found });
    expect(JSON.parse(out)).toEqual([hit]);
    expect(err).toBe("warning: Some wait.");
  });
});
