export { createGuard, type GuardCheck, type GuardPolicy } from "./create-guard.ts";
