/** The model that comes with Lydian, in `models/`. */
export const BUNDLED_MODEL = "bge-small-en-v1.5-int8";
/** The reranker that comes with Lydian, in `models/`. */
export const BUNDLED_RERANKER = "evidence-minilm-l6-int8";
