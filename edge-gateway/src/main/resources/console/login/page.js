import { html, useEffect, useRef, useState } from "../lib/preact.js";
import { endedBecause, logIn } from "../core/session.js";
import { Field } from "../ui/field.js";
import { Notice } from "../ui/parts.js";

async function told(response) {
  if (response.status === 401) {
    return "E-mail or password is wrong.";
  }
  if (response.status === 429) {
    const seconds = Number(response.headers.get("Retry-After") ?? 1);
    return `Too many logins failed. Try again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`;
  }
  if (response.status === 400) {
    const { errors = {} } = await response.json();
    return Object.values(errors).join(". ") || "Enter your e-mail and your password.";
  }
  return "Nobody can log in at the moment: a part of the system is away. Try again in a moment.";
}

export function LoginPage() {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [failure, setFailure] = useState("");
  const [isBusy, setBusy] = useState(false);
  const form = useRef(null);
  useEffect(() => {
    document.title = "Log in · PMS";
    form.current.querySelector("input").focus();
  }, []);

  const submit = async event => {
    event.preventDefault();
    setBusy(true);
    setFailure("");
    try {
      const refused = await logIn(email, password);
      if (refused !== null) {
        setFailure(await told(refused));
        setBusy(false);
        form.current.querySelector("input[type=password]").focus();
      }
    } catch {
      setFailure("The server does not answer. Check the connection, then try again.");
      setBusy(false);
    }
  };

  return html`<main class="login">
    <form class="card login-card" onSubmit=${submit} ref=${form}>
      <h1><img src=${new URL("../icon.svg", import.meta.url)} alt="" width="32" height="32" /> Patient management</h1>
      ${endedBecause() && html`<${Notice}>${endedBecause()}</${Notice}>`}
      ${failure && html`<${Notice} kind="danger">${failure}</${Notice}>`}
      <${Field} id="email" label="E-mail" type="email" autocomplete="username" required value=${email} onInput=${setEmail} />
      <${Field} id="password" label="Password" type="password" autocomplete="current-password" required
        value=${password} onInput=${setPassword} />
      <button class="primary wide" disabled=${isBusy}>${isBusy ? "Logging in…" : "Log in"}</button>
      <p class="hint">No account, or no password any more? An administrator can make one.</p>
    </form>
  </main>`;
}
