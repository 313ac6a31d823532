import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import type { GuardAction } from "../../../core/index.ts";
import { guardPolicySchema } from "../../../core/schemas/index.ts";
import { allChecks, createGuard } from "../../index.ts";
import { type GuardBodyOptions, guardBody } from "./index.ts";

const EMAIL = "anna@berg.example";

/** Creates an application whose handlers return what they read, in each way to read a body. */
function applicationWith(action: GuardAction, options?: GuardBodyOptions) {
  const policy = guardPolicySchema.parse({
    stages: { input: { guards: [{ guard: "personal-data", types: ["EMAIL_ADDRESS"], action }] } },
  });
  const guard = createGuard({ policy, checks: allChecks, clock: { monotonicMs: () => 0 } });
  const app = new Hono();
  app.use(guardBody(guard, options));
  app.post("/json", async (c) => c.json(await c.req.json()));
  app.post("/text", async (c) => c.text(await c.req.text()));
  app.post("/raw", async (c) => c.text(await c.req.raw.text()));
  app.get("/", (c) => c.text("here"));
  return (path: string, body: string, type = "application/json") =>
    app.request(path, { method: "POST", body, headers: { "content-type": type, "content-length": `${body.length}` } });
}

const body = JSON.stringify({ messages: [{ content: `To ${EMAIL}`, n: 7 }], user: EMAIL, ok: true, none: null });

describe("the guard of JSON bodies", () => {
  it.each(["/json", "/text", "/raw"])("lets handlers read the redacted body at %s", async (path) => {
    const response = await applicationWith("redact")(path, body);
    expect(JSON.parse(await response.text())).toEqual({
      messages: [{ content: "To [EMAIL_ADDRESS]", n: 7 }],
      user: "[EMAIL_ADDRESS]",
      ok: true,
      none: null,
    });
  });

  it("checks only the named fields, at any depth", async () => {
    const response = await applicationWith("redact", { fields: ["content"] })("/json", body);
    expect(await response.json()).toMatchObject({ messages: [{ content: "To [EMAIL_ADDRESS]" }], user: EMAIL });
  });

  it("reads escaped texts and names of fields as they are", async () => {
    const escaped = `{"a":"anna\\u0040berg.example","${EMAIL}":1}`;
    const response = await applicationWith("redact")("/json", escaped);
    expect(await response.json()).toEqual({ a: "[EMAIL_ADDRESS]", "[EMAIL_ADDRESS]": 1 });
  });

  it.each([
    ["block", "guard-blocked"],
    ["review", "needs-review"],
    ["quarantine", "needs-review"],
  ] as const)("answers 422 for the action %s, and repeats no part of the body", async (action, code) => {
    const response = await applicationWith(action)("/json", body);
    expect(response.status).toBe(422);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ status: 422, code });
    expect(text).not.toContain("anna");
  });

  it("lets no body pass that it cannot read", async () => {
    const send = applicationWith("redact");
    expect((await send("/text", EMAIL, "text/plain")).status).toBe(415);
    expect((await send("/text", EMAIL)).status).toBe(400);
    expect((await send("/json", `${"[".repeat(101)}${"]".repeat(101)}`)).status).toBe(400);
  });
});
