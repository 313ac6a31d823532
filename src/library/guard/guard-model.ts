import {
  checkText,
  type GenerationPart,
  type GenerationRequest,
  type Guard,
  type GuardOrigin,
  type GuardServices,
  type TextGenerator,
} from "../../core/index.ts";
import { withoutMarks } from "../../engine/prompt/index.ts";
import {
  createMaskLedger,
  createStreamGuard,
  createVault,
  type MaskingGuard,
  type MaskLedger,
  maskText,
  passValue,
  type StoredMasks,
  type StreamGuard,
  stoppedText,
  type Vault,
} from "../../guard/index.ts";
import { restoreParts } from "./restore-parts.ts";

/**
 * Number of characters on both sides of a character that are checked before anyone reads it. Longer secrets and sentences are
 * found in the whole answer, at the stage `output`.
 */
const HOLD_BACK = 256;

/** The masks of a conversation. */
export interface Masks {
  /** Tokens of its earlier turns. */
  stored: StoredMasks;
  /** Set by the first prompt of the call. */
  ledger?: MaskLedger;
}

/**
 * Puts the guard between Lydian and a language model: each part of the prompt passes the stage `prompt` before it is sent, and
 * each character of the reply passes `stream` before anyone reads it. What `prompt` redacts is masked, and restored in the reply.
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
      if (await services.guard.hasChecks("stream")) yield* guardParts(services, restored, signal);
      else yield* restored;
    },
  };
}

/** Returns the vault of one prompt; undefined if the policy checks no prompts. A reply can restore values of its own prompt only. */
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
  const context = { systemPrompt: request.system };
  const pass = (text: string, origin: GuardOrigin) =>
    maskText(masking, { stage: "prompt", text, origin, context }, signal);
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
  const guard = telling(services);
  const open = (): StreamGuard => createStreamGuard(guard, { origin: "model", holdBack: HOLD_BACK }, signal);
  const streams = { text: open(), reasoning: open(), malformed: open() };
  const shown = async (type: keyof typeof streams, piece: string | undefined): Promise<readonly GenerationPart[]> => {
    const text = await (piece === undefined ? streams[type].end() : streams[type].push(piece));
    const stopped = streams[type].stoppedBy();
    if (stopped !== undefined) throw stoppedText(stopped, "stream");
    return text === "" ? [] : [{ type, text }];
  };

  for await (const part of parts) {
    if (part.type === "element") {
      const value = await passValue(guard, { stage: "stream", origin: "model", value: part.value }, signal);
      yield { type: "element", value };
    } else if (part.type !== "end") yield* await shown(part.type, part.text);
    else {
      for (const type of ["reasoning", "text", "malformed"] as const) yield* await shown(type, undefined);
      yield part;
    }
  }
}

/** The guard, asked through `checkText`, so that listeners hear of each decision. */
function telling(services: GuardServices): Guard {
  return { ...services.guard, check: checkText.bind(undefined, services) };
}
