export { identifyLoader } from "./identify-loader.ts";
export { loadBytes } from "./load-bytes.ts";
