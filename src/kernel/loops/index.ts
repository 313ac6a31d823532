export { createLoops, type LoopGlobal, type Loops } from "./create-loops.ts";
