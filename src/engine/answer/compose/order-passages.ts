import type { PassageOrder } from "../../../core/index.ts";

/** Orders passages, given best first, for the answerer. */
export function orderPassages<Item>(items: readonly Item[], order: PassageOrder): readonly Item[] {
  switch (order) {
    case "ends":
      return orderForEnds(items);
    case "rank":
      return items;
    case "reverse":
      return items.toReversed();
  }
}

/**
 * Puts the strongest at the two ends, since models read the middle of a long context worst: 1, 3, 5, …, 6, 4, 2.
 *
 * @param items  best first
 * @see Liu et al.: Lost in the Middle, TACL 2024
 */
export function orderForEnds<Item>(items: readonly Item[]): readonly Item[] {
  const front = items.filter((_, index) => index % 2 === 0);
  const back = items.filter((_, index) => index % 2 === 1);
  return [...front, ...back.reverse()];
}
