/** A quantity in the base unit of its dimension. A unit of no known dimension is its own base unit. */
export interface BaseQuantity {
  readonly value: number;
  /** Base unit: `g`, `l`, `m`, `s`, `month`, `w`, `b`, `hz`, `°c`, or the unit itself (`%`, `€`, `iu`). */
  readonly dimension: string;
}

/** Factors of the units of each dimension, by base unit. */
const dimensions: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  g: { ng: 1e-9, µg: 1e-6, mg: 1e-3, g: 1, kg: 1e3, t: 1e6, lb: 453.592_37, oz: 28.349_523_125 },
  l: { ml: 1e-3, dl: 0.1, l: 1 },
  m: { mm: 1e-3, cm: 1e-2, m: 1, km: 1e3, mile: 1609.344, foot: 0.3048, inch: 0.0254 },
  s: { ms: 1e-3, s: 1, min: 60, h: 3600, day: 86_400, week: 604_800 },
  month: { month: 1, year: 12 },
  w: { w: 1, kw: 1e3 },
  b: { kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 },
  hz: { hz: 1, mhz: 1e6, ghz: 1e9 },
  "km/h": { "km/h": 1, mph: 1.609_344 },
};

const factors: ReadonlyMap<string, { readonly dimension: string; readonly factor: number }> = new Map(
  Object.entries(dimensions).flatMap(([dimension, units]) =>
    Object.entries(units).map(([unit, factor]) => [unit, { dimension, factor }] as const),
  ),
);

/**
 * Converts a quantity to the base unit of its dimension, so that 500 mg equals 0.5 g. Months and years have no fixed
 * number of days, so they are a separate dimension.
 *
 * @param unit  canonical name of the unit
 */
export function toBaseUnit(value: number, unit: string): BaseQuantity {
  if (unit === "°f") return { value: ((value - 32) * 5) / 9, dimension: "°c" };
  const base = factors.get(unit);
  return base === undefined ? { value, dimension: unit } : { value: value * base.factor, dimension: base.dimension };
}
