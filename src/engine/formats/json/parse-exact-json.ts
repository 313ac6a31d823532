import { LoadFailedError } from "../../../core/index.ts";
import { type DataNode, MAX_DEPTH, type MapEntry } from "../data/data-node.ts";

export interface ParsedJson {
  readonly root: DataNode;
  /** Number of keys that their object had already. Every value is kept. */
  readonly repeatedKeys: number;
}

const WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/y;
const SPACE = /[ \t\n\r]*/y;

type Open =
  | { readonly kind: "list"; readonly items: DataNode[] }
  | { readonly kind: "map"; readonly entries: MapEntry[]; readonly keys: Set<string>; key: string };

interface Reading {
  readonly text: string;
  readonly stack: Open[];
  at: number;
  repeatedKeys: number;
}

/**
 * Parses JSON (RFC 8259) without losing what `JSON.parse` loses: repeated keys, the spelling of numbers, the order of
 * keys. It keeps its own stack, so that nesting cannot overflow the program's.
 *
 * @throws {LoadFailedError} naming the line if it is not JSON, and if it nests deeper than 200 levels
 */
export function parseJson(text: string): ParsedJson {
  const reading: Reading = { text, stack: [], at: 0, repeatedKeys: 0 };
  for (;;) {
    skipSpace(reading);
    const root = placeNode(reading, readStart(reading));
    if (root === undefined) continue;
    if (reading.at < text.length) throw broken(reading);
    return { root, repeatedKeys: reading.repeatedKeys };
  }
}

/**
 * Adds a value to its container. A container that it completes is added to the next outer one, and so on.
 *
 * @returns  the outermost value, if it is complete
 */
function placeNode(reading: Reading, value: DataNode | undefined): DataNode | undefined {
  let node = value;
  while (node !== undefined) {
    const open = reading.stack.at(-1);
    skipSpace(reading);
    if (open === undefined) return node;
    if (open.kind === "list") open.items.push(node);
    else open.entries.push({ key: open.key, value: node });
    node = readEnd(reading, open);
  }
  return undefined;
}

/** Reads a value. Returns undefined at the start of a container that is not empty. */
function readStart(reading: Reading): DataNode | undefined {
  const first = reading.text.charAt(reading.at);
  if (first === '"') return { kind: "value", text: takeString(reading) };
  if (first !== "{" && first !== "[") return { kind: "value", text: takeWord(reading) };
  if (reading.stack.length >= MAX_DEPTH) throw tooDeep();
  reading.at++;
  skipSpace(reading);
  const isList = first === "[";
  const open: Open = isList ? { kind: "list", items: [] } : { kind: "map", entries: [], keys: new Set(), key: "" };
  if (reading.text.charAt(reading.at) === (isList ? "]" : "}")) {
    reading.at++;
    return toNode(open);
  }
  if (open.kind === "map") takeKey(reading, open);
  reading.stack.push(open);
  return undefined;
}

/** Reads what follows an item. Returns the container if it ends, undefined if another item comes. */
function readEnd(reading: Reading, open: Open): DataNode | undefined {
  const mark = reading.text.charAt(reading.at);
  if (mark !== "," && mark !== (open.kind === "list" ? "]" : "}")) throw broken(reading);
  reading.at++;
  if (mark === ",") {
    if (open.kind === "map") takeKey(reading, open);
    return undefined;
  }
  reading.stack.pop();
  return toNode(open);
}

function toNode(open: Open): DataNode {
  return open.kind === "list" ? { kind: "list", items: open.items, first: 0 } : { kind: "map", entries: open.entries };
}

function takeKey(reading: Reading, map: Extract<Open, { kind: "map" }>): void {
  skipSpace(reading);
  map.key = takeString(reading);
  if (map.keys.has(map.key)) reading.repeatedKeys++;
  map.keys.add(map.key);
  skipSpace(reading);
  if (reading.text.charAt(reading.at) !== ":") throw broken(reading);
  reading.at++;
}

function skipSpace(reading: Reading): void {
  SPACE.lastIndex = reading.at;
  SPACE.test(reading.text);
  reading.at = SPACE.lastIndex;
}

function takeWord(reading: Reading): string {
  WORD.lastIndex = reading.at;
  const word = WORD.exec(reading.text)?.[0];
  if (word === undefined) throw broken(reading);
  reading.at += word.length;
  return word;
}

/** Takes a string by search, since a pattern keeps a state for every character of a long text. */
function takeString(reading: Reading): string {
  const { text, at } = reading;
  if (text.charAt(at) !== '"') throw broken(reading);
  let end = text.indexOf('"', at + 1);
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  if (end < 0) throw broken(reading);
  try {
    const value: unknown = JSON.parse(text.slice(at, end + 1));
    reading.at = end + 1;
    return String(value);
  } catch {
    throw broken(reading);
  }
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charAt(at - 1 - backslashes) === "\\") backslashes++;
  return backslashes % 2 === 1;
}

function broken({ text, at }: Reading): LoadFailedError {
  const line = text.slice(0, at).split("\n").length;
  return new LoadFailedError(`The file is not valid JSON: line ${line} cannot be read.`, {
    hint: "Fix the line, or give the file the ending .txt to add it as plain text.",
  });
}

function tooDeep(): LoadFailedError {
  return new LoadFailedError(`The file could not be read as JSON: it is nested deeper than ${MAX_DEPTH} levels.`, {
    hint: "Split the file into smaller parts and add those.",
  });
}
