import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { never, type SourceEntry, StoreUnavailableError } from "../../core/index.ts";
import { guardThat } from "../../guard/fixtures/guard-that.ts";
import { createFakeEmbedder } from "../../testing/fake-embedder.ts";
import { createFakeIndex } from "../../testing/fake-index.ts";
import { fakeChunker, fakeLoaders } from "../../testing/fake-loaders.ts";
import { ingest } from "./ingest.ts";
import type { IngestRequest, IngestServices } from "./ingest-request.ts";

const DOCUMENTS = 5;
const request: IngestRequest = {
  collection: "handbook",
  sources: ["."],
  language: "auto",
  metadata: {},
  accessLabels: [],
  embed: true,
  keepOriginals: true,
  maxFileBytes: 1_000,
};

/** Throws at one step for one document. */
type Fault = (uri: string) => void;

const uriOf = (place: number) => `file:///${place}.txt`;
const textOf = (place: number) => `Pump ${place} stands in hall ${place}.`;
const placeOf = (text: string) => Number(/Pump (\d)/.exec(text)?.[1] ?? -1);

function entryOf(place: number, fault: Fault): SourceEntry {
  const bytes = new TextEncoder().encode(textOf(place));
  const read = async () => {
    fault(uriOf(place));
    return bytes;
  };
  return { uri: uriOf(place), label: `${place}.txt`, sizeBytes: bytes.length, read };
}

/** Services whose steps call the fault of their name with the URI of the document. */
function servicesWith(faults: Partial<Record<Step, Fault>>) {
  const fake = createFakeIndex();
  const embedder = createFakeEmbedder();
  const at = (step: Step, uri: string) => faults[step]?.(uri);
  const entries = Array.from({ length: DOCUMENTS }, (_, place) => entryOf(place, (uri) => at("reading", uri)));
  const services: IngestServices = {
    sources: { list: async () => ({ entries, problems: [] }) },
    loaders: {
      ...fakeLoaders,
      load: async (file, signal) => {
        at("loading", file.uri);
        return fakeLoaders.load(file, signal);
      },
    },
    chunkerFor: () => ({
      ...fakeChunker,
      chunk: async (document, limits, signal) => {
        at("chunking", uriOf(placeOf(document.text.toString())));
        return fakeChunker.chunk(document, limits, signal);
      },
    }),
    embedder: {
      ...embedder,
      embedDocuments: async (texts, signal, turn) => {
        for (const text of texts) at("embedding", uriOf(placeOf(text)));
        return embedder.embedDocuments(texts, signal, turn);
      },
    },
    index: {
      ...fake.index,
      // The writer signs and stores a document within its commit.
      commit: async (commit, signal) => {
        for (const { document } of commit.add) at("committing", document.uri);
        return fake.index.commit(commit, signal);
      },
    },
    store: {
      ...fake.store,
      readSummariesByUri: async (query, signal) => {
        for (const uri of query.uris) at("claiming", uri);
        return fake.store.readSummariesByUri(query, signal);
      },
      readMembers: async (query, signal) => {
        at("closing", query.container);
        return fake.store.readMembers(query, signal);
      },
    },
    origins: fake.origins,
    guard: guardThat(({ text }) => {
      at("guarding", uriOf(placeOf(text)));
      return {};
    }),
    clock: { now: () => 0, monotonicMs: () => 0 },
    emit: () => undefined,
  };
  return { fake, services };
}

const steps = ["reading", "claiming", "loading", "guarding", "chunking", "closing", "committing", "embedding"] as const;
type Step = (typeof steps)[number];

const thrown = fc.constantFrom<readonly unknown[]>(
  [new RangeError("Maximum call stack size exceeded")],
  [new TypeError("secret text")],
  ["a string"],
  [undefined],
);

describe("a fault of one document", () => {
  it.each(steps)("while %s is that document's outcome, and the others are added", async (step) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(DOCUMENTS - 1), thrown, async (bad, [error]) => {
        const fault: Fault = (uri) => {
          if (uri === uriOf(bad)) throw error;
        };
        const { fake, services } = servicesWith({ [step]: fault });
        const report = await ingest(services, request, never);

        const failures = report.outcomes.filter(({ outcome }) => outcome === "failed");
        expect(failures).toEqual([expect.objectContaining({ uri: uriOf(bad), code: expect.any(String) })]);
        expect(JSON.stringify(failures)).not.toContain("secret text");

        const stored = [...fake.documents.values()].map(({ document }) => document.uri).sort();
        const others = Array.from({ length: DOCUMENTS }, (_, place) => uriOf(place));
        // Words come first: a document whose passages cannot be embedded is found by them.
        expect(stored).toEqual(step === "embedding" ? others : others.filter((uri) => uri !== uriOf(bad)));
        expect(report.chunksWithoutVectors).toBe(0);
      }),
      { numRuns: 20 },
    );
  });

  it("is none of an error of the store, which ends the call", async () => {
    const fault = () => {
      throw new StoreUnavailableError("The disk is gone.", {});
    };
    await expect(ingest(servicesWith({ committing: fault }).services, request, never)).rejects.toThrow("disk is gone");
  });
});
