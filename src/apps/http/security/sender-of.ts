import type { Context } from "hono";
import ipaddr from "ipaddr.js";
import type { HttpVariables } from "../http-variables.ts";

/** Number of groups that a subscriber of IPv6 gets as a prefix. They can send from every address below it. */
const PREFIX_GROUPS = 4;

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/**
 * Makes the function that names the sender of a call, as `networkOf`; empty for a request without a connection.
 *
 * @param trustProxy  addresses and ranges of proxies. Each proxy appends the address that it was called from to
 *   `X-Forwarded-For`, so the sender is the last address there that is not a proxy's. What is before it, the sender
 *   may have made up.
 */
export function createSenderOf(trustProxy: readonly string[]): (c: Context<HttpVariables>) => string {
  const ranges = trustProxy.map(parseRange);
  const isProxy = (address: Address) => ranges.some((range) => isWithin(address, range));

  return (c) => {
    const caller = c.env?.incoming?.socket.remoteAddress;
    if (caller === undefined) return "";
    let sender = ipaddr.process(caller);
    const forwarded = (c.req.header("x-forwarded-for") ?? "").split(",").map((text) => text.trim());
    while (isProxy(sender)) {
      const earlier = forwarded.pop() ?? "";
      if (!ipaddr.isValid(earlier)) break;
      sender = ipaddr.process(earlier);
    }
    return networkOf(sender);
  };
}

function parseRange(text: string): readonly [Address, number] {
  if (text.includes("/")) return ipaddr.parseCIDR(text);
  const address = ipaddr.process(text);
  return [address, address.toByteArray().length * 8];
}

function isWithin(address: Address, [start, bits]: readonly [Address, number]): boolean {
  if (address instanceof ipaddr.IPv4) return start instanceof ipaddr.IPv4 && address.match(start, bits);
  return start instanceof ipaddr.IPv6 && address.match(start, bits);
}

/** Returns an IPv4 address, or the first 64 bits of an IPv6 address. */
function networkOf(address: Address): string {
  if (address instanceof ipaddr.IPv4) return address.toString();
  return `${address.parts
    .slice(0, PREFIX_GROUPS)
    .map((part) => part.toString(16))
    .join(":")}::/64`;
}
