/**
 * Who is logged in. All tabs share one session: a refresh token counts once, and one that is shown twice ends the
 * session, so a refresh happens under a lock that all tabs respect, and looks first whether another tab was faster.
 */

const KEPT = "pms.session";
const LOCK = "pms.session.refresh";
const EARLY_MILLIS = 60_000;

const listeners = new Set();
let current = read();
let ended = null;
let inThisTab = Promise.resolve();

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEPT));
  } catch {
    return null;
  }
}

function keep(session) {
  current = session;
  if (session === null) {
    localStorage.removeItem(KEPT);
  } else {
    localStorage.setItem(KEPT, JSON.stringify(session));
  }
  listeners.forEach(listener => listener());
}

addEventListener("storage", event => {
  if (event.key === KEPT || event.key === null) {
    current = read();
    listeners.forEach(listener => listener());
  }
});

/** `{email, role, token, until, refreshToken}`, or null. */
export const session = () => current;

/** Why the last session ended without a logout, to be told at the login; null when there is nothing to tell. */
export const endedBecause = () => ended;

export function onSession(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const may = (...roles) => current !== null && roles.includes(current.role);

async function post(path, body, token) {
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  if (token) {
    headers.Authorization = `Bearer ${token}`;
  }
  return fetch(path, { method: "POST", headers, body: JSON.stringify(body), cache: "no-store" });
}

function withTokens(session, answer) {
  return { ...session, token: answer.token, refreshToken: answer.refreshToken, until: Date.now() + answer.expiresIn * 1000 };
}

/** Answers the response when it is none that logs in. */
export async function logIn(email, password) {
  const response = await post("/auth/login", { email, password });
  if (!response.ok) {
    return response;
  }
  const tokens = await response.json();
  const who = await fetch("/auth/validate", { headers: { Authorization: `Bearer ${tokens.token}` } });
  if (!who.ok) {
    return who;
  }
  const { email: name, role } = await who.json();
  ended = null;
  keep(withTokens({ email: name, role }, tokens));
  return null;
}

export async function logOut() {
  let isTold = current === null;
  try {
    const bearer = await token(); // one that counts: the server ends a session for nobody else
    const leaving = current;
    ended = null;
    keep(null);
    isTold ||= leaving === null || (await post("/auth/logout", { refreshToken: leaving.refreshToken }, bearer)).ok;
  } catch {
    keep(null);
  }
  if (!isTold) {
    ended = "You are logged out here. The server could not be told: the session there ends by itself.";
    listeners.forEach(listener => listener());
  }
}

/** Forgets the session: the server has ended it. */
export function end(reason) {
  if (current !== null) {
    ended = reason;
    keep(null);
  }
}

/** A token that counts, or null when there is no session any more. Fails when nobody can tell. */
export async function token(refused = null) {
  if (current === null) {
    return null;
  }
  const isFresh = current.until - EARLY_MILLIS > Date.now() && current.token !== refused;
  return isFresh ? current.token : alone(() => refreshed(refused));
}

/** One at a time: in all tabs where the browser has locks (it has them on https and on localhost), else in this one. */
function alone(work) {
  if (navigator.locks) {
    return navigator.locks.request(LOCK, work);
  }
  const turn = inThisTab.then(work);
  inThisTab = turn.catch(() => null);
  return turn;
}

async function refreshed(refused) {
  current = read();
  if (current === null) {
    listeners.forEach(listener => listener());
    return null;
  }
  if (current.until - EARLY_MILLIS > Date.now() && current.token !== refused) {
    return current.token;
  }
  const mine = current;
  const response = await post("/auth/refresh", { refreshToken: mine.refreshToken });
  const tokens = response.ok ? await response.json() : null;
  if (read()?.refreshToken !== mine.refreshToken) { // somebody logged out, or in, meanwhile
    current = read();
    listeners.forEach(listener => listener());
    return current?.token ?? null;
  }
  if (tokens !== null) {
    keep(withTokens(mine, tokens));
    return current.token;
  }
  if (response.status === 401 || response.status === 400) {
    end("Your session has ended. Log in again to go on where you were.");
    return null;
  }
  throw new Error(`refresh answered ${response.status}`);
}
