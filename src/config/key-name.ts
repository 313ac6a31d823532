import { z } from "zod";

/** Name of the environment variable that holds a provider's key. */
export const keyName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of an environment variable");
