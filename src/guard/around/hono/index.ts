export { type GuardBodyOptions, guardBody } from "./guard-body.ts";
