import type { IdentifiedLoader, Ocr } from "../../core/index.ts";
import { loaders, versionWith } from "./loaders.ts";

/**
 * Whether there is a loader of this id in this version.
 *
 * @param ocr  what the loaders are given
 */
export function isCurrentLoader(loader: IdentifiedLoader["loader"], ocr?: Pick<Ocr, "id">): boolean {
  return loaders.some((one) => one.id === loader.id && versionWith(one, ocr) === loader.version);
}
