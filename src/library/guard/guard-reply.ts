import { type GenerationPart, type GuardContext, type GuardEngine, stoppedText } from "../../core/index.ts";
import { createStreamGuard, passValue, type StreamGuard } from "../../guard/index.ts";

/**
 * Number of characters on both sides of a character that are checked before anyone reads it. Longer secrets and
 * sentences are found in the whole answer, at the stage `output`.
 */
const HOLD_BACK = 256;

/** Passes on the parts of a reply. Text is held back until enough of what follows is known. */
export async function* guardReply(
  guard: GuardEngine,
  parts: AsyncIterable<GenerationPart>,
  context: GuardContext,
  signal: AbortSignal,
): AsyncGenerator<GenerationPart> {
  const open = (): StreamGuard => createStreamGuard(guard, { origin: "model", holdBack: HOLD_BACK, context }, signal);
  const streams = { text: open(), reasoning: open(), malformed: open() };
  const shown = async (type: keyof typeof streams, piece: string | undefined): Promise<readonly GenerationPart[]> => {
    const text = await (piece === undefined ? streams[type].end() : streams[type].push(piece));
    const stopped = streams[type].stoppedBy();
    if (stopped !== undefined) throw stoppedText(stopped, "stream");
    return text === "" ? [] : [{ type, text }];
  };

  for await (const part of parts) {
    if (part.type === "element") {
      const request = { stage: "stream", origin: "model", context, value: part.value } as const;
      yield { type: "element", value: await passValue(guard, request, signal) };
    } else if (part.type !== "end") yield* await shown(part.type, part.text);
    else {
      for (const type of ["reasoning", "text", "malformed"] as const) yield* await shown(type, undefined);
      yield part;
    }
  }
}
