import ipaddr from "ipaddr.js";

/** The only part of IPv6 that is assigned to the public internet. */
const GLOBAL = ipaddr.IPv6.parseCIDR("2000::/3");
/** Parts of it that IANA assigned to something else: protocols and tunnels, documentation, 6to4. */
const NOT_GLOBAL = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"].map((cidr) => ipaddr.IPv6.parseCIDR(cidr));

/**
 * Returns whether an address does not belong to the public internet: loopback, private, link-local, carrier-grade NAT,
 * multicast, reserved, or an IPv6 address that carries an IPv4 address (6to4, Teredo, NAT64, IPv4-compatible). An IPv6
 * address mapped from IPv4 counts as that IPv4 address. Text that is not an address counts as private.
 *
 * @param address  IP address without brackets
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry
 */
export function isPrivateAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return true;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast") return true;
  if (!(parsed instanceof ipaddr.IPv6)) return false;
  return !parsed.match(GLOBAL) || NOT_GLOBAL.some((range) => parsed.match(range));
}
