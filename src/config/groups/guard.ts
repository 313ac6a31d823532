import { z } from "zod";

/** The settings `guard.*`. */
export const guard = z.strictObject({
  policy: z.string().min(1).max(2_048).exactOptional().meta({
    level: "basic",
    description:
      "What guards do with questions, documents, answers and conversations: `default`, `off`, or the path of a policy. Default: `guards.yaml` in the store's folder, or else in your configuration folder, or else `default`.",
  }),
});
