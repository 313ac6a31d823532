import { defined } from "../core/index.ts";
import type { Lydian } from "../library/index.ts";
import type { BeirDataSet, BeirDocument } from "./data-sets/beir.ts";
import type { RetrievalProgress } from "./retrieval-progress.ts";

const BATCH_DOCUMENTS = 500;

interface CorpusRequest {
  readonly lydian: Pick<Lydian, "add" | "embed" | "list" | "status" | "on">;
  readonly dataSet: BeirDataSet;
  /** True if the search needs vectors. */
  readonly embed: boolean;
  readonly onProgress: ((progress: RetrievalProgress) => void) | undefined;
}

/** The corpus in the store. */
export interface AddedCorpus {
  readonly collection: string;
  /** Maps the store's document ids to those of the corpus. */
  readonly corpusIds: ReadonlyMap<string, string>;
}

/** Adds the missing documents of a corpus, so that a stopped run continues and a finished one is reused. */
export async function addCorpus(request: CorpusRequest, signal: AbortSignal): Promise<AddedCorpus> {
  const { lydian, dataSet, embed, onProgress } = request;
  const collection = collectionOf(dataSet);
  const stored = (await lydian.status({ signal })).collections.find(({ name }) => name === collection);
  const total = dataSet.documents.length;
  for (let done = 0; done < total && stored?.documents !== total; ) {
    const batch = dataSet.documents
      .slice(done, done + BATCH_DOCUMENTS)
      .map((document) => toInput(dataSet.name, document));
    await lydian.add(batch, { collection, embed: false, signal });
    done += batch.length;
    onProgress?.({ stage: "add", done, total });
  }
  if (embed) await embedAll(request, collection, signal);
  return { collection, corpusIds: await readCorpusIds(request, collection, signal) };
}

async function embedAll({ lydian, onProgress }: CorpusRequest, collection: string, signal: AbortSignal): Promise<void> {
  const stop = lydian.on((event) => {
    if (event.type !== "vectors-attached" || event.collection !== collection) return;
    onProgress?.({ stage: "embed", done: event.done, total: event.total });
  });
  try {
    await lydian.embed({ collection, signal });
  } finally {
    stop();
  }
}

/** Names the collection after the data set and its content, because the measures depend on the content. */
function collectionOf({ name, corpusHash }: BeirDataSet): string {
  const readable = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40);
  return `beir-${readable}-${corpusHash.slice(0, 12)}`;
}

function toInput(dataSet: string, { id, title, text }: BeirDocument) {
  return defined({ uri: uriOf(dataSet, id), content: text, title: title === "" ? undefined : title });
}

function uriOf(dataSet: string, id: string): string {
  return `beir:${encodeURIComponent(dataSet)}/${encodeURIComponent(id)}`;
}

async function readCorpusIds(
  { lydian, dataSet }: CorpusRequest,
  collection: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const byUri = new Map(dataSet.documents.map(({ id }) => [uriOf(dataSet.name, id), id]));
  const documents = await lydian.list({ collection, signal });
  return new Map(
    documents.flatMap(({ id, uri }): [string, string][] => {
      const corpusId = byUri.get(uri);
      return corpusId === undefined ? [] : [[id, corpusId]];
    }),
  );
}
