import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import type { HttpVariables } from "../http-variables.ts";
import { createSenderOf } from "./sender-of.ts";

async function senderOf(remoteAddress: string | undefined, forwarded?: string, trustProxy: readonly string[] = []) {
  const app = new Hono<HttpVariables>();
  const read = createSenderOf(trustProxy);
  app.get("/", (c) => c.text(read(c)));
  const headers = forwarded === undefined ? undefined : { "x-forwarded-for": forwarded };
  const socket = remoteAddress === undefined ? {} : { incoming: { socket: { remoteAddress } } };
  return (await app.request("/", { headers }, socket)).text();
}

describe("the sender of a call", () => {
  it.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    [undefined, ""],
  ])("is %s without a trusted proxy, as %s, whatever X-Forwarded-For says", async (address, network) => {
    expect(await senderOf(address)).toBe(network);
    expect(await senderOf(address, "203.0.113.9", ["198.51.100.1"])).toBe(network);
  });

  it.each([
    ["the address that the proxy appended", "203.0.113.9", "203.0.113.9"],
    ["the last address, since callers may send such a header", "1.2.3.4, 203.0.113.9", "203.0.113.9"],
    ["the address before a chain of trusted proxies", "1.2.3.4,203.0.113.9,10.2.0.1", "203.0.113.9"],
    ["an address in version 6, by its prefix", "2001:db8:1:2::5", "2001:db8:1:2::/64"],
    ["the first proxy, if no address follows", "10.2.0.1", "10.2.0.1"],
    ["the proxy, if it sends no header", undefined, "127.0.0.1"],
    ["the proxy, if the header is not a list of addresses", "unknown", "127.0.0.1"],
    ["the proxy, if the header is empty", "", "127.0.0.1"],
    ["the proxy, if an address has a port", "203.0.113.9:4711", "127.0.0.1"],
  ])("behind a trusted proxy is %s", async (_, forwarded, sender) => {
    expect(await senderOf("127.0.0.1", forwarded, ["127.0.0.1", "10.0.0.0/8", "fd00::/8"])).toBe(sender);
  });

  it("may be behind a proxy with an address in version 6", async () => {
    expect(await senderOf("fd12::7", "203.0.113.9", ["fd00::/8"])).toBe("203.0.113.9");
    expect(await senderOf("fe80::7", "203.0.113.9", ["fd00::/8"])).toBe("fe80:0:0:0::/64");
  });
});
