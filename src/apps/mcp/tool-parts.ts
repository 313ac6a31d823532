import { type CallToolResult, ErrorCode, McpError } from "@modelcontextprotocol/sdk/types.js";
import { type Lydian, LydianError } from "../../index.ts";
import type { AgentCaller } from "./agent-caller.ts";

/** What every tool is made of. */
export interface ToolParts {
  readonly lydian: Lydian;
  readonly caller: AgentCaller;
  /** Told of what Lydian did not expect, which no agent is told. */
  failed(error: unknown): void;
}

export interface ToolAnswer {
  readonly text: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** A tool's result, or what an agent can learn from an error: of one that was not expected nothing, since it may hold anything. */
export async function answerTool(parts: ToolParts, work: () => Promise<ToolAnswer>): Promise<CallToolResult> {
  try {
    const { text, value } = await work();
    return { content: [{ type: "text", text }], structuredContent: { ...value } };
  } catch (error) {
    if (!(error instanceof LydianError)) parts.failed(error);
    return { isError: true, content: [{ type: "text", text: describeError(error) }] };
  }
}

/** What is read or prompted, or an error in the protocol's form. */
export async function answerRequest<Result>(parts: ToolParts, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof LydianError)) parts.failed(error);
    throw new McpError(ErrorCode.InternalError, describeError(error));
  }
}

function describeError(error: unknown): string {
  if (!(error instanceof LydianError)) return "Something went wrong that was not expected (unexpected).";
  const { message, hint, code } = error;
  return hint === undefined ? `${message} (${code})` : `${message} ${hint} (${code})`;
}
