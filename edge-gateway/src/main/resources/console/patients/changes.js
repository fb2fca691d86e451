import { useEffect, useRef } from "../lib/preact.js";
import { follow } from "../core/stream.js";
import { may } from "../core/session.js";
import { whileVisible } from "../core/use.js";

const AT_MOST_EACH_MILLIS = 1_000;

/** Calls `reload` when something happened to a patient, or to this one; not more than once a second. */
export function useChanges(reload, patient = "") {
  const latest = useRef(reload);
  latest.current = reload;
  useEffect(() => {
    if (!may("ADMIN", "CLINICIAN")) {
      return undefined;
    }
    let timer = null;
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = null;
        latest.current();
      }, AT_MOST_EACH_MILLIS);
    };
    const path = "/api/patients/feed" + (patient === "" ? "" : `?patient=${encodeURIComponent(patient)}`);
    const stop = whileVisible(signal => {
      const onState = state => {
        if (state === "open") {
          soon(); // what happened while it was closed, or between the first reading and now
        }
      };
      follow(path, { signal, onEvent: soon, onState }).catch(() => stop());
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [patient]);
}
