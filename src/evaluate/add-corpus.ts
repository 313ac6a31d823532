import type { Lydian } from "../library/index.ts";
import type { BeirDataSet, BeirDocument } from "./data-sets/beir.ts";
import type { RetrievalProgress } from "./evaluate-retrieval.ts";

const BATCH = 500;

interface Adding {
  readonly lydian: Pick<Lydian, "add" | "embed" | "list" | "status" | "on">;
  readonly dataSet: BeirDataSet;
  /** Whether the search needs vectors. */
  readonly embed: boolean;
  readonly onProgress: ((progress: RetrievalProgress) => void) | undefined;
}

/** Where the corpus stands in the store. */
export interface AddedCorpus {
  readonly collection: string;
  /** From the store's document ids to those of the corpus. */
  readonly corpusIds: ReadonlyMap<string, string>;
}

/** Adds what is not there yet, so that a run that was stopped goes on and a finished one is used again. */
export async function addCorpus(adding: Adding, signal: AbortSignal): Promise<AddedCorpus> {
  const { lydian, dataSet, embed, onProgress } = adding;
  const collection = collectionOf(dataSet);
  const known = (await lydian.status({ signal })).collections.find(({ name }) => name === collection);
  const total = dataSet.documents.length;
  for (let done = 0; done < total && known?.documents !== total; ) {
    const batch = dataSet.documents.slice(done, done + BATCH).map((document) => toInput(dataSet.name, document));
    await lydian.add(batch, { collection, embed: false, signal });
    done += batch.length;
    onProgress?.({ stage: "add", done, total });
  }
  if (embed) await embedAll(adding, collection, signal);
  return { collection, corpusIds: await readCorpusIds(adding, collection, signal) };
}

async function embedAll({ lydian, onProgress }: Adding, collection: string, signal: AbortSignal): Promise<void> {
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

/** Other content gives another collection, since its measures would be others. */
function collectionOf({ name, corpusHash }: BeirDataSet): string {
  const readable = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40);
  return `beir-${readable}-${corpusHash.slice(0, 12)}`;
}

function toInput(dataSet: string, { id, title, text }: BeirDocument) {
  return { uri: uriOf(dataSet, id), content: text, ...(title === "" ? {} : { title }) };
}

function uriOf(dataSet: string, id: string): string {
  return `beir:${encodeURIComponent(dataSet)}/${encodeURIComponent(id)}`;
}

async function readCorpusIds(
  { lydian, dataSet }: Adding,
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
