import { html } from "../lib/preact.js";

/** One field of a form with its label, a hint, and what is wrong with it. */
export function Field({ id, label, value, onInput, error, hint, type = "text", required, options, ...rest }) {
  const about = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const common = {
    id,
    name: id,
    value,
    onInput: event => onInput(event.target.value),
    required,
    "aria-invalid": error ? "true" : undefined,
    "aria-describedby": about || undefined,
    ...rest,
  };
  return html`<div class="field ${error ? "wrong" : ""}">
    <label for=${id}>${label}${required && html` <span class="required" aria-hidden="true">*</span>`}</label>
    ${options
      ? html`<select ...${common}>${options.map(([key, text]) => html`<option value=${key} selected=${key === value}>${text}</option>`)}</select>`
      : html`<input type=${type} ...${common} />`}
    ${hint && html`<p class="hint" id=${`${id}-hint`}>${hint}</p>`}
    ${error && html`<p class="error" id=${`${id}-error`}>${error}</p>`}
  </div>`;
}

/** Takes the eye, and the focus, to the first field that the server did not take. */
export function focusFirstWrong(form) {
  requestAnimationFrame(() => form?.querySelector("[aria-invalid=true]")?.focus());
}
