import { stoppedText } from "../../../core/index.ts";
import type { RestoringStream } from "../../mask/create-vault.ts";
import { passText } from "../../run/pass-text.ts";
import { createStreamGuard, type StreamGuard } from "../../stream/create-stream-guard.ts";
import { type GuardedCall, passPart } from "./pass-content.ts";
import type { StreamPart } from "./sdk-types.ts";

type Piece = Extract<StreamPart, { readonly delta: string }>;
type TextEnd = Extract<StreamPart, { readonly type: "text-end" | "reasoning-end" }>;

/** A text that is being written. */
interface OpenText {
  readonly stream: StreamGuard;
  /** Restores what the prompt masked; undefined if it masked nothing. */
  readonly restoring: RestoringStream | undefined;
  /** Text that passed the stage `stream` and waits for the stage `output`. */
  held: string;
}

/**
 * Passes on the parts of a reply. Pieces of text wait until enough of what follows is known; the arguments of a tool
 * wait until they are whole. A text that may not pass ends the stream with an error.
 */
export async function* passStream(
  call: GuardedCall,
  parts: ReadableStream<StreamPart>,
): AsyncGenerator<StreamPart, void, undefined> {
  const texts = createTexts(call, await call.guard.hasChecks("output"));
  /** Parts of tool calls whose arguments are not whole yet. */
  const inputs = new Map<string, StreamPart[]>();
  try {
    for await (const part of parts) {
      switch (part.type) {
        case "text-delta":
        case "reasoning-delta":
          yield* texts.add(part);
          break;
        case "text-end":
        case "reasoning-end":
          yield* texts.end(part);
          yield part;
          break;
        case "tool-input-start":
          inputs.set(part.id, [part]);
          break;
        case "tool-input-delta":
        case "tool-input-end":
          inputs.get(part.id)?.push(part);
          break;
        case "tool-call": {
          const passed = await passPart(call, part);
          yield* describeInput(inputs.get(part.toolCallId) ?? [], passed.input);
          inputs.delete(part.toolCallId);
          yield passed;
          break;
        }
        case "raw":
          // Drop raw parts: they contain the unchecked text.
          break;
        case "tool-result":
        case "source":
          yield await passPart(call, part);
          break;
        default:
          yield part;
      }
    }
  } catch (error) {
    yield { type: "error", error };
  }
}

/** Returns the parts that announce a tool call, with the checked arguments in one piece. */
function describeInput(parts: readonly StreamPart[], input: string): readonly StreamPart[] {
  return parts.flatMap((part): readonly StreamPart[] => {
    if (part.type === "tool-input-delta") return [];
    if (part.type !== "tool-input-end") return [part];
    return [{ type: "tool-input-delta", id: part.id, delta: input }, part];
  });
}

/** Creates the texts of one reply. Texts may be written in turn. */
function createTexts({ guard, vault, holdBack, context, signal }: GuardedCall, isHeld: boolean) {
  const open = new Map<string, OpenText>();
  const textOf = ({ type, id }: Pick<StreamPart, "type"> & { readonly id: string }): OpenText => {
    const key = `${type.startsWith("reasoning") ? "reasoning" : "text"} ${id}`;
    const known = open.get(key);
    if (known !== undefined) return known;
    const stream = createStreamGuard(guard, { origin: "model", holdBack, context }, signal);
    const opened = { stream, restoring: vault?.restoreStream(), held: "" };
    open.set(key, opened);
    return opened;
  };
  const refuseStopped = ({ stream }: OpenText): void => {
    const stopped = stream.stoppedBy();
    if (stopped !== undefined) throw stoppedText(stopped, "stream");
  };
  return {
    async *add(piece: Piece): AsyncGenerator<StreamPart, void, undefined> {
      const text = textOf(piece);
      const delta = await text.stream.push(text.restoring?.push(piece.delta) ?? piece.delta);
      // What passed before the place that stops the text is shown.
      if (isHeld) text.held += delta;
      else if (delta !== "") yield { ...piece, delta };
      refuseStopped(text);
    },
    async *end(part: TextEnd): AsyncGenerator<StreamPart, void, undefined> {
      const text = textOf(part);
      const type = part.type === "text-end" ? "text-delta" : "reasoning-delta";
      const rest = await text.stream.push(text.restoring?.end() ?? "");
      let delta = text.held + rest + (await text.stream.end());
      refuseStopped(text);
      if (isHeld) delta = await passText(guard, { stage: "output", text: delta, origin: "model", context }, signal);
      if (delta !== "") yield { type, id: part.id, delta };
    },
  };
}
