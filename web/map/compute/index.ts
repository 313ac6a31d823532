export type { ComputedMap, Step } from "./compute-map.ts";
export type { MapMessage, MapRequest } from "./map-worker.ts";
export { nameClusters } from "./name-clusters.ts";
export { type PlacedQuestion, placeQuestions } from "./place-questions.ts";
export { readUnitRows, type UnitRows } from "./unit-rows.ts";
