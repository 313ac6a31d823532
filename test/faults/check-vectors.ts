import { expect } from "vitest";
import { openOnnxEmbedder } from "../../src/adapters/onnx/index.ts";
import {
  type Embedder,
  type EmbeddingSpace,
  type IndexedDocument,
  type IndexedForm,
  never,
  type QuantizedVector,
  type Store,
} from "../../src/core/index.ts";
import { hashEmbeddingText } from "../../src/engine/ingest/embed/hash-embedding-text.ts";
import { quantizeVector } from "../../src/engine/kernel/vector/quantize.ts";
import { type Question, readForms, searchAll, searchRebuilt } from "./check-store.ts";

const workerEntry = new URL("../../dist/adapters/onnx/session-worker.js", import.meta.url);
const asked = ["ward", "nurse of the clinic", "step 3 consent hours", "aspirin stroke"];

/** An embedding model, and the vectors that it has computed, by their texts. */
interface Model {
  readonly embedder: Embedder;
  readonly vectors: Map<string, QuantizedVector>;
}

/** Creates a check that compares an index, and what it finds, with a new index of the same documents. */
export function createVectorCheck(folders: Readonly<Record<string, string>>, newFolder: () => string) {
  const models = new Map<string, Promise<Model>>();
  const modelOf = (name: string): Promise<Model> => {
    const opened = models.get(name) ?? openModel(folders[name] ?? "");
    models.set(name, opened);
    return opened;
  };
  return {
    async expectEqualToRebuilt(
      store: Store,
      documents: readonly IndexedDocument[],
      space: EmbeddingSpace | undefined,
    ): Promise<void> {
      if (documents.length === 0) return;
      const forms = new Map((await readForms(store, documents)).map((form) => [form.documentId, form]));
      const expected: IndexedDocument[] = [];
      for (const one of documents) {
        const form = forms.get(one.document.id);
        if (form?.space !== undefined) expect(form.space).toEqual(space);
        expected.push(await expectedDocument(one, form));
      }
      const questions = await questionsIn(space);
      expect(await searchAll(store, questions)).toEqual(await searchRebuilt(newFolder(), expected, questions));
    },
    async close(): Promise<void> {
      for (const model of models.values()) await (await model).embedder.close();
    },
  };

  /** Expects the vectors of an indexed document, and returns the document as a new store indexes it. */
  async function expectedDocument(indexed: IndexedDocument, form: IndexedForm | undefined): Promise<IndexedDocument> {
    expect(form, indexed.document.uri).toBeDefined();
    // The new store does not know the document's source.
    const { source: _, ...free } = indexed.document;
    const document = { ...free, language: form?.language ?? "" };
    if (form?.space === undefined) return { ...indexed, document };
    const vectors = await vectorsOf(await modelOf(form.space.model), indexed);
    for (const [at, { id }] of indexed.chunks.entries()) expectEqualVectors(form.vectors.get(id), vectors[at]);
    return { ...indexed, document, vectors };
  }

  /** Returns the questions as words, and as vectors if there is a space. */
  async function questionsIn(space: EmbeddingSpace | undefined): Promise<readonly Question[]> {
    const questions: Question[] = asked.map((text) => ({ text }));
    if (space === undefined) return questions;
    const { embedder } = await modelOf(space.model);
    for (const text of asked) questions.push({ vector: { values: await embedder.embedQuery(text, never), space } });
    return questions;
  }
}

async function openModel(folder: string): Promise<Model> {
  return { embedder: await openOnnxEmbedder({ folder, sessions: 1, workerEntry }), vectors: new Map() };
}

async function vectorsOf({ embedder, vectors }: Model, { document, chunks }: IndexedDocument) {
  const texts = chunks.map((chunk) => hashEmbeddingText({ ...chunk, title: document.title }).text);
  const missing = [...new Set(texts)].filter((text) => !vectors.has(text));
  const computed = await embedder.embedDocuments(missing, never);
  for (const [at, text] of missing.entries()) vectors.set(text, quantizeVector(computed[at] ?? new Float32Array()));
  return texts.flatMap((text) => vectors.get(text) ?? []);
}

function expectEqualVectors(found: QuantizedVector | undefined, expected: QuantizedVector | undefined): void {
  expect(found?.scale).toBe(expected?.scale);
  expect(Buffer.from(found?.values ?? []).equals(Buffer.from(expected?.values ?? []))).toBe(true);
  expect(Buffer.from(found?.code ?? []).equals(Buffer.from(expected?.code ?? []))).toBe(true);
}
