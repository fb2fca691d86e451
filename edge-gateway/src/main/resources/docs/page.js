"use strict";

const STORED = "pms-docs-session";
/** The ids and the token of the examples are in no system: a request goes out with real ones instead. */
const EXAMPLE_IDS = new Set([
  "0b87ae8f-5a7a-4d0a-9d5e-0f3f2b1c4d5e",
  "5d0c6b1e-7a52-4e0e-9d0c-2b7f0a6f4e11",
  "3c9d2e71-6b4f-4a8e-8f0d-7a1e5b9c2d46",
  "5f1c6b0e-0d9e-4c1e-9a5e-3a0f5b7b1c11",
]);
const EXAMPLE_REFRESH_TOKEN = "6-dd4Mn6SkOhbyM-O7vHDwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
/** Where the ids of a path come from that makes none itself. */
const LISTED_ELSEWHERE = { "/api/billing/accounts": "/api/patients" };

/** By the path of the list that it is in: the id of what was made last on this page. */
const made = new Map();

function session() {
  const text = sessionStorage.getItem(STORED);
  const known = text === null ? null : JSON.parse(text);
  return known !== null && known.until > Date.now() ? known : null;
}

function showSession() {
  const known = session();
  document.getElementById("session").textContent = known === null
    ? "Not logged in."
    : "Logged in until " + new Date(known.until).toLocaleTimeString() + ".";
}

function rememberSession(path, response) {
  if (path === "/auth/login" || path === "/auth/refresh") {
    const login = JSON.parse(response.text);
    sessionStorage.setItem(STORED, JSON.stringify({
      token: login.token, refreshToken: login.refreshToken, until: Date.now() + login.expiresIn * 1000,
    }));
  } else if (path === "/auth/logout" || path === "/auth/password") {
    sessionStorage.removeItem(STORED);
  }
  showSession();
}

/** What was made is at `Location`; what was erased is of no use any more. */
function rememberMade(path, response) {
  const location = response.headers.location;
  if ((response.status === 201 || response.status === 202) && location) {
    const at = new URL(location, response.url).pathname;
    made.set(at.slice(0, at.lastIndexOf("/")), at.slice(at.lastIndexOf("/") + 1));
  }
  if (response.status === 202 && path.endsWith("/erasure")) {
    made.delete("/api/patients");
  }
}

function remember(response) {
  const url = new URL(response.url);
  if (response.ok && url.origin === location.origin) {
    rememberSession(url.pathname, response);
    rememberMade(url.pathname, response);
  }
  return response;
}

/** The first of a list, or nothing. */
async function firstOf(list, headers) {
  const answer = await fetch(list, { headers: { Authorization: headers.Authorization || "" } });
  const all = answer.ok ? await answer.json() : [];
  return all.length > 0 ? all[0].id : undefined;
}

/** Only what is read may be one that this page did not make: nothing else is changed or erased by an example. */
async function withRealIds(path, request) {
  let real = "";
  for (const part of path.split("/").slice(1)) {
    let sent = part;
    if (EXAMPLE_IDS.has(part)) {
      const list = LISTED_ELSEWHERE[real] || real;
      sent = made.get(list) || (request.method === "GET" && await firstOf(list, request.headers)) || part;
    }
    real += "/" + sent;
  }
  return real;
}

async function prepare(request) {
  const url = new URL(request.url, location.href);
  if (url.origin !== location.origin || request.loadSpec) {
    return request;
  }
  const known = session();
  if (known !== null && !request.headers.Authorization) {
    request.headers.Authorization = "Bearer " + known.token;
  }
  if (known !== null && typeof request.body === "string") {
    request.body = request.body.replace(EXAMPLE_REFRESH_TOKEN, () => known.refreshToken);
  }
  url.pathname = await withRealIds(url.pathname, request);
  request.url = url.toString();
  return request;
}

SwaggerUIBundle({
  urls: ["patients", "auth", "analytics", "billing", "operations"].map(name => ({ name: name, url: "/api-docs/" + name })),
  dom_id: "#swagger-ui",
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: "StandaloneLayout",
  deepLinking: true,
  validatorUrl: null,
  requestInterceptor: prepare,
  responseInterceptor: remember,
});
showSession();
setInterval(showSession, 30000);
