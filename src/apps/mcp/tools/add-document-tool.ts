import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { defined } from "../../../core/index.ts";
import { count, text, warning } from "../../../core/schemas/index.ts";
import { BodyTooLargeError, InvalidArgumentError, LoadFailedError } from "../../../index.ts";
import { optionsFor } from "../agent-caller.ts";
import { collection } from "../schemas.ts";
import { tellProgress } from "../tell-progress.ts";
import { answerTool, type ToolParts } from "../tool-parts.ts";

const MOST_CHARACTERS = 2_000_000;
/** In base64 it still fits into one message of either transport. */
const MOST_BYTES = 7_000_000;

const given = {
  name: z
    .string()
    .min(1)
    .max(200)
    .describe("Such as meeting-2026-05-04.md or report.pdf: its ending says what it is; the same name replaces."),
  text: z.string().min(1).max(MOST_CHARACTERS).optional().describe("Of a text, mostly Markdown."),
  base64: z
    .base64()
    .min(1)
    .optional()
    .describe(`Instead of text: the bytes of a file, at most ${MOST_BYTES / 1_000_000} MB, such as a PDF.`),
  title: z.string().min(1).max(300).optional(),
  collection,
};

interface Sent {
  readonly text?: string | undefined;
  readonly base64?: string | undefined;
}

export function addAddTool(server: McpServer, parts: ToolParts): void {
  server.registerTool(
    "add_document",
    {
      title: "Add a document",
      description:
        "Adds a text or a file (PDF, Word, Excel, HTML, e-mail and others) to the documents: from then on it is found, and answers may cite it. A document of the same name that was added here before is replaced.",
      inputSchema: given,
      outputSchema: {
        documentId: text,
        uri: text,
        outcome: z.enum(["added", "updated", "skipped", "moved"]),
        chunks: count,
        warnings: z.array(warning),
      },
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
    },
    ({ name, title, collection: to, ...sent }, extra) =>
      answerTool(parts, async () => {
        const { caller, lydian } = parts;
        const content = contentOf(sent);
        const { scope, ...call } = optionsFor(caller, to, extra.signal);
        // Under its own name alone: no caller replaces what it may not read.
        const uri = `agent:${caller.id}/${encodeURIComponent(name)}`;
        const accessLabels = scope.kind === "everything" ? [] : scope.labels;
        const document = defined({ uri, content, title });
        const options = { ...call, scope, accessLabels, onEvent: tellProgress(extra) };
        const { outcomes } = await lydian.add([document], options);
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

/** @throws {InvalidArgumentError} unless one of both is given */
function contentOf({ text: words, base64 }: Sent): string | Uint8Array {
  if (words !== undefined && base64 === undefined) return words;
  if (base64 === undefined || words !== undefined)
    throw new InvalidArgumentError("Give `text`, or `base64` for a file: one of both.");
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length <= MOST_BYTES) return bytes;
  throw new BodyTooLargeError(`The file has ${bytes.length} bytes; it may have ${MOST_BYTES}.`, {
    hint: "Upload a large file to the server, or add it with `lydian add`.",
  });
}

function failureOf(outcome: object | undefined): LoadFailedError {
  const message = outcome !== undefined && "message" in outcome ? String(outcome.message) : "It can not be read.";
  const hint = outcome !== undefined && "hint" in outcome ? { hint: String(outcome.hint) } : {};
  return new LoadFailedError(message, hint);
}
