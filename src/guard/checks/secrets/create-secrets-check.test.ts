import { describe, expect, it } from "vitest";
import { never } from "../../../core/index.ts";
import { guardPolicySchema } from "../../../core/schemas/index.ts";
import { createGuard } from "../../create-guard.ts";
import { checkAlone, repeat } from "../../fixtures/check-alone.ts";
import { createSecretsCheck } from "./create-secrets-check.ts";
import { secretsGuard } from "./secrets-guard.ts";

const policy = guardPolicySchema.parse({ stages: { output: { guards: [{ guard: "secrets", action: "redact" }] } } });

async function redact(text: string): Promise<string> {
  const guard = createGuard({ policy, checks: [secretsGuard], clock: { monotonicMs: () => 0 } });
  return (await guard.check({ stage: "output", text, origin: "model" }, never)).text;
}

const letters = "q7Zk2Vn9Xw4Rt6Lp8Sd3Fg5Hj1Bm0Cy";
/** Returns characters that look random. No secret is whole in this file. */
const random = (length: number) => letters.repeat(Math.ceil(length / letters.length)).slice(0, length);

const hex = (length: number) => "9f86d081884c7d65".repeat(Math.ceil(length / 16)).slice(0, length);

const secrets: readonly (readonly [type: string, secret: string])[] = [
  ["AWS_KEY", `AKIA${random(16).toUpperCase()}`],
  ["AWS_KEY", `aws_secret_access_key = ${random(40)}`],
  ["GITHUB_TOKEN", `ghp_${random(36)}`],
  ["SLACK_TOKEN", `xoxb-${"1".repeat(12)}-${random(24)}`],
  ["NPM_TOKEN", `npm_${random(36)}`],
  ["SENDGRID_KEY", `SG.${random(22)}.${random(43)}`],
  ["ANTHROPIC_KEY", `sk-ant-api03-${random(93)}AA`],
  ["OPENAI_KEY", `sk-${random(20)}T3BlbkFJ${random(20)}`],
  ["URL_PASSWORD", `https://anna:${random(12)}@intranet.berg.com`],
  ["DATABASE_PASSWORD", `postgres://app:${random(14)}@db.berg.com:5432/orders`],
  ["PRIVATE_KEY", `-----BEGIN RSA ${"PRIVATE"} KEY-----\nMI${random(640)}\n-----END RSA ${"PRIVATE"} KEY-----`],
  ["JSON_WEB_TOKEN", `eyJ${random(30)}.eyJ${random(60)}.${random(43)}`],
  ["GOOGLE_KEY", `AIza${random(35)}`],
  ["STRIPE_KEY", `sk_${"live"}_${random(24)}`],
  ["GITLAB_TOKEN", `glpat-${random(20)}`],
  ["AGE_KEY", `AGE-SECRET-KEY-1${"QPZRY9X8GF".repeat(6).slice(0, 58)}`],
  ["AIRTABLE_TOKEN", `pat${random(14)}.${hex(64)}`],
  ["ATLASSIAN_TOKEN", `ATATT3${random(180)}`],
  ["AZURE_SECRET", `${random(3)}8Q~${random(34)}`],
  ["AZURE_SECRET", `AccountKey=${random(86)}==`],
  ["BREVO_KEY", `xkeysib-${hex(64)}-${random(16)}`],
  ["DATABRICKS_TOKEN", `dapi${hex(32)}`],
  ["DIGITALOCEAN_TOKEN", `dop_v1_${hex(64)}`],
  ["DISCORD_TOKEN", `M${random(23)}.${random(6)}.${random(38)}`],
  ["DOCKER_TOKEN", `dckr_pat_${random(27)}`],
  ["DOPPLER_TOKEN", `dp.pt.${random(43)}`],
  ["FIGMA_TOKEN", `figd_${random(40)}`],
  ["GOOGLE_SECRET", `GOCSPX-${random(28)}`],
  ["GRAFANA_TOKEN", `glsa_${random(32)}_${hex(8)}`],
  ["GROQ_KEY", `gsk_${random(52)}`],
  ["HEROKU_KEY", `HRKU-AA${random(58)}`],
  ["MAILCHIMP_KEY", `${hex(32)}-us12`],
  ["MAILGUN_KEY", `key-${hex(32)}`],
  ["NEW_RELIC_KEY", `NRAK-${random(27).toUpperCase()}`],
  ["NOTION_TOKEN", `ntn_${"1".repeat(11)}${random(35)}`],
  ["PERPLEXITY_KEY", `pplx-${random(48)}`],
  ["POSTMAN_KEY", `PMAK-${hex(24)}-${hex(34)}`],
  ["PULUMI_TOKEN", `pul-${hex(40)}`],
  ["PYPI_TOKEN", `pypi-AgEIcHlwaS5vcmc${random(120)}`],
  ["REPLICATE_TOKEN", `r8_${random(37)}`],
  ["RUBYGEMS_KEY", `rubygems_${hex(48)}`],
  ["SENTRY_TOKEN", `sntryu_${hex(64)}`],
  ["SQUARE_TOKEN", `sq0atp-${random(22)}`],
  ["SUPABASE_TOKEN", `sbp_${hex(40)}`],
  ["TAILSCALE_KEY", `tskey-auth-${random(12)}-${random(32)}`],
  ["TERRAFORM_TOKEN", `${random(14)}.atlasv1.${random(64)}`],
  ["VAULT_TOKEN", `hvs.${random(95)}`],
  ["XAI_KEY", `xai-${random(80)}`],
];

describe("the guard of secrets", () => {
  it.each(secrets)("redacts the whole of a secret: %s", async (type, secret) => {
    expect(await redact(`Use ${secret} today.`)).toMatch(new RegExp(`^Use \\[${type}\\](?: |.{0,24} )today\\.$`));
    expect(await redact(`Use ${secret} today.`)).not.toContain(random(8));
  });

  it("redacts a value that is named as a secret and looks random", async () => {
    expect(await redact(`STORE_API_KEY="${random(24)}"`)).toBe('STORE_API_KEY="[NAMED_SECRET]"');
    expect(await redact(`Authorization: Bearer ${random(40)}`)).toBe("Authorization: Bearer [NAMED_SECRET]");
    expect(await redact(`Das Passwort: ${random(16)}`)).toBe("Das Passwort: [NAMED_SECRET]");
  });

  it("finds a secret in base64 and between invisible characters", async () => {
    const encoded = Buffer.from(`the token is ghp_${random(36)}`).toString("base64");
    expect(await redact(`Read ${encoded} now`)).toMatch(/^Read .*\[GITHUB_TOKEN\].* now$/);
    expect(await redact(`See gh\u200Bp_${random(36)} now`)).toBe("See [GITHUB_TOKEN] now");
  });

  it("obeys no comment that turns it off", async () => {
    const token = `ghp_${random(36)}`;
    expect(await redact(`<!-- secretlint-disable -->\n${token}`)).toBe("<!-- secretlint-disable -->\n[GITHUB_TOKEN]");
  });

  it.each([
    "The front desk is open from 8:00 to 18:30, telephone +49 30 5550137, desk@berg.example.",
    "Password rules: at least 16 characters, one digit, no names. Change it every 90 days.",
    "Set api_key to YOUR_API_KEY_GOES_HERE, or token=xxxxxxxxxxxxxxxxxxxx1.",
    "The token: authentication-and-authorization-2024, key: documents/handbook/2024/chapter-12",
    "Commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b, order DE-2024-000123-XY, IBAN GB82 WEST 1234 5698 7654 32.",
    "See https://example.org/a/b?token=handbook and postgres://localhost/orders for the database.",
    "The secret of good coffee: water at 93 degrees and 18g of freshly ground beans in a warm cup.",
    "The MD5 sum is 9f86d081884c7d659a2feaa0c55ad015, see key-figures.pdf and the pattern dapi in the manual.",
    "pypi-server, docker_pattern, dp.pt.example, sq0atp-test, hvs.md and tskey-auth are no secrets.",
    "Serial 4C5A-88F1-0B2D-77E9, UUID 123e4567-e89b-12d3-a456-426614174000.",
  ])("leaves plain text alone: %s", async (text) => {
    expect(await redact(text)).toBe(text);
  });

  it("ends on long hostile repetitions, since it reads in linear time", async () => {
    const pieces = ["eyJ", "eyJaaaaaaaa.", "api_key=", "token: a.", "xoxb-a-", "-----BEGIN PRIVATE KEY-----\n", "AKIA"];
    pieces.push(
      "a1/",
      "sk_live_",
      "SG.a.",
      "https://a:",
      "secret=a1",
      "mongodb://a:",
      "account ",
      "pypi-AgEIcHlwaS5vcmc",
      "a1Q~",
      "hvs.a",
      "Ma.",
      "sntrys_eyJ",
      "dp.pt.a.",
    );
    for (const piece of pieces) await checkAlone(createSecretsCheck(), repeat(piece), { isRead: false });
  }, 20_000);
});
