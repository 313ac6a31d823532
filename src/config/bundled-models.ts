/** Name of the embedding model that comes with Lydian, in `models/`. */
export const BUNDLED_MODEL = "bge-small-en-v1.5-int8";
/** Name of the reranker that comes with Lydian, in `models/`. */
export const BUNDLED_RERANKER = "evidence-minilm-l6-int8";
