/**
 * Decodes the escapes of an address, or of a part of it, for readers: `My%20files` is `My files`. Bytes that are not
 * UTF-8, as in names of files from other systems, become replacement marks. A lone `%` stays as it is.
 */
export function decodeAddress(address: string): string {
  if (!address.includes("%")) return address;
  try {
    return decodeURIComponent(address);
  } catch {
    return address.replace(/(?:%[0-9a-f]{2}){1,1000}/giu, (escapes) =>
      Buffer.from(escapes.replaceAll("%", ""), "hex").toString("utf8"),
    );
  }
}
