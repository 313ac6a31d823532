export { verifyModelFiles } from "./model-files.ts";
export { loadTokenizer } from "./model-tokenizer.ts";
export { type OnnxEmbedderOptions, openOnnxEmbedder } from "./open-onnx-embedder.ts";
export { type OnnxEntailmentOptions, openOnnxEntailment } from "./open-onnx-entailment.ts";
export { openOnnxReranker } from "./open-onnx-reranker.ts";
