import type { Calibration, ChangedSetting } from "../../core/index.ts";
import { defined } from "../../core/index.ts";

/** Lists what has changed since a calibration, by name. */
export function findDrift({ basis }: Pick<Calibration, "basis">, now: Calibration["basis"]): readonly ChangedSetting[] {
  const names = [...new Set([...Object.keys(basis), ...Object.keys(now)])].sort();
  return names.flatMap((name) => {
    const [before, after] = [basis[name], now[name]];
    if (before === after) return [];
    return [defined({ name, before, now: after })];
  });
}
