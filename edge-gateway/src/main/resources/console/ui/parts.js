import { html, useEffect, useRef } from "../lib/preact.js";

/** The title of a page; it gets the focus when the page comes, so that a screen reader tells where one is. */
export function PageHead({ title, children }) {
  const heading = useRef(null);
  useEffect(() => {
    document.title = `${title} · PMS`;
  }, [title]);
  useEffect(() => heading.current.focus({ preventScroll: true }), []);
  return html`<header class="page-head">
    <h1 tabindex="-1" ref=${heading}>${title}</h1>
    <div class="page-actions">${children}</div>
  </header>`;
}

export function Notice({ kind = "info", children }) {
  return html`<div class="notice ${kind}" role=${kind === "danger" ? "alert" : "status"}>${children}</div>`;
}

/** What went wrong and what to do next. */
export function ProblemNote({ problem, retry }) {
  if (!problem) {
    return null;
  }
  const next = {
    401: "Log in again.",
    403: "Your role does not allow this. Ask an administrator if you need it.",
    404: "It is not there, or not any more.",
    429: "Too much was asked at once. Wait a moment, then try again.",
    503: "A part of the system is away or not ready yet. Try again in a moment.",
  }[problem.status] ?? "";
  return html`<${Notice} kind="danger">
    <p><strong>${problem.message}</strong> ${next}</p>
    ${retry && html`<p><button type="button" onClick=${retry}>Try again</button></p>`}
  </${Notice}>`;
}

export function Empty({ title, children }) {
  return html`<div class="empty"><p class="empty-title">${title}</p><p>${children}</p></div>`;
}

export function Loading({ what = "Loading" }) {
  return html`<p class="loading" role="status">${what}…</p>`;
}

export function Badge({ kind = "plain", children }) {
  return html`<span class="badge ${kind}">${children}</span>`;
}

/** `isWide` where it is worth two columns of a grid that has three. */
export function Card({ title, actions, children, label, isWide = false }) {
  return html`<section class=${`card ${isWide ? "two-wide" : ""}`} aria-label=${label ?? title}>
    ${title && html`<header class="card-head"><h2>${title}</h2><div class="card-actions">${actions}</div></header>`}
    ${children}
  </section>`;
}

/**
 * A table that scrolls by itself where there is no room. One that `stacks` has on a small screen a row's cells one below
 * the other, each behind its `data-label`.
 */
export function Table({ label, head, children, compact = false, stacks = false }) {
  return html`<div class="table-frame" role="region" aria-label=${`Table: ${label}`} tabindex="0">
    <table class=${`${compact ? "compact" : ""} ${stacks ? "stacks" : ""}`}>
      <thead><tr>${head.map(cell => html`<th scope="col" class=${`${cell.right ? "right" : ""} ${cell.roomy ? "roomy" : ""}`}>${cell.text ?? (cell || html`<span class="hidden-text">Actions</span>`)}</th>`)}</tr></thead>
      <tbody>${children}</tbody>
    </table>
  </div>`;
}

/** Names and values. */
export function Facts({ rows }) {
  return html`<dl class="facts">
    ${rows.map(([name, value, isMarked]) => html`<div class=${isMarked ? "marked" : ""}><dt>${name}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}
