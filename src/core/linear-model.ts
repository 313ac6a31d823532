/** A weighted sum; the weights are fitted by a script of `scripts/train/` and come with a card of their data. */
export interface LinearModel<Feature extends string> {
  readonly intercept: number;
  readonly weights: Readonly<Record<Feature, number>>;
}

/** intercept + Σ weight × value, over the features that the model knows; one that was not measured counts 0. */
export function linearScore<Feature extends string>(
  model: LinearModel<Feature>,
  features: Readonly<Record<NoInfer<Feature>, number>>,
): number {
  let score = model.intercept;
  const values = new Map<string, number>(Object.entries(features));
  for (const [name, weight] of Object.entries<number>(model.weights)) score += weight * (values.get(name) ?? 0);
  return score;
}

/** From log odds to a probability. */
export function logistic(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
