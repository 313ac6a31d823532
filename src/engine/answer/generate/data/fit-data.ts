import type { DraftData } from "../../../../core/index.ts";
import type { DataCheck } from "./create-data-check.ts";
import { type DataTree, pruneTree, removePart, toJson, valuesOf } from "./data-tree.ts";

type Judge = (value: ReturnType<typeof valuesOf>[number]) => Pick<DraftData["values"][number], "verdict" | "why">;

interface Fitting {
  readonly check: DataCheck;
  readonly judge: Judge;
  /** Whether values that are not supported stay, with their verdict. */
  readonly keepsUnsupported: boolean;
}

/**
 * What of a model's data can be shown: without the values that are not supported, and without the parts that do not keep to
 * the schema when those are gone. Undefined where nothing is left that keeps to it.
 */
export function fitData(read: DataTree, { check, judge, keepsUnsupported }: Fitting): DraftData | undefined {
  const judged = new Map(valuesOf(read).map((value) => [value.key, judge(value)]));
  const isKept = (key: string) => keepsUnsupported || judged.get(key)?.verdict === "supported";
  let tree = pruneTree(read, isKept);
  while (tree !== undefined) {
    const violation = check(toJson(tree));
    if (violation === undefined) break;
    tree = removePart(tree, violation.path.length === 0 ? [] : partOf(tree, violation.path));
  }
  if (tree === undefined) return undefined;
  const values = valuesOf(tree).flatMap(({ key, path }) => {
    const verdict = judged.get(key);
    return verdict === undefined ? [] : [{ key, path, ...verdict }];
  });
  return values.length === 0 ? undefined : { value: toJson(tree), values };
}

/** The part to be taken out: what is at the path, or, where nothing is, what lacks it. */
function partOf(tree: DataTree, path: readonly (string | number)[]): readonly (string | number)[] {
  let own: DataTree | undefined = tree;
  for (const [depth, part] of path.entries()) {
    own =
      own?.kind === "list" && typeof part === "number"
        ? own.items[part]
        : own?.kind === "record"
          ? own.entries.find(([name]) => name === part)?.[1]
          : undefined;
    if (own === undefined) return path.slice(0, depth);
  }
  return path;
}
