export { type CheckKey, createKeyChecker, withoutHash } from "./create-key-checker.ts";
export { hashSecret } from "./hash-secret.ts";
export { createToken, printToken } from "./key-token.ts";
