import ipaddr from "ipaddr.js";

/**
 * Whether an address is none of the public internet's: loopback, private, link-local, carrier-grade NAT, multicast,
 * reserved, or IPv6 that carries an IPv4 address to somewhere else (mapped, 6to4, Teredo, NAT64). What is no address at
 * all counts as private.
 *
 * @param address  without brackets
 */
export function isPrivateAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return true;
  return ipaddr.process(address).range() !== "unicast";
}
