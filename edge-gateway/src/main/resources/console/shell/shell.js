import { html, useEffect, useState } from "../lib/preact.js";
import { logOut } from "../core/session.js";
import { chooseTheme, theme, THEMES } from "../core/theme.js";
import { useRoute } from "../core/router.js";
import { useSession } from "../core/use.js";
import { LoginPage } from "../login/page.js";
import { Empty, Loading, PageHead, ProblemNote } from "../ui/parts.js";
import { pageAt, pagesOf } from "./pages.js";

/** What is around each page. */
export function Shell() {
  const session = useSession();
  const route = useRoute();
  if (session === null) {
    return html`<${LoginPage} />`;
  }
  const at = pageAt(route, session.role);
  const menu = at?.page.menu ?? at?.page.path;
  return html`<div class="shell">
    <a class="skip" href="#content" onClick=${skip}>Skip to content</a>
    <${TopBar} session=${session} current=${menu} address=${route.join("/")} />
    <main id="content" tabindex="-1">${content(at, session)}</main>
  </div>`;
}

function skip(event) {
  event.preventDefault();
  document.getElementById("content").focus();
}

function content(at, session) {
  if (at === null) {
    return html`<${PageHead} title="Not found" />
      <${Empty} title="There is no such page">Choose one from the menu.</${Empty}>`;
  }
  if (!at.page.roles.includes(session.role)) {
    return html`<${PageHead} title="Not for your role" />
      <${Empty} title=${`This page is not for the role ${session.role}`}>Choose one from the menu, or ask an administrator.</${Empty}>`;
  }
  return html`<${Loaded} page=${at.page} id=${at.id} key=${at.page.path + at.key} />`;
}

function Loaded({ page, id }) {
  const [loaded, setLoaded] = useState(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    page.load().then(module => setLoaded(() => module.Page), () => setFailed(true));
  }, [page]);
  if (failed) {
    const problem = { message: "This page can't be fetched: the server is away, or was replaced by a newer version." };
    return html`<${ProblemNote} problem=${problem} retry=${() => location.reload()} />`;
  }
  return loaded === null ? html`<${Loading} />` : html`<${loaded} id=${id} />`;
}

function TopBar({ session, current, address }) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => setOpen(false), [address]);
  return html`<header class="bar" onKeyDown=${event => event.key === "Escape" && setOpen(false)}>
    <a class="brand" href="#/"><img src=${new URL("../icon.svg", import.meta.url)} alt="" width="24" height="24" /> PMS</a>
    <button type="button" class="menu-button" aria-expanded=${String(isOpen)} aria-controls="menu"
      onClick=${() => setOpen(!isOpen)}>Menu</button>
    <div id="menu" class=${isOpen ? "menu open" : "menu"}>
      <nav aria-label="Main">
        <ul>${pagesOf(session.role).map(page => html`<li><a href=${`#/${page.path}`}
          aria-current=${page.path === current ? "page" : undefined}>${page.title}</a></li>`)}</ul>
      </nav>
      <${User} session=${session} />
    </div>
  </header>`;
}

function User({ session }) {
  const [chosen, setChosen] = useState(theme());
  const choose = event => {
    chooseTheme(event.target.value);
    setChosen(event.target.value);
  };
  return html`<div class="user">
    <a href="#/account" class="who"><span class="who-name">${session.email}</span> <span class="who-role">${session.role}</span></a>
    <select aria-label="Colours" value=${chosen} onChange=${choose}>
      ${THEMES.map(each => html`<option value=${each} selected=${each === chosen}>${each[0].toUpperCase() + each.slice(1)}</option>`)}
    </select>
    <button type="button" onClick=${logOut}>Log out</button>
  </div>`;
}
