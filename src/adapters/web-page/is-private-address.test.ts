import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPrivateAddress } from "./is-private-address.ts";

describe("the check for private addresses", () => {
  it.each(
    "0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 169.254.169.254 172.16.0.1 192.0.2.1 192.168.0.1 198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 fe80::1 fc00::1 fd12::1 ff02::1 ::ffff:10.0.0.1 ::ffff:7f00:1 64:ff9b::a00:1 2002:a00:1:: 2001::1 2001:db8::1 ::127.0.0.1 ::a00:1 64:ff9b:1::a00:1 fec0::1 100::1 100:0:0:1::1 2001:2::1 2001:1ff::1 3fff::1 5f00::1 4000::1 192.0.0.8 192.88.99.1 198.51.100.1 203.0.113.1 example.org".split(
      " ",
    ),
  )("calls %s private", (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each(["1.1.1.1", "93.184.215.14", "172.32.0.1", "2606:4700::1111", "::ffff:1.1.1.1"])(
    "calls %s public",
    (address) => {
      expect(isPrivateAddress(address)).toBe(false);
    },
  );

  it("calls every IPv6 address private that does not begin with the bits of 2000::/3", () => {
    const group = fc.integer({ min: 0, max: 0xffff });
    const first = fc.oneof(fc.integer({ min: 1, max: 0x1fff }), fc.integer({ min: 0x4000, max: 0xffff }));
    fc.assert(
      fc.property(first, fc.array(group, { minLength: 7, maxLength: 7 }), (begin, rest) => {
        const address = [begin, ...rest].map((part) => part.toString(16)).join(":");
        expect([address, isPrivateAddress(address)]).toEqual([address, true]);
      }),
    );
  });

  it("gives the same result for an IPv4 address and its mapped IPv6 address", () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(isPrivateAddress(`::ffff:${address}`)).toBe(isPrivateAddress(address));
      }),
    );
  });
});
