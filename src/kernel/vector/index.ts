export { cosine } from "./cosine.ts";
export { quantizeQuery, quantizeVector } from "./quantize.ts";
export type { VectorRequest, VectorSource } from "./scan.ts";
export { createScanHand } from "./scan-hand.ts";
export { vectorScan } from "./scan-loops.ts";
export { createScanTeam, type ScanTeam } from "./scan-team.ts";
export { type LoadedVectors, searchVectorsInTurn } from "./search-in-turn.ts";
export { searchVectors } from "./search-vectors.ts";
export { type BegunSearch, beginWithTeam } from "./search-with-team.ts";
