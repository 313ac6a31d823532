import type { GenerationPart, GenerationRequest, PromptMarks, TextGenerator } from "../../core/index.ts";
import { createMarkRemover, removeMarks } from "./remove-marks.ts";

/** Asks a language model, and removes the marks of the prompt from everything that it writes. */
export function askModel(
  generator: Pick<TextGenerator, "generate">,
  request: GenerationRequest,
  signal: AbortSignal,
): AsyncIterable<GenerationPart> {
  return withoutMarks(generator.generate(request, signal), request.source?.marks);
}

/** Removes marks from the parts of a reply. */
export async function* withoutMarks(
  parts: AsyncIterable<GenerationPart>,
  marks: PromptMarks | undefined,
): AsyncGenerator<GenerationPart> {
  const reader = marks === undefined ? undefined : createPartReader(marks);
  for await (const part of parts) {
    if (reader === undefined) yield part;
    else yield* reader(part);
  }
}

type TextType = Exclude<GenerationPart["type"], "element" | "end">;

function createPartReader(marks: PromptMarks): (part: GenerationPart) => Iterable<GenerationPart> {
  const removers = new Map<TextType, ReturnType<typeof createMarkRemover>>();
  const push = function* ({ type, text: piece }: Extract<GenerationPart, { type: TextType }>) {
    const remover = removers.get(type) ?? createMarkRemover(marks);
    removers.set(type, remover);
    const text = remover.push(piece);
    if (text !== "") yield { type, text };
  };
  const end = function* (type: TextType) {
    const text = removers.get(type)?.end() ?? "";
    removers.delete(type);
    if (text !== "") yield { type, text };
  };
  return function* (part) {
    // Hidden reasoning ends where another part follows, so its last piece is passed on first.
    if (part.type !== "reasoning") yield* end("reasoning");
    switch (part.type) {
      case "element":
        yield { type: "element", value: removeFromValue(part.value, marks) };
        break;
      case "end":
        yield* end("text");
        yield* end("malformed");
        yield part;
        break;
      default:
        yield* push(part);
    }
  };
}

function removeFromValue(value: unknown, marks: PromptMarks): unknown {
  if (typeof value === "string") return removeMarks(value, marks);
  if (Array.isArray(value)) return value.map((item: unknown) => removeFromValue(item, marks));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [
    removeMarks(name, marks),
    removeFromValue(inner, marks),
  ]);
  return Object.fromEntries(entries);
}
