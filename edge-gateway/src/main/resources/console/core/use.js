import { useCallback, useEffect, useRef, useState } from "../lib/preact.js";
import { onSession, session } from "./session.js";

/** The session, and again whenever it changes. */
export function useSession() {
  const [now, setNow] = useState(session());
  useEffect(() => onSession(() => setNow(session())), []);
  return now;
}

/**
 * What `load(signal)` promises: `{data, problem, isLoading, reload}`. What was there stays until the new is there; of
 * two loads that overlap the later one counts.
 */
export function useLoad(load, inputs) {
  const [state, setState] = useState({ data: null, problem: null, isLoading: true });
  const running = useRef(null);
  const reload = useCallback(() => {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    setState(before => ({ ...before, isLoading: true }));
    load(mine.signal).then(
      data => mine.signal.aborted || setState({ data, problem: null, isLoading: false }),
      problem => mine.signal.aborted || setState(before => ({ ...before, problem, isLoading: false })));
  }, inputs);
  useEffect(() => {
    reload();
    return () => running.current?.abort();
  }, [reload]);
  return { ...state, reload };
}

/** Runs `work(signal)` while the page can be seen: a hidden one holds no connection. */
export function whileVisible(work) {
  let running = null;
  const look = () => {
    if (document.hidden) {
      running?.abort();
      running = null;
    } else if (running === null) {
      running = new AbortController();
      work(running.signal);
    }
  };
  look();
  document.addEventListener("visibilitychange", look);
  return () => {
    document.removeEventListener("visibilitychange", look);
    running?.abort();
  };
}

/** The value, once it has not changed for a moment. */
export function useSettled(value, millis) {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), millis);
    return () => clearTimeout(timer);
  }, [value, millis]);
  return settled;
}
