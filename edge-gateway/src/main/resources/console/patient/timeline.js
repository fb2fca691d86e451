import { html } from "../lib/preact.js";
import { eventName, fieldName, moment, shown } from "../core/format.js";
import { Card, Empty, Notice } from "../ui/parts.js";

/** Each event with who and when, the newest first. */
export function Timeline({ history, at, isErased }) {
  return html`<${Card} title="What happened">
    ${isErased && html`<${Notice} kind="warn">This patient was erased: what happened stays on record, what it was about does not.</${Notice}>`}
    ${history.length === 0
      ? html`<${Empty} title="Nothing is known">No event of this patient is there, or not yet.</${Empty}>`
      : html`<ol class="timeline">${history.toReversed().map(event => html`<li key=${event.position}
          class=${event.position === at ? "at" : ""} aria-current=${event.position === at ? "true" : undefined}>
          <p class="spread"><strong>${eventName(event.type)}</strong><span class="soft small">#${event.position}</span></p>
          <p class="soft small"><time datetime=${event.time}>${moment(event.time)}</time> · ${event.who ?? "the system"}</p>
          <${Changes} changes=${event.changes} />
        </li>`)}</ol>`}
  </${Card}>`;
}

function Changes({ changes }) {
  const told = changes.filter(change => change.field !== "encounterId");
  return told.length === 0 ? null : html`<ul class="changes small">${told.map(change => html`<li>
    <span class="soft">${fieldName(change.field)}:</span> ${change.from !== undefined && html`<del>${shown(change.field, change.from)}</del> `}
    <ins>${change.to === undefined ? "removed" : shown(change.field, change.to)}</ins>
  </li>`)}</ul>`;
}
