import type { EmbeddedQuestions } from "../../core/index.ts";
import { CollectionNotFoundError, describeSpaceMismatch, type QuantizedVector } from "../../core/index.ts";
import { quantizeVector } from "../../engine/kernel/index.ts";
import { type CallContext, collectionOf, requireStore, signalOf } from "../call/call-context.ts";
import type { CallOptions } from "../call/call-options.ts";
import { requireTexts } from "../models/use-models.ts";
import { layOutVectors } from "./lay-out-vectors.ts";

export async function embedQuestions(
  context: CallContext,
  questions: readonly string[],
  options: CallOptions = {},
): Promise<EmbeddedQuestions> {
  requireTexts(questions);
  const signal = signalOf(options);
  const name = collectionOf(context, options);
  const { store } = await requireStore(context, name);
  const collection = await store.collection(name, signal);
  if (collection === undefined) throw new CollectionNotFoundError(`There is no collection "${name}".`);
  const embedder = await context.parts.embedder();
  const { space } = embedder;
  if (collection.space !== undefined && collection.space.fingerprint !== space.fingerprint)
    throw describeSpaceMismatch(name, { held: collection.space, offered: space });
  const vectors: QuantizedVector[] = [];
  for (const question of questions) vectors.push(quantizeVector(await embedder.embedQuery(question, signal)));
  return { space, vectors: layOutVectors(vectors, space.dimensions) };
}
