import type { GuardReport, SavedAnswer } from "../../core/index.ts";

/** Setting that shaped an answer: its path, such as `answer.model`, and its value. */
export type Setting = readonly [name: string, value: string];

/**
 * Lists the settings that shaped an answer, Lydian's version, the guard policy and the versions of the guards that were
 * asked, in the order of the saved answer.
 */
export function listSettings({
  asked,
  writtenBy,
  answer: { guard },
}: Pick<SavedAnswer, "asked" | "writtenBy" | "answer">): readonly Setting[] {
  return [["lydian", writtenBy], ...leavesOf(asked, ""), ...(guard === undefined ? [] : guardSettings(guard))];
}

function guardSettings({ policy, outcomes }: GuardReport): readonly Setting[] {
  const versions = new Map(outcomes.map(({ guard, version }) => [`guard.${guard}`, version] as const));
  return [["guard.policy", `${policy.name} ${policy.version}`], ...versions];
}

function leavesOf(value: object, path: string): readonly Setting[] {
  return Object.entries(value).flatMap(([key, inner]: readonly [string, unknown]): readonly Setting[] => {
    const name = path === "" ? key : `${path}.${key}`;
    if (typeof inner === "object" && inner !== null && !Array.isArray(inner)) return leavesOf(inner, name);
    return [[name, typeof inner === "string" ? inner : JSON.stringify(inner)]];
  });
}
