import { html } from "../lib/preact.js";
import { fieldName, moment, shown } from "../core/format.js";
import { Card, Facts, Notice } from "../ui/parts.js";

const FIELDS = ["name", "givenName", "familyName", "dateOfBirth", "gender", "email", "phone", "address", "region",
  "identifiers", "registeredDate", "status", "version"];

/** @param then null for now, else `{time, changed}`: when it was so, and which fields had just changed */
export function Details({ patient, then }) {
  const rows = FIELDS
    .filter(field => patient[field] !== undefined || then?.changed.includes(field))
    .map(field => [field === "version" ? "Version" : fieldName(field), shown(field, patient[field]), then?.changed.includes(field)]);
  return html`<${Card} title=${then ? "Details as they were" : "Details"}>
    ${then && html`<${Notice}>As of ${moment(then.time)}. What changed then is marked.</${Notice}>`}
    <${Facts} rows=${rows} />
  </${Card}>`;
}
