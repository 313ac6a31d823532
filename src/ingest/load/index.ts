export { detectMediaType } from "./detect-media-type.ts";
export { identifyLoader } from "./identify-loader.ts";
export { loadBytes } from "./load-bytes.ts";
export { loaders } from "./loaders.ts";
