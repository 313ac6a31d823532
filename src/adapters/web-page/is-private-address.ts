import ipaddr from "ipaddr.js";

/**
 * Returns whether an address does not belong to the public internet: loopback, private, link-local, carrier-grade NAT,
 * multicast, reserved, or an IPv6 address that carries an IPv4 address (6to4, Teredo, NAT64). An IPv6 address mapped
 * from IPv4 counts as that IPv4 address. Text that is not an address counts as private.
 *
 * @param address  IP address without brackets
 */
export function isPrivateAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return true;
  return ipaddr.process(address).range() !== "unicast";
}
