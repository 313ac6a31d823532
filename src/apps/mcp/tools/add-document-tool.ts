import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { count, text, warning } from "../../../contract/index.ts";
import { LoadFailedError } from "../../../index.ts";
import { optionsFor } from "../agent-caller.ts";
import { collection } from "../schemas.ts";
import { answerTool, type ToolParts } from "../tool-parts.ts";

const MOST_CHARACTERS = 2_000_000;

export function addAddTool(server: McpServer, parts: ToolParts): void {
  server.registerTool(
    "add_document",
    {
      title: "Add a document",
      description:
        "Adds a text, mostly Markdown, to the documents: from then on it is found, and answers may cite it. A document of the same name that was added here before is replaced.",
      inputSchema: {
        name: z.string().min(1).max(200).describe("Such as meeting-2026-05-04.md; the same name replaces."),
        text: z.string().min(1).max(MOST_CHARACTERS),
        title: z.string().min(1).max(300).optional(),
        collection,
      },
      outputSchema: {
        ...{ documentId: text, uri: text, outcome: z.enum(["added", "updated", "skipped", "moved"]), chunks: count },
        warnings: z.array(warning),
      },
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
    },
    ({ name, text: content, title, collection: to }, { signal }) =>
      answerTool(parts, async () => {
        const { caller, lydian } = parts;
        const { scope, ...call } = optionsFor(caller, to, signal);
        // Under its own name alone: no caller replaces what it may not read.
        const uri = `agent:${caller.id}/${encodeURIComponent(name)}`;
        const accessLabels = scope.kind === "everything" ? [] : scope.labels;
        const document = { uri, content, ...(title === undefined ? {} : { title }) };
        const { outcomes } = await lydian.add([document], { ...call, scope, accessLabels });
        const outcome = outcomes.find((one) => one.uri === uri);
        if (outcome === undefined || !("documentId" in outcome) || !("receipt" in outcome)) throw failureOf(outcome);
        const { documentId, receipt, outcome: became } = outcome;
        const warnings = receipt.warnings.map(({ code, message }) => ({ code, message }));
        return {
          text: `${became}: ${uri}, document ${documentId}, ${receipt.chunks} chunks`,
          value: { documentId, uri, outcome: became, chunks: receipt.chunks, warnings },
        };
      }),
  );
}

function failureOf(outcome: object | undefined): LoadFailedError {
  const message = outcome !== undefined && "message" in outcome ? String(outcome.message) : "It can not be read.";
  return new LoadFailedError(message);
}
