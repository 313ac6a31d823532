import { type CallToolResult, ErrorCode } from "@modelcontextprotocol/sdk/types.js";
import {
  type Caller,
  CollectionNotFoundError,
  DocumentNotFoundError,
  InvalidArgumentError,
  LydianError,
} from "../../core/index.ts";
import type { Lydian } from "../../library/index.ts";
import { withoutPaths } from "../present/index.ts";

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
    if (isUnexpected(error)) parts.failed(error);
    return { isError: true, content: [{ type: "text", text: describeError(error) }] };
  }
}

/** Returns a resource or a prompt, or throws an error of the protocol. */
export async function answerRequest<Result>(parts: ToolParts, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isUnexpected(error)) parts.failed(error);
    throw new ProtocolError(describeError(error), codeOf(error));
  }
}

/** Error of the protocol. The SDK's own class repeats the code in its message, and clients repeat it again. */
class ProtocolError extends Error {
  override readonly name = "ProtocolError";
  readonly code: number;

  constructor(message: string, code: number) {
    super(message);
    this.code = code;
  }
}

/** Code of an unknown resource in the protocol, for which the SDK has no name. */
const RESOURCE_NOT_FOUND = -32_002;

function codeOf(error: unknown): number {
  if (error instanceof DocumentNotFoundError || error instanceof CollectionNotFoundError) return RESOURCE_NOT_FOUND;
  return error instanceof InvalidArgumentError ? ErrorCode.InvalidParams : ErrorCode.InternalError;
}

/**
 * An agent that cancels a call aborts its work, which does not count as a failure. The reason of the agent is a plain
 * text.
 */
function isUnexpected(error: unknown): boolean {
  return error instanceof Error && !(error instanceof LydianError) && error.name !== "AbortError";
}

function describeError(error: unknown): string {
  if (!(error instanceof LydianError)) return "Lydian failed unexpectedly (unexpected).";
  const { code } = error;
  const { message, hint } = withoutPaths(error);
  return hint === undefined ? `${message} (${code})` : `${message} ${hint} (${code})`;
}
