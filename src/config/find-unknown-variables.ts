import { nearestNames } from "../core/index.ts";
import type { Environment } from "./read-environment.ts";

/** A variable that begins like a setting, but sets nothing. */
export interface UnknownVariable {
  readonly name: string;
  /** The variable that it may be meant to be. */
  readonly nearest: string | undefined;
}

const PREFIX = "LYDIAN_";

/**
 * Finds the variables `LYDIAN_…` that set nothing, by name. One that ends in `_KEY` may hold the key of a provider, so
 * it is left out unless it looks like another.
 */
export async function findUnknownVariables(
  environment: Environment = process.env,
): Promise<readonly UnknownVariable[]> {
  const given = Object.keys(environment).filter((name) => name.startsWith(PREFIX) && environment[name] !== "");
  if (given.length === 0) return [];

  // The schema is loaded for those who set something only.
  const { settingFields } = await import("./setting-fields.ts");
  const known = [...settingFields().map(({ variable }) => variable), `${PREFIX}STORE`];
  const lastParts = known.map((name) => name.slice(PREFIX.length));
  return given
    .filter((name) => !known.includes(name))
    .sort()
    .map((name) => {
      const [near] = nearestNames(name.slice(PREFIX.length), lastParts, 1);
      return { name, nearest: near === undefined ? undefined : `${PREFIX}${near}` };
    })
    .filter(({ name, nearest }) => nearest !== undefined || !name.endsWith("_KEY"));
}
