export { createTesseract } from "./create-tesseract.ts";
export { findTesseract } from "./find-tesseract.ts";
