import { EmbeddingFailedError, unitVector } from "../../core/index.ts";

interface LaneWork {
  readonly texts: readonly string[];
  readonly embedOne: (text: string) => Promise<Float32Array>;
  readonly dimensions: number;
  /** How many runs are asked for at a time. */
  readonly lanes: number;
}

/**
 * Embeds texts one a run, `lanes` at a time, the longest first so that all lanes end together.
 *
 * @returns unit vectors in the order of the texts
 * @throws the first failure, or the signal's reason, after the runs that had begun
 */
export async function embedInLanes(work: LaneWork, signal: AbortSignal): Promise<readonly Float32Array[]> {
  const { texts, embedOne, dimensions } = work;
  const longestFirst = texts.map((text, index) => ({ text, index })).sort((a, b) => b.text.length - a.text.length);
  const vectors: Float32Array[] = new Array(texts.length);
  const remaining = longestFirst.values();
  let hasFailed = false;
  const runLane = async () => {
    for (const { text, index } of remaining) {
      signal.throwIfAborted();
      if (hasFailed) return;
      vectors[index] = unitVector(requireDimensions(await embedOne(text), dimensions));
    }
  };
  const noteFailure = (error: unknown) => {
    hasFailed = true;
    throw error;
  };
  const lanes = Array.from({ length: Math.min(work.lanes, texts.length) }, () => runLane().catch(noteFailure));
  for (const lane of await Promise.allSettled(lanes)) if (lane.status === "rejected") throw lane.reason;
  return vectors;
}

function requireDimensions(vector: Float32Array, dimensions: number): Float32Array {
  if (vector.length === dimensions) return vector;
  throw new EmbeddingFailedError(
    `The embedding model gave ${vector.length} dimensions; its model card says ${dimensions}.`,
    { hint: "Correct `dimensions` in model.json." },
  );
}
