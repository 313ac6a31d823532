import { randomBytes } from "node:crypto";
import type { Secrets } from "../../core/index.ts";

export const randomSecrets: Secrets = { bytes: (count) => randomBytes(count) };
