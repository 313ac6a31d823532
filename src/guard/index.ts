// The door of the room: what the package has, and what threads and imports need.

export { findCounterparts, type GuardCounterpart } from "./around/import/find-counterparts.ts";
export * from "./public.ts";
export { createMeasurer } from "./run/create-measurer.ts";
