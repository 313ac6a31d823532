import type { Json } from "../../../../core/index.ts";

/** Data as a tree whose values know their original place. */
export type DataTree =
  /** `key` is the JSON pointer to the original place. */
  | { readonly kind: "value"; readonly key: string; readonly value: string | number | boolean }
  /** A value that cannot be checked: null or an empty text. */
  | { readonly kind: "nothing"; readonly value: null | "" }
  | { readonly kind: "list"; readonly items: readonly DataTree[] }
  | { readonly kind: "record"; readonly entries: readonly (readonly [string, DataTree])[] };

/** A value of a tree. */
export interface PlacedValue {
  /** JSON pointer to the original place. */
  readonly key: string;
  /** JSON pointer to the current place. */
  readonly path: string;
  readonly value: string | number | boolean;
}

/** Builds the tree of a JSON value. */
export function toTree(value: Json, pointer = ""): DataTree {
  if (value === null || value === "") return { kind: "nothing", value };
  if (typeof value !== "object") return { kind: "value", key: pointer, value };
  if (isList(value)) return { kind: "list", items: value.map((item, index) => toTree(item, `${pointer}/${index}`)) };
  const entries = Object.entries(value).map(
    ([name, child]) => [name, toTree(child, `${pointer}/${escapePart(name)}`)] as const,
  );
  return { kind: "record", entries };
}

/** Returns the JSON value of a tree. */
export function toJson(tree: DataTree): Json {
  if (tree.kind === "list") return tree.items.map(toJson);
  if (tree.kind === "record") return Object.fromEntries(tree.entries.map(([name, child]) => [name, toJson(child)]));
  return tree.value;
}

/** Returns the values in reading order. */
export function valuesOf(tree: DataTree, pointer = ""): readonly PlacedValue[] {
  if (tree.kind === "value") return [{ key: tree.key, path: pointer, value: tree.value }];
  if (tree.kind === "list") return tree.items.flatMap((item, index) => valuesOf(item, `${pointer}/${index}`));
  if (tree.kind === "record")
    return tree.entries.flatMap(([name, child]) => valuesOf(child, `${pointer}/${escapePart(name)}`));
  return [];
}

/** Removes the values that are not kept, and lists and records that become empty; undefined if nothing is left. */
export function pruneTree(tree: DataTree, isKept: (key: string) => boolean): DataTree | undefined {
  if (tree.kind === "value") return isKept(tree.key) ? tree : undefined;
  if (tree.kind === "nothing") return tree;
  const before = tree.kind === "list" ? tree.items.length : tree.entries.length;
  const items = tree.kind === "list" ? tree.items.flatMap((item) => pruneTree(item, isKept) ?? []) : [];
  const entries =
    tree.kind === "record"
      ? tree.entries.flatMap(([name, child]) => {
          const kept = pruneTree(child, isKept);
          return kept === undefined ? [] : [[name, kept] as const];
        })
      : [];
  if (before > 0 && items.length + entries.length === 0) return undefined;
  return tree.kind === "list" ? { kind: "list", items } : { kind: "record", entries };
}

/** Removes the part at a path, if it exists, and what becomes empty by that; undefined if nothing is left. */
export function removePart(tree: DataTree, path: readonly (string | number)[]): DataTree | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return undefined;
  if (tree.kind === "list") {
    const items = tree.items.flatMap((item, index) => (index === first ? (removePart(item, rest) ?? []) : item));
    return items.length === 0 ? undefined : { kind: "list", items };
  }
  if (tree.kind !== "record") return undefined;
  const entries = tree.entries.flatMap(([name, child]): readonly (readonly [string, DataTree])[] => {
    if (name !== first) return [[name, child]];
    const kept = removePart(child, rest);
    return kept === undefined ? [] : [[name, kept]];
  });
  return entries.length === 0 ? undefined : { kind: "record", entries };
}

/** Returns `/prices/0` also for `prices[0]`, `$.prices[0]` and `/answer/prices/0`, which models write too. */
export function toPointer(written: string): string {
  const pointer = written.trim().replace(/^[#$]/u, "");
  if (pointer.startsWith("/")) return pointer.replace(/^\/answer(?=\/)/u, "");
  const parts = pointer.replaceAll(/\[(\d+)\]/gu, ".$1").split(".");
  const named = parts.filter((part) => part !== "");
  return (named[0] === "answer" && named.length > 1 ? named.slice(1) : named).map((part) => `/${part}`).join("");
}

/** Escapes a name for a JSON pointer (RFC 6901). */
function escapePart(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** Narrows read-only lists, which `Array.isArray` does not. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
