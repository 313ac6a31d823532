export { cosine } from "./cosine.ts";
export { quantizeQuery, quantizeVector } from "./quantize.ts";
export type { VectorRequest, VectorSource } from "./scan.ts";
export { vectorScan } from "./scan-loops.ts";
export { type LoadedVectors, searchVectorsInTurn } from "./search-in-turn.ts";
export { searchVectors } from "./search-vectors.ts";
