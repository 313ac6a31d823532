import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { BodyTooLargeError, defined, InvalidArgumentError, LoadFailedError } from "../../../core/index.ts";
import { count, text, warning } from "../../../core/schemas/index.ts";
import { optionsFor } from "../options-for.ts";
import { reportProgress } from "../report-progress.ts";
import { answerTool, type ToolParts } from "../tool-parts.ts";
import { collection } from "../tool-schemas.ts";

const MAX_CHARACTERS = 2_000_000;
/** Maximum size of a file; in base64 it fits into one message of either transport. */
const MAX_BYTES = 7_000_000;

const input = {
  name: z
    .string()
    .min(1)
    .max(200)
    .describe(
      "File name, such as meeting-2026-05-04.md or report.pdf. The extension is the type; the same name replaces the document.",
    ),
  text: z.string().min(1).max(MAX_CHARACTERS).optional().describe("Text of the document, for example Markdown."),
  base64: z
    .base64()
    .min(1)
    .optional()
    .describe(`Bytes of a file such as a PDF, instead of text; at most ${MAX_BYTES / 1_000_000} MB.`),
  title: z.string().min(1).max(300).optional(),
  collection,
};

export function addAddTool(server: McpServer, parts: ToolParts): void {
  server.registerTool(
    "add_document",
    {
      title: "Add a document",
      description:
        "Adds a text or a file (PDF, Word, Excel, HTML, e-mail and others) to the documents. Then searches find it, and answers can cite it. A document that was added here under the same name is replaced.",
      inputSchema: input,
      outputSchema: {
        documentId: text,
        uri: text,
        outcome: z.enum(["added", "updated", "skipped", "moved"]),
        chunks: count,
        warnings: z.array(warning),
      },
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
    },
    ({ name, title, collection: target, text: words, base64 }, extra) =>
      answerTool(parts, async () => {
        const { caller, lydian } = parts;
        const content = contentOf(words, base64);
        const { scope, ...call } = optionsFor(caller, target, extra.signal);
        // The id of the caller is in the URI, so no caller replaces a document that it may not read.
        const uri = `agent:${caller.id}/${encodeURIComponent(name)}`;
        const accessLabels = scope.kind === "everything" ? [] : scope.labels;
        const document = defined({ uri, content, title });
        const options = { ...call, scope, accessLabels, onEvent: reportProgress(extra) };
        const { outcomes } = await lydian.add([document], options);
        const outcome = outcomes.find((candidate) => candidate.uri === uri);
        if (outcome === undefined || !("documentId" in outcome) || !("receipt" in outcome)) throw failureOf(outcome);
        const { documentId, receipt, outcome: result } = outcome;
        const warnings = receipt.warnings.map(({ code, message }) => ({ code, message }));
        return {
          text: `${result}: ${uri}, document ${documentId}, ${receipt.chunks} chunks`,
          value: { documentId, uri, outcome: result, chunks: receipt.chunks, warnings },
        };
      }),
  );
}

/**
 * Returns the text, or the bytes of the file.
 *
 * @throws {InvalidArgumentError} unless exactly one of `text` and `base64` is given
 */
function contentOf(words: string | undefined, base64: string | undefined): string | Uint8Array {
  if (words !== undefined && base64 === undefined) return words;
  if (base64 === undefined || words !== undefined)
    throw new InvalidArgumentError("Send either `text`, or `base64` for a file.");
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length <= MAX_BYTES) return bytes;
  throw new BodyTooLargeError(`The file has ${bytes.length} bytes; the maximum is ${MAX_BYTES}.`, {
    hint: "Upload a large file to the server, or add it with `lydian add`.",
  });
}

function failureOf(outcome: object | undefined): LoadFailedError {
  const message =
    outcome !== undefined && "message" in outcome ? String(outcome.message) : "The document cannot be read.";
  const hint = outcome !== undefined && "hint" in outcome ? { hint: String(outcome.hint) } : {};
  return new LoadFailedError(message, hint);
}
