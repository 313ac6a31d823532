import { childrenNamed } from "../xml/find-elements.ts";
import { parseXml } from "../xml/parse-xml.ts";
import type { Package } from "../zip/read-package.ts";

export interface Relationship {
  readonly id: string;
  /** Last word of its type: `slide`, `image`, `footnotes`. */
  readonly type: string;
  /** Name of a part of the same package. */
  readonly target: string;
}

/**
 * Lists the parts that a part refers to, in their order. External targets are left out: nothing outside is ever opened.
 *
 * @param name  name of the part, or empty for the package itself
 */
export function readRelationships(parts: Package, name: string): readonly Relationship[] {
  const slash = name.lastIndexOf("/") + 1;
  const bytes = parts.part(`${name.slice(0, slash)}_rels/${name.slice(slash)}.rels`);
  if (bytes === undefined) return [];
  return childrenNamed(parseXml(bytes), "Relationship").flatMap(({ attributes }) => {
    const { Id: id = "", Type: type = "", Target: target = "" } = attributes;
    if (attributes.TargetMode === "External" || target === "") return [];
    return [{ id, type: type.slice(type.lastIndexOf("/") + 1), target: resolve(name.slice(0, slash), target) }];
  });
}

/** Resolves a path within the package. More `..` than folders end at its root. */
function resolve(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith("/") ? target : folder + target).split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return steps.join("/");
}
