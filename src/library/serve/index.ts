export { createServerCalls } from "./server-calls.ts";
