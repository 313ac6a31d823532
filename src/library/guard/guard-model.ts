import {
  checkText,
  type GenerationRequest,
  type GuardContext,
  type GuardEngine,
  type GuardOrigin,
  type GuardServices,
  type TextGenerator,
} from "../../core/index.ts";
import { withoutMarks } from "../../engine/prompt/index.ts";
import {
  createMaskLedger,
  createVault,
  type MaskingGuard,
  type MaskLedger,
  maskText,
  type StoredMasks,
  type Vault,
} from "../../guard/index.ts";
import { guardReply } from "./guard-reply.ts";
import { restoreParts } from "./restore-parts.ts";
import { splitPrompt } from "./split-prompt.ts";

/** The masks of a conversation. */
export interface Masks {
  /** Tokens of its earlier turns. */
  stored: StoredMasks;
  /** Set by the first prompt of the call. */
  ledger?: MaskLedger;
}

/**
 * Puts the guard between Lydian and a language model: each part of the prompt passes the stage `prompt` before it
 * is sent, and each character of the reply passes `stream` before anyone reads it. What `prompt` redacts is
 * masked, and restored in the reply.
 *
 * The model throws `GuardBlockedError` or `NeedsReviewError` for a text that may not pass.
 */
export function guardModel(generator: TextGenerator, services: GuardServices, masks?: Masks): TextGenerator {
  return {
    id: generator.id,
    holdsSchema: generator.holdsSchema,
    countTokens: (text) => generator.countTokens(text),
    close: () => generator.close(),
    async *generate(request, signal) {
      const vault = await openVault(services, masks);
      const allowed =
        vault === undefined ? request : await maskPrompt({ guard: telling(services), vault }, request, signal);
      const parts = generator.generate(allowed, signal);
      // A mark inside a number or an address would hide it from the guard. A restored value may have one, too.
      const restored = withoutMarks(vault === undefined ? parts : restoreParts(vault, parts), request.source?.marks);
      if (!(await services.guard.hasChecks("stream"))) yield* restored;
      else yield* guardReply(telling(services), restored, contextOf(request), signal);
    },
  };
}

/**
 * Returns the vault of one prompt; undefined if the policy checks no prompts. A reply can restore
 * values of its own prompt only.
 */
async function openVault({ guard }: GuardServices, masks: Masks | undefined): Promise<Vault | undefined> {
  if (!(await guard.hasChecks("prompt"))) return undefined;
  if (masks === undefined) return createVault();
  masks.ledger ??= createMaskLedger(masks.stored);
  return createVault({ ledger: masks.ledger });
}

async function maskPrompt(
  masking: MaskingGuard,
  request: GenerationRequest,
  signal: AbortSignal,
): Promise<GenerationRequest> {
  // The canaries occur in each prompt, so only its reply is searched for them.
  const context = { systemPrompt: request.system };
  const passText = (text: string, origin: GuardOrigin) =>
    maskText(masking, { stage: "prompt", text, origin, context }, signal);
  const pass = async (text: string, rest: GuardOrigin) => {
    const passed: string[] = [];
    for (const { origin, text: own, mark } of splitPrompt(text, rest, request.source))
      passed.push(origin === undefined ? own : mark(await passText(own, origin)));
    return passed.join("\n");
  };
  const system = await pass(request.system, "system");
  const messages: GenerationRequest["messages"][number][] = [];
  for (const { role, text } of request.messages)
    messages.push({ role, text: await pass(text, role === "user" ? "user" : "model") });
  return { ...request, system, messages };
}

/** Returns what the guards compare a reply with. */
function contextOf({ system, source }: GenerationRequest): GuardContext {
  if (source === undefined) return { systemPrompt: system };
  const { question, evidence, canaries } = source;
  return { systemPrompt: system, question, evidence, canaries };
}

/** The guard, asked through `checkText`, so that listeners hear of each decision. */
function telling(services: GuardServices): GuardEngine {
  return { ...services.guard, check: checkText.bind(undefined, services) };
}
