import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { GUARD_ACTIONS, GUARD_STAGES, mayPass, type TextCheck } from "../../../core/index.ts";
import { MAX_CHECKED_CHARACTERS, span, text } from "../../../core/schemas/index.ts";
import { answerTool, type ToolParts } from "../tool-parts.ts";
import { readingTool } from "../tool-schemas.ts";

/** Maximum number of places in the text for the agent; the structured result has all. */
const MAX_PLACES = 20;
const verdict = z.enum(["pass", "fail", "unmeasured"]);

const outcome = z.object({
  guard: text,
  verdict,
  action: z.enum(GUARD_ACTIONS),
  places: z.array(z.object({ span, type: text, evidence: text })),
});

export function addCheckTextTool(server: McpServer, parts: ToolParts): void {
  server.registerTool(
    "check_text",
    {
      title: "Check a text with the guards",
      description:
        "Checks a text with the guards that this server's policy sets for a stage, such as personal data or secrets, before you send or store it. If the action is redact, use the returned text. If it is quarantine, review or block, do not use the text. Unmeasured means that nobody checked it.",
      inputSchema: {
        text: z.string().min(1).max(MAX_CHECKED_CHARACTERS),
        stage: z
          .enum(GUARD_STAGES)
          .default("input")
          .describe("input: words of a user; output: words of a model; memory-write: what will be remembered"),
      },
      outputSchema: {
        verdict,
        action: z.enum(GUARD_ACTIONS),
        why: text,
        text: text.optional().describe("The text to use; absent if it may not be used."),
        outcomes: z.array(outcome),
        help: text.optional().describe("Where the writer of the text finds help. Show it always."),
      },
      annotations: readingTool,
    },
    ({ text: given, stage }, { signal }) =>
      answerTool(parts, async () => {
        const check = await parts.lydian.checkText(given, { stage, signal });
        return { text: describe(check), value: toValue(check) };
      }),
  );
}

function toValue(check: TextCheck): Readonly<Record<string, unknown>> {
  const { verdict, action, why, text, help, verdicts } = check;
  const outcomes = verdicts.map(({ guard, verdict, action, spans }) => ({
    guard,
    verdict,
    action,
    places: spans.map(({ start, end, type, evidence }) => ({ span: { start, end }, type, evidence })),
  }));
  return { verdict, action, why, text: mayPass(check) ? text : undefined, outcomes, help };
}

function describe({ verdict, action, why, text, help, verdicts }: TextCheck): string {
  const places = verdicts.flatMap(({ guard, spans }) =>
    spans.map(({ start, end, type }) => `- ${guard}: ${type} at ${start} to ${end}`),
  );
  const more = places.length > MAX_PLACES ? [`and ${places.length - MAX_PLACES} more places`] : [];
  return [
    `${verdict}, ${action}: ${why}`,
    ...places.slice(0, MAX_PLACES),
    ...more,
    ...(action === "redact" ? ["", "Text to use:", text] : []),
    ...(help === undefined ? [] : ["", help]),
  ].join("\n");
}
