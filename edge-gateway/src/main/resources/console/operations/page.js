import { html } from "../lib/preact.js";
import { PageHead } from "../ui/parts.js";
import { DeadLetters } from "./deadletters.js";
import { Health } from "./health.js";
import { Keys } from "./keys.js";
import { Lag } from "./lag.js";
import { Users } from "./users.js";

/** How the system is, and what can be done to it. */
export function Page() {
  return html`<${PageHead} title="Operations" />
    <div class="grid"><${Health} /><${Lag} /></div>
    <${DeadLetters} />
    <${Users} />
    <${Keys} />`;
}
