export { cosine } from "./cosine.ts";
export { quantizeQuery, quantizeVector } from "./quantize.ts";
export type { VectorSource } from "./scan.ts";
export { vectorScan } from "./scan-loops.ts";
export { type LoadedVectors, searchVectors, searchVectorsInTurn } from "./search-vectors.ts";
