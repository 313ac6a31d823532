export { identifyLoader, isCurrentLoader } from "./identify-loader.ts";
export { loadBytes } from "./load-bytes.ts";
export { loadCanvas as requireCanvas } from "./picture/canvas.ts";
