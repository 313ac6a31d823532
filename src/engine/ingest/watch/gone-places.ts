/** Places that have gone, each with everything below it or in it. */
export interface GonePlaces {
  add(uris: readonly string[]): void;
  clear(): void;
  /** Tests whether a URI is one of the places, or lay below or in one. */
  includes(uri: string): boolean;
}

export function createGonePlaces(): GonePlaces {
  const places = new Set<string>();
  return {
    add(uris) {
      for (const uri of uris) places.add(uri);
    },
    clear: () => places.clear(),
    includes(uri) {
      if (places.size === 0) return false;
      for (let end = uri.length; end > 0; end = uri.lastIndexOf("/", end - 1)) {
        const place = uri.slice(0, end);
        // The URI of a member is that of its container, then `!`, then its path.
        if (places.has(place) || (place.endsWith("!") && places.has(place.slice(0, -1)))) return true;
      }
      return false;
    },
  };
}
