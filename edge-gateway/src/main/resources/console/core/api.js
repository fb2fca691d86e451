/** Calls of the gateway: with the token, with the position of one's own last command, and with problems as errors. */

import { end, token } from "./session.js";

const POSITION_COUNTS_MILLIS = 30_000;
const TRIES = 3;
const MAX_WAIT_MILLIS = 5_000;

let position = { value: 0, since: 0 };

/** What the server, or the way to it, said instead of an answer (RFC 9457). */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || body.title || `The server answered ${status}.`);
    this.status = status;
    this.code = body.code ?? "";
    this.errors = body.errors ?? {};
    this.body = body;
  }

  static away() {
    return new Problem(0, { code: "away", detail: "The server does not answer. Check the connection, then try again." });
  }
}

function note(response) {
  const reached = Number(response.headers.get("PMS-Position") ?? 0);
  if (reached > position.value) {
    position = { value: reached, since: Date.now() };
  }
}

function headersOf({ headers = {}, body, accept }, method, bearer) {
  const all = { Accept: accept ?? "application/json", ...headers };
  if (bearer !== null) {
    all.Authorization = `Bearer ${bearer}`;
  }
  if (body !== undefined) {
    all["Content-Type"] = "application/json";
  }
  if (method === "GET" && position.value > 0 && Date.now() - position.since < POSITION_COUNTS_MILLIS) {
    all["PMS-Position"] = String(position.value);
  }
  return all;
}

async function problemOf(response) {
  const text = await response.text();
  let body = {};
  try {
    body = JSON.parse(text);
  } catch {
    body = {};
  }
  return new Problem(response.status, body);
}

const pause = millis => new Promise(resolve => setTimeout(resolve, millis));

async function send(method, path, options, refused) {
  const bearer = await token(refused);
  if (bearer === null) {
    throw new Problem(401, { code: "unauthorized", detail: "Log in again." });
  }
  const response = await fetch(path, {
    method,
    headers: headersOf(options, method, bearer),
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
    signal: options.signal,
    cache: "no-store",
  });
  return { response, bearer };
}

/** The response, whatever it says; a token that does not count any more is replaced once. */
export async function ask(method, path, options = {}) {
  try {
    let sent = await send(method, path, options, null);
    if (sent.response.status === 401) {
      sent = await send(method, path, options, sent.bearer);
      if (sent.response.status === 401) {
        end("Your session has ended. Log in again to go on where you were.");
      }
    }
    return sent.response;
  } catch (failure) {
    if (failure instanceof Problem || failure.name === "AbortError") {
      throw failure;
    }
    throw Problem.away();
  }
}

/** `{data, headers, status}` of a good answer. A reading that comes too early is tried again. */
export async function call(method, path, options = {}) {
  for (let tried = 1; ; tried++) {
    const response = await ask(method, path, options);
    if (response.ok) {
      note(response);
      const text = response.status === 204 ? "" : await response.text();
      const isJson = (response.headers.get("Content-Type") ?? "").includes("json");
      return { data: isJson && text ? JSON.parse(text) : text, headers: response.headers, status: response.status };
    }
    if (method !== "GET" || response.status !== 503 || tried === TRIES) {
      throw await problemOf(response);
    }
    await pause(Math.min(MAX_WAIT_MILLIS, 1000 * Number(response.headers.get("Retry-After") ?? 1)));
  }
}

export const get = (path, options) => call("GET", path, options);

/** A key by which the server knows a command that is sent a second time. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
}

/** `?a=1&b=2` of what is there. */
export function query(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== "" && value !== null && value !== undefined);
  return given.length === 0 ? "" : "?" + new URLSearchParams(given);
}
