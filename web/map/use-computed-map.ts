import { useEffect, useState } from "react";
import type { ComputedMap, MapMessage, MapRequest, Step } from "./compute/index.ts";
import { keepMap, readKeptMap } from "./kept-maps.ts";
import type { MapSample } from "./read-map.ts";

export type Computing =
  | { readonly state: "running"; readonly step: Step; readonly share: number }
  | { readonly state: "done"; readonly map: ComputedMap }
  | { readonly state: "stopped" }
  | { readonly state: "failed"; readonly error: Error };

const BEGUN: Computing = { state: "running", step: "compare", share: 0 };

interface ComputedMapOf {
  readonly computing: Computing;
  stop(): void;
  restart(): void;
}

/**
 * Returns the map of a sample from the browser's cache, or computes it in a worker. The worker ends
 * when the user leaves the view.
 */
export function useComputedMap(sample: MapSample | undefined): ComputedMapOf {
  const [computing, setComputing] = useState<Computing>(BEGUN);
  const [run, setRun] = useState(0);
  const [isStopped, setIsStopped] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of `run` restarts the computation
  useEffect(() => {
    if (sample === undefined || sample.map.passages.length === 0) return;
    if (isStopped) return setComputing({ state: "stopped" });
    const leaving = new AbortController();
    setComputing(BEGUN);
    computeFor(sample, leaving.signal, (now) => {
      if (!leaving.signal.aborted) setComputing(now);
    });
    return () => leaving.abort();
  }, [sample, run, isStopped]);
  return {
    computing,
    stop: () => setIsStopped(true),
    restart: () => {
      setIsStopped(false);
      setRun((before) => before + 1);
    },
  };
}

async function computeFor({ map, tag }: MapSample, signal: AbortSignal, tell: (now: Computing) => void): Promise<void> {
  try {
    const kept = tag === undefined ? undefined : await readKeptMap(map.collection, tag);
    if (signal.aborted) return;
    const computed = kept ?? (await runWorker(requestOf(map), signal, tell));
    tell({ state: "done", map: computed });
    if (kept === undefined && tag !== undefined) await keepMap(map.collection, tag, computed);
  } catch (error) {
    tell({ state: "failed", error: error instanceof Error ? error : new Error(String(error)) });
  }
}

function requestOf({ vectors, space, passages }: MapSample["map"]): MapRequest {
  return { vectors, dimensions: space?.dimensions ?? 0, documentOf: passages.map(({ document }) => document) };
}

function runWorker(request: MapRequest, signal: AbortSignal, tell: (now: Computing) => void): Promise<ComputedMap> {
  const worker = new Worker(new URL("./compute/map-worker.ts", import.meta.url), { type: "module" });
  signal.addEventListener("abort", () => worker.terminate());
  const done = new Promise<ComputedMap>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<MapMessage>) => {
      if (data.type === "done") resolve(data.map);
      else tell({ state: "running", step: data.step, share: data.share });
    };
    worker.onerror = ({ message }) => reject(new Error(`The map could not be computed: ${message}`));
  });
  worker.postMessage(request);
  return done.finally(() => worker.terminate());
}
