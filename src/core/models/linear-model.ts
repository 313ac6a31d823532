/** A weighted sum. A script of `scripts/train/` fits the weights, which come with a card of their data. */
export interface LinearModel<Feature extends string> {
  readonly intercept: number;
  readonly weights: Readonly<Record<Feature, number>>;
}

/** Returns intercept + Σ weight × value over the features of the model. A missing feature counts as 0. */
export function linearScore<Feature extends string>(
  model: LinearModel<Feature>,
  features: Readonly<Record<NoInfer<Feature>, number>>,
): number {
  let score = model.intercept;
  const values = new Map<string, number>(Object.entries(features));
  for (const [name, weight] of Object.entries<number>(model.weights)) score += weight * (values.get(name) ?? 0);
  return score;
}

/** Converts log odds to a probability. */
export function logistic(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
