import type { Answer } from "../../../core/index.ts";
import type { WrittenAnswer } from "../../present/index.ts";
import type { ApiQuestion } from "./read-api-question.ts";
import { countTokens, type SpokenAnswer, speakAnswer } from "./spoken-answer.ts";

/** Fields of a response that are known before the answer. */
export interface ResponseHead {
  readonly id: string;
  /** Time of the response, in seconds since 1970. */
  readonly created: number;
  readonly model: string;
}

/** Creates a finished response with its answer. */
export function toResponse(
  head: ResponseHead,
  answer: Answer,
  { isData }: Pick<ApiQuestion, "isData">,
  written?: WrittenAnswer,
) {
  const spoken = speakAnswer(answer, isData, written);
  return {
    ...toUnfinished(head, "completed"),
    output: [toMessage(head, [toPart(spoken)])],
    usage: toUsage(answer),
    lydian: answer,
  };
}

/** Creates an unfinished response, which has no output. */
export function toUnfinished(
  { id, created, model }: ResponseHead,
  status: "queued" | "in_progress" | "completed" | "failed",
) {
  return {
    id,
    object: "response",
    created_at: created,
    status,
    model,
    error: null,
    incomplete_details: null,
    instructions: null,
    metadata: {},
    previous_response_id: null,
    parallel_tool_calls: false,
    tools: [],
    tool_choice: "none",
    temperature: null,
    top_p: null,
    store: false,
    truncation: "disabled",
    output: [],
    usage: null,
    background: false,
    max_output_tokens: null,
    reasoning: { effort: null, summary: null },
    service_tier: "default",
  };
}

/** Creates the message, which is the only item of a response's output. */
export function toMessage({ id }: ResponseHead, content: readonly object[]) {
  const status = content.length === 0 ? "in_progress" : "completed";
  return { id: id.replace(/^resp_/, "msg_"), type: "message", status, role: "assistant", content };
}

/** Creates the only part of a response's message. */
export function toPart({ content, refusal, citations }: SpokenAnswer) {
  if (content === null) return { type: "refusal", refusal: refusal ?? "" };
  return { type: "output_text", text: content, annotations: citations.map(toAnnotation), logprobs: [] };
}

export function toAnnotation(citation: SpokenAnswer["citations"][number]) {
  return { type: "url_citation", ...citation };
}

function toUsage(answer: Answer) {
  const { input, output, reasoning, total } = countTokens(answer);
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: reasoning },
    total_tokens: total,
  };
}
