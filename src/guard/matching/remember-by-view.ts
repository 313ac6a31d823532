import type { TextView } from "../guard.ts";

/** A reading, or a text that stands for one. */
type Reading = Pick<TextView, "text">;

/**
 * Returns a function that computes a value of a reading only once for each means. The guards of a text read the same
 * readings, so they share the values, which are forgotten with the readings.
 *
 * @param compute  computes the value of a reading; its result depends on nothing else
 */
export function rememberByView<Means extends object, Value>(
  compute: (view: Reading, means: Means) => Value,
): (view: Reading, means: Means) => Value {
  const valuesOf = new WeakMap<Reading, WeakMap<Means, Value>>();
  return (view, means) => {
    const values = valuesOf.get(view) ?? new WeakMap<Means, Value>();
    valuesOf.set(view, values);
    const known = values.get(means);
    if (known !== undefined) return known;
    const value = compute(view, means);
    values.set(means, value);
    return value;
  };
}
