import { readFileSync, truncateSync, writeFileSync } from "node:fs";

/** Damages a file as disks do: flips bits, cuts off the end, or overwrites a sector. Returns what it did. */
export function damageFile(path: string, random: () => number): string {
  const bytes = readFileSync(path);
  const kind = random();
  const place = Math.floor(random() * bytes.length);
  if (kind < 0.15) {
    truncateSync(path, place);
    return `cut off at ${place}`;
  }
  if (kind < 0.3) {
    const sector = place - (place % 512);
    const fill = kind < 0.22 ? 0 : Math.floor(random() * 256);
    bytes.fill(fill, sector, Math.min(bytes.length, sector + 512 * (1 + Math.floor(random() * 8))));
    writeFileSync(path, bytes);
    return `filled with ${fill} from ${sector}`;
  }
  const flips = Array.from({ length: 1 + Math.floor(random() ** 2 * 8) }, () => Math.floor(random() * bytes.length));
  for (const at of flips) bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  writeFileSync(path, bytes);
  return `bits flipped at ${flips.join(", ")}`;
}
