import {
  type AccessScope,
  append,
  checkText,
  type DocumentQuery,
  defined,
  type ExampleSource,
  mayPassUnchanged,
  type ProfileExample,
  type Warning,
} from "../../core/index.ts";
import type { ModelAnswererServices } from "../../engine/answer/index.ts";
import type { CallContext } from "../call/call-context.ts";
import type { ReadingHalf } from "../parts/lydian-parts.ts";
import { openEmbedderIfThere } from "../search/open-search.ts";

/** Maximum number of documents with examples that one question reads. */
const MAX_DOCUMENTS = 500;

interface Picking {
  readonly source: ExampleSource;
  readonly scope: AccessScope;
  analyze(text: string): readonly string[];
  /** Counts tokens as the answering model does. */
  countTokens(text: string): number;
}

type PickExamples = NonNullable<ModelAnswererServices["pickExamples"]>;

/** Makes the function that picks examples for a question: those that the reader may see and the guard allows. */
export function createExamplePicker(context: CallContext, picking: Picking): PickExamples {
  const { parts } = context;
  const { source, scope, analyze, countTokens } = picking;
  return async (question, signal) => {
    const { pickExamples } = await import("../../engine/answer/index.ts");
    const half = await parts.read();
    const isThere = half !== undefined && (await half.store.collection(source.collection, signal)) !== undefined;
    const all = isThere ? await readAll(half, { collection: source.collection, scope }, signal) : [];
    if (all.length === 0) return { examples: [], warnings: [warnOfNone(source.collection, isThere)] };
    const embedder = await openEmbedderIfThere(parts);
    const { count, budgetTokens } = source;
    const embed = embedder && ((texts: readonly string[]) => embedder.embedDocuments(texts, signal));
    const picked = await pickExamples(all, defined({ question, analyze, countTokens, count, budgetTokens, embed }));
    const examples: ProfileExample[] = [];
    for (const example of picked) if (await passes(context, example, signal)) examples.push(example);
    return { examples, warnings: [] };
  };
}

async function readAll(
  { store }: ReadingHalf,
  readable: DocumentQuery,
  signal: AbortSignal,
): Promise<readonly ProfileExample[]> {
  const { readExamples } = await import("../../engine/answer/index.ts");
  const summaries = await store.listDocuments(readable, signal);
  const examples: ProfileExample[] = [];
  for (const { id, mediaType } of summaries.slice(0, MAX_DOCUMENTS)) {
    const reference = { ...readable, document: id };
    const document = await store.readDocument(reference, signal);
    if (document === undefined) continue;
    const original = mediaType === "application/jsonl" ? await store.readOriginal(reference, signal) : undefined;
    append(examples, readExamples({ document, original }));
  }
  return examples;
}

/** Returns whether the guard allows an example. A redacted one no longer shows the style. */
async function passes(
  { parts: { guard }, emit }: CallContext,
  { question, answer }: ProfileExample,
  signal: AbortSignal,
): Promise<boolean> {
  const request = { stage: "retrieval", text: `${question}\n${answer}`, origin: "document:examples" } as const;
  return mayPassUnchanged(await checkText({ guard, emit }, request, signal));
}

function warnOfNone(collection: string, isThere: boolean): Warning {
  const what = isThere ? "has no question with an answer that you may read" : "is not there";
  return { code: "examples-missing", message: `The profile's collection of examples "${collection}" ${what}.` };
}
