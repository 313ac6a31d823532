export const modes = ["hybrid", "lexical", "vector"] as const;
export type Mode = (typeof modes)[number];

export const modeNames: Readonly<Record<Mode, string>> = { hybrid: "Both", lexical: "Words", vector: "Meaning" };

/** Search as stored in the address, so that it can be shared and returned to. */
export interface Search {
  readonly query: string;
  readonly mode: Mode;
  /** Conditions in the filter language, all of which have to hold. */
  readonly conditions: readonly string[];
}

export function readSearch(parameters: URLSearchParams): Search {
  const mode = modes.find((one) => one === parameters.get("mode")) ?? "hybrid";
  return { query: parameters.get("q") ?? "", mode, conditions: parameters.getAll("where") };
}

export function addressOf({ query, mode, conditions }: Search): string {
  const parameters = new URLSearchParams();
  if (query !== "") parameters.set("q", query);
  if (mode !== "hybrid") parameters.set("mode", mode);
  for (const condition of conditions) parameters.append("where", condition);
  return parameters.size === 0 ? "/search" : `/search?${parameters}`;
}

/** Joins all conditions into one; undefined if there are none. */
export function joinConditions(conditions: readonly string[]): string | undefined {
  if (conditions.length === 0) return undefined;
  return conditions.length === 1 ? conditions[0] : conditions.map((condition) => `(${condition})`).join(" and ");
}
