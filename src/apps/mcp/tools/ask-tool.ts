import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import type { Answer, Citation, Grounded, Hit } from "../../../core/index.ts";
import { defined } from "../../../core/index.ts";
import { count, number, text, verdict } from "../../../core/schemas/index.ts";
import { writeAnswer } from "../../present/index.ts";
import { optionsFor } from "../options-for.ts";
import { reportProgress } from "../report-progress.ts";
import { answerTool, type ToolParts } from "../tool-parts.ts";
import { collection, place, quote, readingTool, warnings, where } from "../tool-schemas.ts";

const source = z.object({ number: count, ...place, contentHash: text.optional(), quotes: z.array(quote) });

const output = {
  status: z.enum(["grounded", "abstained"]).describe("abstained: there is no answer."),
  answer: text.optional().describe("The sentences of the answer, without source numbers."),
  reason: text.optional().describe("Why there is no answer."),
  confidence: number.optional(),
  claims: z.array(z.object({ text, verdict, why: text, sources: z.array(count) })),
  sources: z.array(source).describe("Cited sources; for an abstention, the nearest passages."),
  warnings,
};

export function addAskTool(server: McpServer, parts: ToolParts): void {
  server.registerTool(
    "ask",
    {
      title: "Answer from the documents",
      description:
        "Answers a question only from the documents. Every sentence is checked against the exact text that it cites. If the documents do not answer the question, there is no answer. This is a normal outcome: do not fill the gap from other sources without saying so.",
      inputSchema: { question: z.string().min(1).max(10_000), collection, where },
      outputSchema: output,
      annotations: readingTool,
    },
    ({ question, collection: name, where: filter }, extra) =>
      answerTool(parts, async () => {
        const answer = await parts.lydian.ask(
          question,
          defined({
            ...optionsFor(parts.caller, name, extra.signal),
            caller: parts.caller.id,
            onEvent: reportProgress(extra),
            where: filter,
          }),
        );
        return { text: writeAnswer(answer).text, value: toOutput(answer) };
      }),
  );
}

function toOutput(answer: Answer): z.input<z.ZodObject<typeof output>> {
  const messages = [...answer.warnings];
  if (answer.status === "abstained") {
    const { status, reason, nearest } = answer;
    return {
      status,
      reason,
      claims: [],
      sources: nearest.map(({ number: position, hit }) => toSource(position, hit, [])),
      warnings: messages,
    };
  }
  const { status, text: whole, confidence, claims, citations, passages } = answer;
  const numbers = new Set(citations.map((citation) => citation.number));
  return {
    status,
    answer: whole,
    confidence,
    claims: claims.map((claim) => toClaim(answer, claim)),
    sources: passages
      .filter((passage) => numbers.has(passage.number))
      .map(({ number: position, hit }) =>
        toSource(
          position,
          hit,
          citations.filter((citation) => citation.number === position),
        ),
      ),
    warnings: messages,
  };
}

function toClaim({ text: whole, citations }: Grounded, claim: Grounded["claims"][number]) {
  const { span, why } = claim;
  const numbers = claim.citations.flatMap((index) => citations[index]?.number ?? []);
  return { text: whole.slice(span.start, span.end), verdict: claim.verdict, why, sources: [...new Set(numbers)] };
}

function toSource(position: number, hit: Hit, citations: readonly Citation[]): z.input<typeof source> {
  const { documentId, title, uri } = hit;
  const headingPath = [...hit.headingPath];
  const [first] = citations;
  const quotes = citations.map(({ span, quote: words, location }) => defined({ span, quote: words, location }));
  return defined({
    number: position,
    documentId,
    title,
    uri,
    headingPath,
    quotes,
    contentHash: first?.contentHash,
  });
}
