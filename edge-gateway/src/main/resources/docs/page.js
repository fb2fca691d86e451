"use strict";

const STORED = "pms-docs-session";

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

function rememberLogin(response) {
  if (response.ok && new URL(response.url).pathname === "/auth/login") {
    const login = JSON.parse(response.text);
    sessionStorage.setItem(STORED, JSON.stringify({ token: login.token, until: Date.now() + login.expiresIn * 1000 }));
    showSession();
  }
  return response;
}

function sendToken(request) {
  const known = session();
  const url = new URL(request.url, location.href);
  if (known !== null && url.origin === location.origin && !request.headers.Authorization) {
    request.headers.Authorization = "Bearer " + known.token;
  }
  return request;
}

SwaggerUIBundle({
  urls: ["patients", "auth", "analytics", "billing", "operations"].map(name => ({ name: name, url: "/api-docs/" + name })),
  dom_id: "#swagger-ui",
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: "StandaloneLayout",
  deepLinking: true,
  validatorUrl: null,
  requestInterceptor: sendToken,
  responseInterceptor: rememberLogin,
});
showSession();
setInterval(showSession, 30000);
