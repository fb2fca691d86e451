import { html, useEffect, useState } from "../lib/preact.js";
import { get } from "../core/api.js";
import { moment, word } from "../core/format.js";
import { useLoad } from "../core/use.js";
import { Card, Facts, Loading, ProblemNote } from "../ui/parts.js";

const AGAIN_MILLIS = 2_000;
const MOST_TRIES = 30; // each leaves an entry in the audit log

/** The billing account, which is opened a moment after the registration. */
export function Account({ id, changes }) {
  const found = useLoad(async signal => (await get(`/api/billing/accounts/${id}`, { signal })).data, [id, changes]);
  const [tries, setTries] = useState(0);
  const isMissing = found.problem?.status === 404;
  const isAwaited = isMissing && tries < MOST_TRIES;
  useEffect(() => {
    const timer = isAwaited ? setTimeout(() => {
      setTries(tries + 1);
      if (!document.hidden) {
        found.reload();
      }
    }, AGAIN_MILLIS) : null;
    return () => clearTimeout(timer);
  }, [found.problem, tries]);
  return html`<${Card} title="Billing account">
    ${isMissing
      ? html`<p class="soft" role="status">No account is open yet.${isAwaited && " It comes by itself; this looks again each two seconds."}</p>`
      : html`<${ProblemNote} problem=${found.problem} retry=${found.reload} />`}
    ${found.data === null && !found.problem && html`<${Loading} />`}
    ${found.data && !found.problem && html`<${Facts} rows=${[
      ["Account", html`<span class="mono">${found.data.accountId}</span>`],
      ["Status", word(found.data.status)],
      ["Opened", moment(found.data.openedAt)],
    ]} />`}
  </${Card}>`;
}
