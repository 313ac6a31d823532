import {
  checkText,
  defined,
  type GenerationPart,
  type GenerationRequest,
  GuardBlockedError,
  type GuardDecision,
  type GuardOrigin,
  type GuardServices,
  type GuardStage,
  NeedsReviewError,
  type TextGenerator,
} from "../../core/index.ts";
import { createStreamGuard, type StreamGuard } from "../../guard/index.ts";

/**
 * Number of characters on both sides of a character that are checked before anyone reads it. Longer secrets and sentences are
 * found in the whole answer, at the stage `output`.
 */
const HOLD_BACK = 256;

/**
 * Puts the guard between Lydian and a language model: each part of the prompt passes the stage `prompt` before it is sent, and
 * each character of the reply passes `stream` before anyone reads it.
 *
 * The model throws `GuardBlockedError` or `NeedsReviewError` for a text that may not pass.
 */
export function guardModel(generator: TextGenerator, services: GuardServices): TextGenerator {
  return {
    id: generator.id,
    holdsSchema: generator.holdsSchema,
    countTokens: (text) => generator.countTokens(text),
    close: () => generator.close(),
    async *generate(request, signal) {
      const allowed = await guardPrompt(services, request, signal);
      const parts = generator.generate(allowed, signal);
      if (await services.guard.hasChecks("stream")) yield* guardParts(services, parts, signal);
      else yield* parts;
    },
  };
}

async function guardPrompt(
  services: GuardServices,
  request: GenerationRequest,
  signal: AbortSignal,
): Promise<GenerationRequest> {
  if (!(await services.guard.hasChecks("prompt"))) return request;
  const context = { systemPrompt: request.system };
  const pass = async (text: string, origin: GuardOrigin) =>
    allowedText(await checkText(services, { stage: "prompt", text, origin, context }, signal), "prompt");
  const system = await pass(request.system, "system");
  const messages: GenerationRequest["messages"][number][] = [];
  for (const { role, text } of request.messages)
    messages.push({ role, text: await pass(text, role === "user" ? "user" : "model") });
  return { ...request, system, messages };
}

/** Passes on the parts of a reply. Text is held back until enough of what follows is known. */
async function* guardParts(
  services: GuardServices,
  parts: AsyncIterable<GenerationPart>,
  signal: AbortSignal,
): AsyncGenerator<GenerationPart> {
  // The streams ask through `checkText`, so that listeners hear of each window.
  const guard = { ...services.guard, check: checkText.bind(undefined, services) };
  const open = (): StreamGuard => createStreamGuard(guard, { origin: "model", holdBack: HOLD_BACK }, signal);
  const streams = { text: open(), reasoning: open(), malformed: open() };
  const shown = async (type: keyof typeof streams, piece: string | undefined): Promise<readonly GenerationPart[]> => {
    const text = await (piece === undefined ? streams[type].end() : streams[type].push(piece));
    const stopped = streams[type].stoppedBy();
    if (stopped !== undefined) throw stoppedText(stopped, "stream");
    return text === "" ? [] : [{ type, text }];
  };

  for await (const part of parts) {
    if (part.type === "element") yield { type: "element", value: await guardValue(services, part.value, signal) };
    else if (part.type !== "end") yield* await shown(part.type, part.text);
    else {
      for (const type of ["reasoning", "text", "malformed"] as const) yield* await shown(type, undefined);
      yield part;
    }
  }
}

/** Checks each text in a value, keys included. Numbers and Booleans stay as they are. */
async function guardValue(services: GuardServices, value: unknown, signal: AbortSignal): Promise<unknown> {
  if (typeof value === "string") {
    const decision = await checkText(services, { stage: "stream", text: value, origin: "model" }, signal);
    return allowedText(decision, "stream");
  }
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) items.push(await guardValue(services, item, signal));
    return items;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries: [string, unknown][] = [];
  for (const [name, inner] of Object.entries(value))
    entries.push([String(await guardValue(services, name, signal)), await guardValue(services, inner, signal)]);
  return Object.fromEntries(entries);
}

/**
 * Returns the text that a decision allows.
 *
 * @throws {GuardBlockedError | NeedsReviewError} if the text may not pass
 */
function allowedText(decision: GuardDecision, stage: GuardStage): string {
  if (decision.action === "allow" || decision.action === "redact") return decision.text;
  throw stoppedText(decision, stage);
}

const names: Readonly<Partial<Record<GuardStage, string>>> = {
  prompt: "The prompt to the language model",
  stream: "The reply of the language model",
};

function stoppedText({ action, why }: GuardDecision, stage: GuardStage): GuardBlockedError | NeedsReviewError {
  const message = `${names[stage] ?? "A text"} was stopped (${action}): ${why}`;
  const details = defined({ hint: "Ask the author of the guard policy; `lydian status` names it." });
  return action === "block" ? new GuardBlockedError(message, details) : new NeedsReviewError(message, details);
}
