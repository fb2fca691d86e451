import { useEffect, useState } from "../lib/preact.js";

const SECONDS = 120;

function read(feed) {
  const last = Math.floor(Date.now() / 1000) - 1; // the second that is whole
  const times = Array.from({ length: SECONDS }, (_, i) => last - SECONDS + 1 + i);
  const counts = times.map(second => feed.countAt(second));
  return { times, values: [counts], now: counts.at(-1) };
}

/** How many events came in each second of the last two minutes. */
export function useRate(feed) {
  const [rate, setRate] = useState(() => read(feed));
  useEffect(() => {
    const timer = setInterval(() => document.hidden || setRate(read(feed)), 1000);
    return () => clearInterval(timer);
  }, []);
  return rate;
}
