import type { SavedAnswer } from "../../core/index.ts";

/** Setting that shaped an answer: its path, such as `answer.model`, and its value. */
export type Setting = readonly [name: string, value: string];

/** Lists the settings that shaped an answer, and Lydian's version, in the order of the saved answer. */
export function listSettings({ asked, writtenBy }: Pick<SavedAnswer, "asked" | "writtenBy">): readonly Setting[] {
  return [["lydian", writtenBy], ...leavesOf(asked, "")];
}

function leavesOf(value: object, path: string): readonly Setting[] {
  return Object.entries(value).flatMap(([key, inner]: readonly [string, unknown]): readonly Setting[] => {
    const name = path === "" ? key : `${path}.${key}`;
    if (typeof inner === "object" && inner !== null && !Array.isArray(inner)) return leavesOf(inner, name);
    return [[name, typeof inner === "string" ? inner : JSON.stringify(inner)]];
  });
}
