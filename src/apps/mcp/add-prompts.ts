import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import type { GetPromptResult } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";
import { describeAbstention } from "../present/index.ts";
import { optionsFor } from "./options-for.ts";
import { answerRequest, type ToolParts } from "./tool-parts.ts";

/**
 * Adds a prompt for each profile: a question with numbered passages, exactly as Lydian sends it to a language model.
 */
export async function addPrompts(server: McpServer, parts: ToolParts): Promise<void> {
  for (const { name } of await parts.lydian.profiles())
    server.registerPrompt(
      `answer-${name}`,
      {
        title: `Answer with the profile “${name}”`,
        description: "A question with its passages, to be answered only from them and with citations.",
        argsSchema: { question: z.string().min(1).max(10_000) },
      },
      ({ question }, { signal }) => answerRequest(parts, () => prompt(parts, question, name, signal)),
    );
}

async function prompt(
  { lydian, caller }: ToolParts,
  question: string,
  profile: string,
  signal: AbortSignal,
): Promise<GetPromptResult> {
  const {
    request,
    reason = "",
    abstained,
  } = await lydian.prompt(question, { ...optionsFor(caller, undefined, signal), profile });
  if (request === undefined) {
    const why = abstained === undefined ? reason : describeAbstention(abstained);
    const text = `${question}\n\n${why}`;
    return { messages: [{ role: "user", content: { type: "text", text } }] };
  }
  const [first, ...others] = request.messages;
  const opening = [request.system, ...(first === undefined ? [] : [first.text])].join("\n\n");
  return {
    messages: [
      { role: "user", content: { type: "text", text: opening } },
      ...others.map(({ role, text }) => ({ role, content: { type: "text" as const, text } })),
    ],
  };
}
