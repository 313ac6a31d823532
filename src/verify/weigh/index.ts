export { isSupported, weighClaim } from "./weigh-claim.ts";
