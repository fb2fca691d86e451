import { html, useState } from "../lib/preact.js";
import { ask, get, query } from "../core/api.js";
import { useLoad } from "../core/use.js";
import { Card, Empty, Loading, ProblemNote, Table } from "../ui/parts.js";

/** One view: its picture, its numbers as a table, and both as a file. `children(data)` draws it. */
export function View({ title, path, parameters, generation, isEmpty, table, control, children, isWide = false }) {
  const address = path + query(parameters);
  const { data, problem, isLoading, reload } = useLoad(
    async signal => (await get(address, { signal })).data, [address, generation]);
  return html`<${Card} title=${title} isWide=${isWide} actions=${html`<${Download} address=${address} name=${path.split("/").at(-1)} title=${title} />`}>
    ${control}
    <${ProblemNote} problem=${problem} retry=${reload} />
    ${data === null && isLoading && html`<${Loading} />`}
    ${data !== null && !problem && (isEmpty(data)
      ? html`<${Empty} title="Nothing in this range">Choose an earlier beginning or a later end.</${Empty}>`
      : html`<div data-ready=${title}>${children(data)}</div>
          <details><summary>As a table</summary><${Numbers} title=${title} ...${table(data)} /></details>`)}
  </${Card}>`;
}

function Numbers({ title, head, rows }) {
  return html`<${Table} label=${`${title}: numbers`} compact head=${head.map((text, i) => ({ text, right: i > 0 }))}>
    ${rows.map(row => html`<tr>${row.map((cell, i) => html`<td class=${i > 0 ? "right" : "nowrap"}>${cell}</td>`)}</tr>`)}
  </${Table}>`;
}

function Download({ address, name, title }) {
  const [failed, setFailed] = useState(false);
  const fetchFile = async () => {
    setFailed(false);
    try {
      const response = await ask("GET", address, { accept: "text/csv" });
      if (!response.ok) {
        throw new Error(`answered ${response.status}`);
      }
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await response.blob());
      link.download = `${name}.csv`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    } catch {
      setFailed(true);
    }
  };
  return html`${failed && html`<span role="alert" class="small">No file came. Try again.</span>`}
    <button type="button" onClick=${fetchFile} aria-label=${`CSV of ${title}`}>CSV</button>`;
}

export const seconds = text => Date.parse(text) / 1000;
