import { existsSync, readFileSync } from "node:fs";

const cpuInfo = "/proc/cpuinfo";

/**
 * Whether a processor multiplies 8-bit integers without cutting off sums, by its architecture and its list of features.
 */
export function hasVnni(architecture: string, features: string): boolean {
  if (architecture !== "x64") return true;
  return /\b(avx512_vnni|avx_vnni)\b/.test(features);
}

/**
 * Whether this machine's processor has this ability. `LYDIAN_TEST_WITHOUT_VNNI=1` makes tests behave as if it had not.
 */
export function thisMachineHasVnni(): boolean {
  if (process.env.LYDIAN_TEST_WITHOUT_VNNI === "1") return false;
  return hasVnni(process.arch, existsSync(cpuInfo) ? readFileSync(cpuInfo, "utf8") : "");
}
