import { type Section, sectionSpan } from "./gather-sections.ts";
import type { Measure } from "./measure.ts";

/**
 * Joins neighbouring sections that are too small to mean much alone. Each is under an eighth of the budget, has no
 * section below it, and has the same parent. Together they use half of the budget at most, so that the vector still has
 * one subject. The joined section has the path of the parent; the headings stay in its text. The path of joined
 * declarations ends with their names.
 */
export function joinSmallSections(
  sections: readonly Section[],
  maxTokens: number,
  measure: Measure,
): readonly Section[] {
  const joined: Section[] = [];
  let joinedCost = Number.POSITIVE_INFINITY;
  let parent: readonly string[] | undefined;
  sections.forEach((section, index) => {
    const isLeaf = (sections[index + 1]?.path.length ?? 0) <= section.path.length;
    const cost =
      isLeaf && section.path.length > 0 ? measure.cost(sectionSpan(section), maxTokens / 8) : Number.POSITIVE_INFINITY;
    const isSmall = cost < maxTokens / 8;
    const last = joined.at(-1);
    const fits = isSmall && joinedCost + cost + 1 <= maxTokens / 2;
    if (last !== undefined && parent !== undefined && fits && isSamePath(parent, section.path.slice(0, -1))) {
      joined[joined.length - 1] = join(last, section, parent);
      joinedCost += cost + 1;
      return;
    }
    joined.push(section);
    joinedCost = cost;
    parent = isSmall ? section.path.slice(0, -1) : undefined;
  });
  return joined;
}

function join(first: Section, second: Section, parent: readonly string[]): Section {
  const names = [first.declares, second.declares].filter((name) => name !== undefined).join(", ");
  const body = [...first.body, ...second.headings, ...second.body];
  if (names === "") return { path: parent, headings: first.headings, body };
  return { path: [...parent, names], declares: names, headings: first.headings, body };
}

function isSamePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((title, index) => title === b[index]);
}
