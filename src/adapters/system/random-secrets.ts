import { randomBytes } from "node:crypto";
import type { Secrets } from "../../core/index.ts";

/** Source of secrets: the operating system's random bytes. */
export const randomSecrets: Secrets = { bytes: (count) => randomBytes(count) };
