import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { defined } from "../../../core/index.ts";
import { text, verdict } from "../../../core/schemas/index.ts";
import type { ClaimEvidence, ClaimReport } from "../../../index.ts";
import { describePlace } from "../../present/index.ts";
import { optionsFor } from "../agent-caller.ts";
import { collection, place, quote, readingTool, warnings, where } from "../schemas.ts";
import { tellProgress } from "../tell-progress.ts";
import { answerTool, type ToolParts } from "../tool-parts.ts";

const evidence = z.object({ verdict, why: text, ...place, contentHash: text, quotes: z.array(quote) });

export function addCheckClaimTool(server: McpServer, parts: ToolParts): void {
  server.registerTool(
    "check_claim",
    {
      title: "Check a claim against the documents",
      description:
        "Says whether any document supports one sentence, or contradicts it, with the exact words and the reason. Not enough evidence means that the documents do not say it, not that it is wrong. Check each sentence of a text on its own.",
      inputSchema: {
        claim: z.string().min(1).max(2_000).describe("One sentence that says something."),
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
          defined({ ...optionsFor(parts.caller, name, extra.signal), onEvent: tellProgress(extra), where: filter }),
        );
        const { verdict: judged, why } = report;
        const told = {
          verdict: judged,
          why,
          evidence: report.evidence.map(toEvidence),
          warnings: [...report.warnings],
        };
        return { text: writeReport(report), value: told };
      }),
  );
}

function toEvidence({ decidedBy: _, headingPath, quotes, ...rest }: ClaimEvidence): z.input<typeof evidence> {
  return { ...rest, headingPath: [...headingPath], quotes: quotes.map((one) => ({ ...one })) };
}

function writeReport({ verdict: judged, why, evidence: places }: ClaimReport): string {
  const lines = places
    .filter((one) => one.verdict === "supported" || one.verdict === "contradicted")
    .map((one) => {
      const words = one.quotes.map(({ quote: own }) => `“${own}”`).join(" ");
      return `- ${one.verdict}: ${describePlace(one)} (${one.uri}): ${words}`;
    });
  return [`${judged}: ${why}`, ...lines].join("\n");
}
