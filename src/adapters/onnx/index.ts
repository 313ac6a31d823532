export { verifyModelFiles } from "./model-files.ts";
export { loadTokenizer } from "./model-tokenizer.ts";
export { describeOnnxClassifier, type OnnxClassifierOptions, openOnnxClassifier } from "./open-onnx-classifier.ts";
export { type OnnxEmbedderOptions, openOnnxEmbedder } from "./open-onnx-embedder.ts";
export { type OnnxEntailmentOptions, openOnnxEntailment } from "./open-onnx-entailment.ts";
export { openOnnxReranker } from "./open-onnx-reranker.ts";
