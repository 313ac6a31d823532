export { GuardBlockedError, NeedsReviewError } from "../../../core/index.ts";
export { type GuardMiddlewareOptions, guardMiddleware } from "./guard-middleware.ts";
