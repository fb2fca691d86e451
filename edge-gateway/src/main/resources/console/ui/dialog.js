import { html, useEffect, useRef } from "../lib/preact.js";

/** A modal dialog: the browser keeps the focus in it, gives it back, and closes it by Escape. */
export function Dialog({ title, onClose, children }) {
  const dialog = useRef(null);
  useEffect(() => {
    const node = dialog.current;
    const before = document.activeElement;
    node.showModal();
    return () => {
      node.close();
      before?.focus?.();
    };
  }, []);
  return html`<dialog ref=${dialog} aria-labelledby="dialog-title" onCancel=${event => {
    event.preventDefault();
    onClose();
  }}>
    <h2 id="dialog-title">${title}</h2>
    ${children}
  </dialog>`;
}
