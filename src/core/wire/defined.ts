/** The type of `values` without the properties that may be `undefined`: these become optional instead. */
export type Defined<Values extends object> = {
  readonly [Key in keyof Values as undefined extends Values[Key] ? never : Key]: Values[Key];
} & {
  readonly [Key in keyof Values as undefined extends Values[Key] ? Key : never]?: Exclude<Values[Key], undefined>;
};

/**
 * Returns a copy of `values` without the properties that are `undefined`, in the same order.
 *
 * Use it where the two differ: before a spread over defaults, and where keys are counted or compared.
 */
export function defined<const Values extends object>(values: Values): Defined<Values> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<Values>;
}
