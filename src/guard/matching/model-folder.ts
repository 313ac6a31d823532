import { fileURLToPath } from "node:url";

/** Returns the folder of a model that comes with Lydian. */
export const modelFolder = (name: string): string => fileURLToPath(new URL(`../../../models/${name}`, import.meta.url));
