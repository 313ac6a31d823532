// Measures the megabytes that a process holds after garbage collection, in the heap and outside it.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");

export function measureMemory() {
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  const megabytes = (bytes) => Math.round(bytes / 100_000) / 10;
  return `memory ${megabytes(heapUsed + external)} ${megabytes(rss)}`;
}
