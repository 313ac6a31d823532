import { defineGuard, noOptions } from "../define-guard.ts";

/** Entry of the guard `secrets`. */
export const secretsGuard = defineGuard({
  id: "secrets",
  cost: "rules",
  reference: {
    about: `Keys and tokens by the rules of [secretlint](https://github.com/secretlint/secretlint) and 41 forms that providers document, such as those
of Azure, Databricks, Docker, GitLab, Google, PyPI, Stripe and Telegram. Random values
after names such as \`api_key\` count as well (\`NAMED_SECRET\`). Encoded parts are read too. It does not find passwords that people choose,
such as the password of a guest network.`,
    stages: "all",
    types: "`AWS_KEY`, `PRIVATE_KEY`, `GITHUB_TOKEN` and others, `NAMED_SECRET`",
  },
  options: noOptions,
  load: async () => (await import("./create-secrets-check.ts")).createSecretsCheck(),
});
