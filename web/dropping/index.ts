export { type ChosenFile, readChosen } from "./read-dropped.ts";
export { useDrop } from "./use-drop.ts";
