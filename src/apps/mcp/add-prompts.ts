import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import type { GetPromptResult } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";
import { optionsFor } from "./agent-caller.ts";
import { answerRequest, type ToolParts } from "./tool-parts.ts";

/** A prompt for each profile: a question with its numbered passages, exactly as Lydian would ask a language model. */
export async function addPrompts(server: McpServer, parts: ToolParts): Promise<void> {
  for (const { name } of await parts.lydian.profiles())
    server.registerPrompt(
      `answer-${name}`,
      {
        title: `Answer by the profile “${name}”`,
        description: "A question with the passages that speak of it, to be answered from them alone, with citations.",
        argsSchema: { question: z.string().min(1).max(10_000) },
      },
      ({ question }, { signal }) => answerRequest(parts, () => prompt(parts, { question, profile: name }, signal)),
    );
}

async function prompt(
  { lydian, caller }: ToolParts,
  { question, profile }: { readonly question: string; readonly profile: string },
  signal: AbortSignal,
): Promise<GetPromptResult> {
  const { request, reason } = await lydian.prompt(question, { ...optionsFor(caller, undefined, signal), profile });
  if (request === undefined) {
    const text = `${question}\n\nThe documents do not answer this by passages. ${reason ?? ""}`.trim();
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
