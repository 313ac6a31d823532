/** Places that have gone, each with all that lay below it or in it. */
export interface GonePlaces {
  add(uris: readonly string[]): void;
  clear(): void;
  /** Whether it is one of them, or lay in one. */
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
        // A member lies below its container's URI and a mark.
        if (places.has(place) || (place.endsWith("!") && places.has(place.slice(0, -1)))) return true;
      }
      return false;
    },
  };
}
