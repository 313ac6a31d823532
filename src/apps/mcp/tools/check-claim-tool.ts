import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { defined } from "../../../core/index.ts";
import { text, verdict } from "../../../core/schemas/index.ts";
import type { ClaimEvidence, ClaimReport } from "../../../library/index.ts";
import { describePlace } from "../../present/index.ts";
import { optionsFor } from "../options-for.ts";
import { reportProgress } from "../report-progress.ts";
import { answerTool, type ToolParts } from "../tool-parts.ts";
import { collection, place, quote, readingTool, warnings, where } from "../tool-schemas.ts";

const evidence = z.object({ verdict, why: text, ...place, contentHash: text, quotes: z.array(quote) });

export function addCheckClaimTool(server: McpServer, parts: ToolParts): void {
  server.registerTool(
    "check_claim",
    {
      title: "Check a claim against the documents",
      description:
        "Checks whether any document supports or contradicts one sentence, with the exact text and the reason. Not enough evidence means that the documents do not say it, not that it is wrong. Check each sentence of a text separately.",
      inputSchema: {
        claim: z.string().min(1).max(2_000).describe("One sentence that states something."),
        collection,
        where,
      },
      outputSchema: { verdict, why: text, evidence: z.array(evidence), warnings },
      annotations: readingTool,
    },
    ({ claim, collection: name, where: filter }, extra) =>
      answerTool(parts, async () => {
        const report = await parts.lydian.checkClaim(
          claim,
          defined({ ...optionsFor(parts.caller, name, extra.signal), onEvent: reportProgress(extra), where: filter }),
        );
        const value = {
          verdict: report.verdict,
          why: report.why,
          evidence: report.evidence.map(toEvidence),
          warnings: [...report.warnings],
        };
        return { text: writeReport(report), value };
      }),
  );
}

function toEvidence({ decidedBy: _, headingPath, quotes, ...rest }: ClaimEvidence): z.input<typeof evidence> {
  return { ...rest, headingPath: [...headingPath], quotes: quotes.map((item) => ({ ...item })) };
}

function writeReport(report: ClaimReport): string {
  const lines = report.evidence
    .filter((item) => item.verdict === "supported" || item.verdict === "contradicted")
    .map((item) => {
      const quotes = item.quotes.map((cited) => `“${cited.quote}”`).join(" ");
      return `- ${item.verdict}: ${describePlace(item)} (${item.uri}): ${quotes}`;
    });
  return [`${report.verdict}: ${report.why}`, ...lines].join("\n");
}
