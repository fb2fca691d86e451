/** Addresses behind the `#`: the server never sees them, and they hold ids alone, no names. */

import { useEffect, useState } from "../lib/preact.js";

function path() {
  return location.hash.replace(/^#/, "") || "/";
}

export function go(to) {
  location.hash = to;
}

/** The parts of the address, without the empty ones: `["patients", "42"]`. */
export function useRoute() {
  const [now, setNow] = useState(path());
  useEffect(() => {
    const changed = () => setNow(path());
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return now.split("/").filter(part => part !== "").map(decoded);
}

/** Somebody may have typed an address that nobody would make. */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
