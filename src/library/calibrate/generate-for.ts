import { everything, type LabelledQuestion } from "../../core/index.ts";
import { type CallContext, requireStore } from "../call/call-context.ts";
import { makeQuestions, type QuestionSource } from "./make-questions.ts";

/** Maximum number of documents that are read. Reading more takes long and changes little. */
const MAX_DOCUMENTS = 1_000;

/** Generates questions from the documents of a collection. */
export async function generateFor(
  context: CallContext,
  collection: string,
  count: number,
  signal: AbortSignal,
): Promise<readonly LabelledQuestion[]> {
  const { store } = await requireStore(context, collection);
  const summaries = await store.listDocuments({ collection, scope: everything }, signal);
  const step = Math.max(1, Math.ceil(summaries.length / MAX_DOCUMENTS));
  const sources: QuestionSource[] = [];
  for (const { id } of summaries.filter((_, index) => index % step === 0)) {
    const document = await store.readDocument({ collection, scope: everything, document: id }, signal);
    if (document !== undefined) sources.push({ id, text: document.text });
  }
  return makeQuestions(sources, count);
}
