import { z } from "zod";
import { defineGuard } from "../define-guard.ts";

const host = z
  .string()
  .regex(/^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*$/, "must be a host such as example.org or *.example.org");

/** Entry of the guard `exfiltration`. */
export const exfiltrationGuard = defineGuard({
  id: "exfiltration",
  cost: "rules",
  reference: {
    about: `Links, images, network calls and active HTML by which an answer could carry data away. Links of the evidence or the question
are allowed. A shorter form of a known link is allowed too, a longer one is not: the rest could be anything. E-mail addresses and
telephone numbers are not links, so they always pass. Without a context, only the listed hosts are allowed.`,
    stages: ["output", "stream", "tool-call"],
    types: "`EXTERNAL_LINK`, `EXTERNAL_IMAGE`, `MAIL_LINK`, `DATA_LINK`, `SCRIPT_LINK`, `NETWORK_CODE`, `ACTIVE_HTML`",
    needsContext: true,
    example: { hosts: ["example.org", "*.example.org"] },
  },
  options: z.strictObject({
    hosts: z
      .array(host)
      .max(1000)
      .default([])
      .describe(
        "Hosts that any text may name, such as `example.org`, or `*.example.org` for its subdomains. Default: none.",
      ),
  }),
  load: async ({ hosts }) => (await import("./create-exfiltration-check.ts")).createExfiltrationCheck(hosts),
});
