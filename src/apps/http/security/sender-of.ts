import type { Context } from "hono";
import ipaddr from "ipaddr.js";
import type { HttpVariables } from "../http-variables.ts";

/** Number of groups that a subscriber of IPv6 gets as a prefix. They can send from every address below it. */
const PREFIX_GROUPS = 4;

/** Returns the sender of a call, as `networkOf`; empty for a request without a connection. */
export function senderOf(c: Context<HttpVariables>): string {
  const address = c.env?.incoming?.socket.remoteAddress;
  return address === undefined ? "" : networkOf(address);
}

/** Returns an IPv4 address, or the first 64 bits of an IPv6 address. */
export function networkOf(address: string): string {
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  return `${parsed.parts
    .slice(0, PREFIX_GROUPS)
    .map((part) => part.toString(16))
    .join(":")}::/64`;
}
