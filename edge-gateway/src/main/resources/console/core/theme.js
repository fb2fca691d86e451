/** Light or dark: as the system has it, or as the user chose. */

const KEPT = "pms.theme";
export const THEMES = ["auto", "light", "dark"];

export function theme() {
  const kept = localStorage.getItem(KEPT);
  return THEMES.includes(kept) ? kept : "auto";
}

export function applyTheme() {
  document.documentElement.dataset.theme = theme();
}

export function chooseTheme(chosen) {
  localStorage.setItem(KEPT, chosen);
  applyTheme();
  dispatchEvent(new Event("pms:theme"));
}
