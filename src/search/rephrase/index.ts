export { createRephraser, type Rephrased, type RephraserOptions } from "./create-rephraser.ts";
