import type { PassageOrder } from "../../../core/index.ts";
import { orderForEnds } from "./order-for-ends.ts";

/** @param items  best first */
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
