export { randomSecrets } from "./random-secrets.ts";
export { systemClock } from "./system-clock.ts";
export { timeSortedIds } from "./time-sorted-ids.ts";
