export { verifyModelFiles } from "./model-files.ts";
export { type OnnxEmbedderOptions, openOnnxEmbedder } from "./open-onnx-embedder.ts";
