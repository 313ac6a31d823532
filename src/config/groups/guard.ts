import { z } from "zod";

/** The settings `guard.*`. */
export const guard = z.strictObject({
  policy: z.string().min(1).max(2_048).exactOptional().meta({
    level: "basic",
    needsTrust: true,
    description:
      "What guards do with questions, documents, answers and conversations: `default`, `off`, `safe-harbor`, or the path of a policy. Default: `guards.yaml` in the store's folder, or else in your configuration folder, or else `default`.",
  }),
  region: z
    .string()
    .regex(/^[a-z]{2}$/, "must be a code of two letters such as us or de")
    .exactOptional()
    .meta({
      needsTrust: false,
      description:
        "Country whose emergency number and crisis line a person in need is shown: ISO 3166-1 such as `us` or `de`, or `eu`. Default: a directory of help lines. Check the numbers before you rely on them.",
    }),
});
