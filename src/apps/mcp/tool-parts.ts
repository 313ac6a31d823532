import { type CallToolResult, ErrorCode, McpError } from "@modelcontextprotocol/sdk/types.js";
import { type Caller, LydianError } from "../../core/index.ts";
import type { Lydian } from "../../library/index.ts";

/** Everything that a tool needs. */
export interface ToolParts {
  readonly lydian: Lydian;
  readonly caller: Caller;
  /** Reports an unexpected error, which the agent does not see. */
  failed(error: unknown): void;
}

export interface ToolAnswer {
  readonly text: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** Returns the result of a tool, or its error. An unexpected error is not described, since it may contain anything. */
export async function answerTool(parts: ToolParts, work: () => Promise<ToolAnswer>): Promise<CallToolResult> {
  try {
    const { text, value } = await work();
    return { content: [{ type: "text", text }], structuredContent: { ...value } };
  } catch (error) {
    if (!(error instanceof LydianError)) parts.failed(error);
    return { isError: true, content: [{ type: "text", text: describeError(error) }] };
  }
}

/** Returns a resource or a prompt, or throws an error of the protocol. */
export async function answerRequest<Result>(parts: ToolParts, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof LydianError)) parts.failed(error);
    throw new McpError(ErrorCode.InternalError, describeError(error));
  }
}

function describeError(error: unknown): string {
  if (!(error instanceof LydianError)) return "Lydian failed unexpectedly (unexpected).";
  const { message, hint, code } = error;
  return hint === undefined ? `${message} (${code})` : `${message} ${hint} (${code})`;
}
