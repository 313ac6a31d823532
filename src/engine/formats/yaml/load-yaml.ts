import { type Document, isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments } from "yaml";
import { defined, LoadFailedError, type LoadInput } from "../../../core/index.ts";
import { type DataNode, MAX_DEPTH, type MapEntry } from "../data/data-node.ts";
import { jsonPointer } from "../data/data-path.ts";
import { dataWarnings } from "../data/data-warnings.ts";
import { NOTHING_WRITTEN, writeData } from "../data/write-data.ts";
import { decodeText } from "../decode/decode-text.ts";
import type { LoadResult } from "../load-result.ts";
import { createTextWriter } from "../write/create-text-writer.ts";

/** Maximum number of nodes that aliases may add. A few lines of them could stand for billions. */
const MAX_ALIASED_NODES = 10_000;

interface Reading {
  readonly document: Document;
  aliasedNodes: number;
  unexpanded: number;
  repeatedKeys: number;
}

/** Reads YAML 1.2 as lines of `path: value`, with its comments. Anchors are JSON pointers (RFC 6901). */
export async function loadYaml(input: LoadInput): Promise<LoadResult> {
  const decoded = decodeText(input.bytes, input.charset);
  const parsed = parseAllDocuments(decoded.text, { schema: "core", uniqueKeys: false, logLevel: "silent" });
  const documents = [...parsed].filter((document) => "contents" in document && document.contents !== null);
  const error = documents.flatMap(({ errors }) => errors)[0];
  if (error !== undefined) {
    throw new LoadFailedError(`The file is not valid YAML: line ${error.linePos?.[0].line ?? 1} cannot be read.`, {
      hint: "Fix the line, or give the file the ending .txt to add it as plain text.",
    });
  }

  const readings = documents.map((document) => ({ document, aliasedNodes: 0, unexpanded: 0, repeatedKeys: 0 }));
  const roots = readings.map((reading) => toData(reading, reading.document.contents, 0, false));
  const writer = createTextWriter();
  const [only] = roots;
  const root: DataNode = roots.length === 1 && only !== undefined ? only : { kind: "list", items: roots, first: 0 };
  const written = roots.length === 0 ? NOTHING_WRITTEN : writeData(writer, root, { anchor: jsonPointer });
  const repeatedKeys = readings.reduce((sum, reading) => sum + reading.repeatedKeys, 0);
  const unexpandedAliases = readings.reduce((sum, reading) => sum + reading.unexpanded, 0);
  return {
    ...writer.finish(),
    metadata: {},
    pagesWithoutText: [],
    warnings: [...decoded.warnings, ...dataWarnings({ ...written, repeatedKeys, unexpandedAliases })],
  };
}

function toData(reading: Reading, node: Node | null, depth: number, isAliased: boolean): DataNode {
  if (isAliased) reading.aliasedNodes++;
  if (depth > MAX_DEPTH) {
    throw new LoadFailedError(`The file could not be read as YAML: it is nested deeper than ${MAX_DEPTH} levels.`, {
      hint: "Split the file into smaller parts and add those.",
    });
  }
  if (isAlias(node)) {
    const mayExpand = reading.aliasedNodes < MAX_ALIASED_NODES && depth < MAX_DEPTH / 2;
    const target = mayExpand ? node.resolve(reading.document) : undefined;
    if (target !== undefined) return toData(reading, target, depth + 1, true);
    reading.unexpanded++;
    return { kind: "value", text: `*${node.source}` };
  }
  if (isSeq<Node | null>(node)) {
    return { kind: "list", items: node.items.map((item) => toData(reading, item, depth + 1, isAliased)), first: 0 };
  }
  if (isMap<Node, Node | null>(node)) {
    const keys = new Set<string>();
    const entries = node.items.map(({ key, value }): MapEntry => {
      const name = keyText(key);
      if (keys.has(name)) reading.repeatedKeys++;
      keys.add(name);
      const comment = commentsOf(key, value);
      return defined({ key: name, value: toData(reading, value, depth + 1, isAliased), comment: comment || undefined });
    });
    return { kind: "map", entries };
  }
  return { kind: "value", text: scalarText(node) };
}

/** Returns a scalar as written, so that `1.10` does not become `1.1`. */
function scalarText(node: Node | null): string {
  if (!isScalar(node)) return "null";
  if (typeof node.value === "string") return node.value;
  return node.source ?? String(node.value);
}

function keyText(key: Node): string {
  return isScalar(key) ? scalarText(key) : String(key);
}

function commentsOf(key: Node, value: Node | null): string {
  const comments = [key.commentBefore, value?.commentBefore, value?.comment];
  return comments
    .flatMap((comment) => (comment ?? "").split("\n"))
    .map((line) => line.trim())
    .filter(Boolean)
    .join("\n");
}
