import type { Json } from "../../../../core/index.ts";

/** Data as a tree whose values remember where they stood when the tree was made. */
export type DataTree =
  /** `key`: JSON pointer to the place in what was read. */
  | { readonly kind: "value"; readonly key: string; readonly value: string | number | boolean }
  /** Nothing that anybody could check: null, an empty text. */
  | { readonly kind: "nothing"; readonly value: null | "" }
  | { readonly kind: "list"; readonly items: readonly DataTree[] }
  | { readonly kind: "record"; readonly entries: readonly (readonly [string, DataTree])[] };

export interface PlacedValue {
  readonly key: string;
  /** JSON pointer to where it stands now. */
  readonly path: string;
  readonly value: string | number | boolean;
}

export function toTree(value: Json, pointer = ""): DataTree {
  if (value === null || value === "") return { kind: "nothing", value };
  if (typeof value !== "object") return { kind: "value", key: pointer, value };
  if (isList(value)) return { kind: "list", items: value.map((item, index) => toTree(item, `${pointer}/${index}`)) };
  const entries = Object.entries(value).map(
    ([name, own]) => [name, toTree(own, `${pointer}/${escapePart(name)}`)] as const,
  );
  return { kind: "record", entries };
}

export function toJson(tree: DataTree): Json {
  if (tree.kind === "list") return tree.items.map(toJson);
  if (tree.kind === "record") return Object.fromEntries(tree.entries.map(([name, own]) => [name, toJson(own)]));
  return tree.value;
}

/** In reading order. */
export function valuesOf(tree: DataTree, pointer = ""): readonly PlacedValue[] {
  if (tree.kind === "value") return [{ key: tree.key, path: pointer, value: tree.value }];
  if (tree.kind === "list") return tree.items.flatMap((item, index) => valuesOf(item, `${pointer}/${index}`));
  if (tree.kind === "record")
    return tree.entries.flatMap(([name, own]) => valuesOf(own, `${pointer}/${escapePart(name)}`));
  return [];
}

/** Without the values that are not kept, and without the lists and records that have nothing left; undefined if nothing is. */
export function pruneTree(tree: DataTree, isKept: (key: string) => boolean): DataTree | undefined {
  if (tree.kind === "value") return isKept(tree.key) ? tree : undefined;
  if (tree.kind === "nothing") return tree;
  const before = tree.kind === "list" ? tree.items.length : tree.entries.length;
  const items = tree.kind === "list" ? tree.items.flatMap((item) => pruneTree(item, isKept) ?? []) : [];
  const entries =
    tree.kind === "record"
      ? tree.entries.flatMap(([name, own]) => {
          const kept = pruneTree(own, isKept);
          return kept === undefined ? [] : [[name, kept] as const];
        })
      : [];
  if (before > 0 && items.length + entries.length === 0) return undefined;
  return tree.kind === "list" ? { kind: "list", items } : { kind: "record", entries };
}

/** Without the part at a path, as far as the tree has it, and without what has nothing left then; undefined if nothing is. */
export function removePart(tree: DataTree, path: readonly (string | number)[]): DataTree | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return undefined;
  if (tree.kind === "list") {
    const items = tree.items.flatMap((item, index) => (index === first ? (removePart(item, rest) ?? []) : item));
    return items.length === 0 ? undefined : { kind: "list", items };
  }
  if (tree.kind !== "record") return undefined;
  const entries = tree.entries.flatMap(([name, own]): readonly (readonly [string, DataTree])[] => {
    if (name !== first) return [[name, own]];
    const kept = removePart(own, rest);
    return kept === undefined ? [] : [[name, kept]];
  });
  return entries.length === 0 ? undefined : { kind: "record", entries };
}

/** `/prices/0`, also where a model wrote `prices[0]`, `$.prices[0]` or `/answer/prices/0`. */
export function toPointer(written: string): string {
  const own = written.trim().replace(/^[#$]/u, "");
  if (own.startsWith("/")) return own.replace(/^\/answer(?=\/)/u, "");
  const parts = own.replaceAll(/\[(\d+)\]/gu, ".$1").split(".");
  const named = parts.filter((part) => part !== "");
  return (named[0] === "answer" && named.length > 1 ? named.slice(1) : named).map((part) => `/${part}`).join("");
}

/** RFC 6901. */
function escapePart(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** `Array.isArray` alone does not narrow a read-only list. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
