import { html, render } from "./lib/preact.js";
import { applyTheme } from "./core/theme.js";
import { Shell } from "./shell/shell.js";

applyTheme();
render(html`<${Shell} />`, document.getElementById("console"));
