import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { count, number, text, verdict } from "../../../core/schemas/index.ts";
import type { Answer, Citation, Grounded, Hit } from "../../../index.ts";
import { writeAnswer } from "../../present/index.ts";
import { optionsFor } from "../agent-caller.ts";
import { collection, place, quote, readingTool, warnings, where } from "../schemas.ts";
import { tellProgress } from "../tell-progress.ts";
import { answerTool, type ToolParts } from "../tool-parts.ts";

const source = z.object({ number: count, ...place, contentHash: text.optional(), quotes: z.array(quote) });

const answered = {
  status: z.enum(["grounded", "abstained"]).describe("abstained: the documents do not say it."),
  answer: text.optional().describe("The sentences, without the numbers of their sources."),
  reason: text.optional().describe("Why there is none."),
  confidence: number.optional(),
  claims: z.array(z.object({ text, verdict, why: text, sources: z.array(count) })),
  sources: z.array(source).describe("What is cited; of an abstention the nearest passages."),
  warnings,
};

export function addAskTool(server: McpServer, parts: ToolParts): void {
  server.registerTool(
    "ask",
    {
      title: "Answer from the documents",
      description:
        "Answers a question from the documents alone. Every sentence is checked against the exact words that it cites; where the documents do not say it, there is no answer, which is a normal outcome: do not fill the gap from elsewhere without saying so.",
      inputSchema: { question: z.string().min(1).max(10_000), collection, where },
      outputSchema: answered,
      annotations: readingTool,
    },
    ({ question, collection: name, where: filter }, extra) =>
      answerTool(parts, async () => {
        const answer = await parts.lydian.ask(question, {
          ...optionsFor(parts.caller, name, extra.signal),
          onEvent: tellProgress(extra),
          ...(filter === undefined ? {} : { where: filter }),
        });
        return { text: writeAnswer(answer).text, value: toAnswered(answer) };
      }),
  );
}

function toAnswered(answer: Answer): z.input<z.ZodObject<typeof answered>> {
  const warned = [...answer.warnings];
  if (answer.status === "abstained") {
    const { status, reason, nearest } = answer;
    return {
      status,
      reason,
      claims: [],
      sources: nearest.map((one) => toSource(one.number, one.hit, [])),
      warnings: warned,
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
      .map(({ number: own, hit }) =>
        toSource(
          own,
          hit,
          citations.filter((citation) => citation.number === own),
        ),
      ),
    warnings: warned,
  };
}

function toClaim({ text: whole, citations }: Grounded, claim: Grounded["claims"][number]) {
  const { span, verdict: judged, why } = claim;
  const numbers = claim.citations.flatMap((index) => citations[index]?.number ?? []);
  return { text: whole.slice(span.start, span.end), verdict: judged, why, sources: [...new Set(numbers)] };
}

function toSource(own: number, hit: Hit, cited: readonly Citation[]): z.input<typeof source> {
  const { documentId, title, uri, headingPath } = hit;
  const [first] = cited;
  const quotes = cited.map(({ span, quote: words, location }) => ({
    span,
    quote: words,
    ...(location === undefined ? {} : { location }),
  }));
  return {
    number: own,
    documentId,
    title,
    uri,
    headingPath: [...headingPath],
    quotes,
    ...(first === undefined ? {} : { contentHash: first.contentHash }),
  };
}
