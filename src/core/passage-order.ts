/** Where the strongest passages stand before an answerer: at both ends, first, or last, next to the question. */
export type PassageOrder = "ends" | "rank" | "reverse";
