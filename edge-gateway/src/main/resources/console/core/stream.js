/**
 * Server-sent events by fetch, since EventSource sends no Authorization. Comes back by itself with the id of the last
 * event, so that there is no hole.
 */

import { ask, Problem } from "./api.js";

const FIRST_WAIT_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 10_000;
const SILENCE_MILLIS = 40_000; // the server says something each 15 seconds

/** Takes text in pieces of any size, and calls `onEvent({id, event, data})` for each event that is whole. */
export function parser(onEvent) {
  let rest = "";
  let fields = { id: "", event: "", data: [] };
  const take = line => {
    if (line === "") {
      if (fields.data.length > 0) {
        onEvent({ id: fields.id, event: fields.event || "message", data: fields.data.join("\n") });
      }
      fields = { id: "", event: "", data: [] };
      return;
    }
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "data") {
      fields.data.push(value);
    } else if (name === "id" || name === "event") {
      fields[name] = value;
    }
  };
  return text => {
    const lines = (rest + text).split("\n");
    rest = lines.pop();
    lines.forEach(line => take(line.endsWith("\r") ? line.slice(0, -1) : line));
  };
}

const waited = (millis, signal) => new Promise(resolve => {
  const timer = setTimeout(done, millis);
  function done() {
    clearTimeout(timer);
    signal.removeEventListener("abort", done);
    resolve();
  }
  signal.addEventListener("abort", done);
});

async function readAll(response, { onOpen, onEvent }, abort) {
  const decoder = new TextDecoder();
  const feed = parser(onEvent);
  const reader = response.body.getReader();
  let silence = setTimeout(abort, SILENCE_MILLIS);
  let isOpen = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      clearTimeout(silence);
      silence = setTimeout(abort, SILENCE_MILLIS);
      feed(decoder.decode(value, { stream: true }));
      if (!isOpen) {
        isOpen = true;
        onOpen();
      }
    }
  } finally {
    clearTimeout(silence);
  }
}

/**
 * Follows a stream until `signal` ends it, or the server says that there is none for us (then it throws the problem).
 *
 * @param options `{lastId, signal, onEvent, onState}`; `onState` is told `open` and `waiting`; an `onEvent` that answers
 *     `false` ends it
 */
export async function follow(path, { lastId = "", signal, onEvent, onState = () => {} }) {
  let last = lastId;
  let wait = FIRST_WAIT_MILLIS;
  let isOver = false;
  while (!signal.aborted && !isOver) {
    const connection = new AbortController();
    const stop = () => connection.abort();
    signal.addEventListener("abort", stop);
    try {
      const headers = last === "" ? {} : { "Last-Event-ID": last };
      const response = await ask("GET", path, { headers, accept: "text/event-stream", signal: connection.signal });
      if ([400, 401, 403, 404].includes(response.status)) {
        throw new Problem(response.status, { code: "refused" });
      }
      if (response.ok) {
        const onOpen = () => {
          wait = FIRST_WAIT_MILLIS;
          onState("open");
        };
        const take = event => {
          last = event.id || last;
          isOver = onEvent(event) === false || isOver;
          if (isOver) {
            stop();
          }
        };
        await readAll(response, { onOpen, onEvent: take }, stop);
      }
    } catch (failure) {
      if (failure instanceof Problem && failure.code !== "away") {
        throw failure;
      }
    } finally {
      signal.removeEventListener("abort", stop);
    }
    if (!signal.aborted && !isOver) {
      onState("waiting");
      await waited(wait * (0.75 + Math.random() / 2), signal);
      wait = Math.min(LONGEST_WAIT_MILLIS, wait * 2);
    }
  }
}
