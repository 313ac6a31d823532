import type { DraftData } from "../../../../core/index.ts";
import type { DataCheck } from "./create-data-check.ts";
import { type DataTree, pruneTree, removePart, toJson, valuesOf } from "./data-tree.ts";

type Judge = (value: ReturnType<typeof valuesOf>[number]) => Pick<DraftData["values"][number], "verdict" | "why">;

/**
 * Returns the part of a model's data that can be shown: without unsupported values, and without the parts that break
 * the schema once these are gone. Returns undefined if nothing is left that fits the schema.
 *
 * @param keepsUnsupported  true to keep unsupported values, with their verdict
 */
export function fitData(
  original: DataTree,
  check: DataCheck,
  judge: Judge,
  keepsUnsupported: boolean,
): DraftData | undefined {
  const verdicts = new Map(valuesOf(original).map((value) => [value.key, judge(value)]));
  const isKept = (key: string) => keepsUnsupported || verdicts.get(key)?.verdict === "supported";
  let tree = pruneTree(original, isKept);
  while (tree !== undefined) {
    const violation = check(toJson(tree));
    if (violation === undefined) break;
    tree = removePart(tree, violation.path.length === 0 ? [] : partOf(tree, violation.path));
  }
  if (tree === undefined) return undefined;
  const values = valuesOf(tree).flatMap(({ key, path }) => {
    const verdict = verdicts.get(key);
    return verdict === undefined ? [] : [{ key, path, ...verdict }];
  });
  return values.length === 0 ? undefined : { value: toJson(tree), values };
}

/** Returns the path of the part to remove: the part at the path, or the nearest one above it that exists. */
function partOf(tree: DataTree, path: readonly (string | number)[]): readonly (string | number)[] {
  let node: DataTree | undefined = tree;
  for (const [depth, part] of path.entries()) {
    node =
      node?.kind === "list" && typeof part === "number"
        ? node.items[part]
        : node?.kind === "record"
          ? node.entries.find(([name]) => name === part)?.[1]
          : undefined;
    if (node === undefined) return path.slice(0, depth);
  }
  return path;
}
