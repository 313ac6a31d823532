import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import pc from "picocolors";
import { afterEach, describe, expect, it } from "vitest";
import type { Abstained, Answer, Claim, Coverage } from "../../core/index.ts";
import { everything } from "../../core/index.ts";
import type { Lydian } from "../../library/index.ts";
import { abstained as abstainedAnswer, fakeLydian, grounded as groundedAnswer } from "../cli/fixtures/fake-lydian.ts";
import { renderAnswer } from "../cli/render/render-answer.ts";
import { speakAnswer } from "../http/openai/spoken-answer.ts";
import { createMcpServer } from "../mcp/create-mcp-server.ts";
import { readWritten } from "./read-written.ts";

if (abstainedAnswer.status !== "abstained" || groundedAnswer.status !== "grounded")
  throw new Error("The fixtures are an abstention and a grounded answer.");
const abstained = abstainedAnswer;
const grounded = groundedAnswer;

const openings: Readonly<Record<Abstained["reason"], string>> = {
  "no-evidence": "The documents do not say.",
  "not-found": "No answer was found.",
  "below-threshold": "Lydian is not sure enough to answer.",
  unsupported: "No answer was found.",
  "not-understood": "There is no answer.",
  "not-computed": "There is no answer.",
  "guard-blocked": "There is no answer.",
  "needs-review": "There is no answer.",
};
const warnings = [
  { code: "document-has-gaps", message: "“Fees” has a page without text." },
  { code: "without-vectors", message: "3 chunks have no vectors yet." },
];
const coverage: Coverage = {
  documents: 2,
  sections: 5,
  sectionsRead: 4,
  sectionsWithheld: 0,
  sectionsFailed: 1,
  sectionsMatching: 0,
  pagesUnreadable: 0,
  documentsWithGaps: [],
  readBy: "words",
  test: "A section matches if it has the words.",
  isComplete: false,
  matching: [],
  statement: "4 of 5 sections in 2 documents were read.",
};

const clients: Client[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
});

/** Returns what the command line, the MCP server and the OpenAI-compatible API print for one answer. */
async function printEverywhere(answer: Answer): Promise<readonly (readonly [string, string])[]> {
  const output = { line: () => undefined, isTerminal: false, columns: 1_000, colors: pc.createColors(false) };
  return [
    ["CLI", renderAnswer(answer, output).join("\n")],
    ["MCP", await askByMcp(answer)],
    ["/v1", speakAnswer(answer, false).content ?? ""],
  ];
}

async function askByMcp(answer: Answer): Promise<string> {
  const lydian: Lydian = fakeLydian({ profiles: async () => [], ask: async () => answer });
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  const caller = { id: "local", permission: "read", scope: everything } as const;
  await (await createMcpServer({ lydian, version: "1", caller, failed: () => undefined })).connect(serverSide);
  const client = new Client({ name: "test", version: "1" });
  await client.connect(clientSide);
  clients.push(client);
  const { content } = await client.callTool({ name: "ask", arguments: { question: "What?" } });
  return JSON.parse(JSON.stringify(content))[0].text;
}

describe("the command line, MCP and the OpenAI-compatible API", () => {
  it.each(Object.entries(openings))("give the same reason for an abstention of kind %s", async (reason, opening) => {
    const answer = { ...abstained, reason } as Abstained;
    const texts = await printEverywhere(answer);
    const [sentences] = new Set(texts.map(([, text]) => text.split("\n", 1)[0]));
    expect(sentences?.startsWith(`${opening} `)).toBe(true);
    for (const [, text] of texts) {
      expect(text.startsWith(`${sentences}\n\nThe nearest passages:\n`)).toBe(true);
      expect(readWritten(text)).toBeUndefined();
    }
  });

  it("say what was read when no section matches", async () => {
    const answer: Abstained = { ...abstained, reason: "no-evidence", nearest: [], coverage };
    for (const [, text] of await printEverywhere(answer)) {
      expect(text).toContain("No answer was found. No section that was read matches.");
      expect(text).toContain(coverage.statement);
    }
  });

  it("print every warning of an answer and of an abstention", async () => {
    for (const answer of [
      { ...grounded, warnings },
      { ...abstained, warnings },
    ])
      for (const [, text] of await printEverywhere(answer))
        for (const { message } of warnings) expect(text).toContain(message);
  });

  it("say where to find help, and never that a guard blocked a person in need", async () => {
    const help = "Call 112.";
    const found = [{ code: "crisis-help", message: help }, ...warnings];
    for (const [, text] of await printEverywhere({
      ...abstained,
      reason: "guard-blocked",
      nearest: [],
      warnings: found,
    })) {
      expect(text.startsWith(`☎ ${help}\n\nThere is no answer. People can help`)).toBe(true);
      expect(text.split(help)).toHaveLength(2);
      expect(readWritten(text)).toBeUndefined();
    }
    for (const [, text] of await printEverywhere({ ...grounded, warnings: found })) {
      expect(text.split("\n\n")[1]).toBe(`☎ ${help}`);
      expect(text.split(help)).toHaveLength(2);
    }
  });

  it("leave help out of an answer that a chat sends back", async () => {
    const text = speakAnswer({ ...grounded, warnings: [{ code: "crisis-help", message: "Call 112." }] }, false);
    expect(readWritten(text.content ?? "")).toBe(readWritten(speakAnswer(grounded, false).content ?? ""));
  });

  it.each<Claim["verdict"]>(["supported", "contradicted", "not-enough-evidence", "unmeasured"])(
    "print the same remark after a sentence with the verdict %s",
    async (verdict) => {
      const claims = grounded.claims.map((claim) => ({ ...claim, verdict, why: "The fee differs." }));
      const lines = (await printEverywhere({ ...grounded, claims })).map(([, text]) => text.split("\n", 1)[0]);
      expect(new Set(lines).size).toBe(1);
      expect(lines[0]?.includes("The fee differs.")).toBe(verdict !== "supported");
    },
  );

  it("print both sides of a conflict, and which is newer", async () => {
    const side = { documentId: "d1", span: { start: 0, end: 1 }, contentHash: "0".repeat(64), uri: "memo:a" };
    const answer: Answer = {
      ...grounded,
      conflicts: [
        {
          kind: "quantity",
          why: "It says €25; the source says €40.",
          sides: [
            { ...side, title: "Fees", quote: "It is €40.", version: "2025", versionFrom: "title" },
            { ...side, title: "Old fees", quote: "It is €25.", version: "2023-05-01T10:00:00Z", versionFrom: "file" },
          ],
          newer: 0,
        },
      ],
    };
    for (const [, text] of await printEverywhere(answer)) {
      expect(text).toContain("The documents disagree:");
      expect(text).toContain("Fees (2025, from its title, newer)");
      expect(text).toContain("Old fees (2023-05-01, date of its file)");
    }
  });
});
