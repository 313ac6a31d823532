export { identifyLoader } from "./identify-loader.ts";
export { isCurrentLoader } from "./is-current-loader.ts";
export { loadBytes } from "./load-bytes.ts";
export { loadCanvas as requireCanvas } from "./picture/canvas.ts";
