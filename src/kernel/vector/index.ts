export { cosine } from "./cosine.ts";
export { quantizeQuery, quantizeVector } from "./quantize.ts";
export { searchVectors, type VectorSource } from "./search-vectors.ts";
