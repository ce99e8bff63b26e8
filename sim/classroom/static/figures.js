// Charts on a page: each a figure with its name, its key, a table behind it, and a file to save.

import {draw, forget, legend, svgText} from "./chart.js";
import {table} from "./words.js";

const figures = new Map();

function figure(box, key, title, whole) {
  if (!figures.has(key)) {
    const made = document.createElement("figure");
    made.className = `chart${whole ? " whole" : ""}`;
    made.innerHTML = '<figcaption><span class="name"></span><span class="legend"></span></figcaption><div class="drawing"></div>' +
      '<div class="under"><details><summary>Table</summary><div class="scroll" tabindex="0" role="region"></div></details><button type="button">Save as SVG</button></div>';
    const [details, button] = made.querySelector(".under").children;
    details.addEventListener("toggle", () => fill(made));
    button.addEventListener("click", () => save(svgText(made.querySelector(".drawing")), `${key}.svg`, "image/svg+xml"));
    figures.set(key, made);
  }
  const made = figures.get(key);
  made.querySelector(".name").textContent = title;
  made.querySelector("summary").setAttribute("aria-label", `Table: ${title}`);
  made.querySelector(".scroll").setAttribute("aria-label", `Table: ${title}`);
  made.querySelector("button").setAttribute("aria-label", `Save as SVG: ${title}`);
  if (made.parentNode !== box) box.append(made);
  return made;
}

export function put(box, key, spec, entries, whole) {
  const made = figure(box, key, spec.caption || spec.title, whole);
  draw(made.querySelector(".drawing"), spec);
  legend(made.querySelector(".legend"), entries || []);
  made.spec = spec;
  fill(made);
  return key;
}

function fill(made) {
  if (made.querySelector("details").open) made.querySelector(".scroll").replaceChildren(table(made.spec));
}

export function only(box, keys) {
  for (const [key, made] of figures) {
    if (made.parentNode === box && !keys.includes(key)) {
      forget(made.querySelector(".drawing"));
      made.remove();
      figures.delete(key);
    }
  }
  keys.forEach((key, place) => {
    if (box.children[place] !== figures.get(key)) box.insertBefore(figures.get(key), box.children[place] || null);
  });
}

function save(text, name, kind) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], {type: kind}));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export const SHARES = [[0, "0 %"], [0.25, "25 %"], [0.5, "50 %"], [0.75, "75 %"], [1, "100 %"]];
export const TRUST = "Trust in the other side's word, mediators' promises counted in";
export const PARTS = [[0, "0"], [0.25, "0.25"], [0.5, "0.5"], [0.75, "0.75"], [1, "1"]];

function ticks(low, high) {
  const step = [0.05, 0.1, 0.2, 0.25, 0.5, 1, 2].find((one) => (high - low) / one <= 5) || 5;
  const found = [];
  for (let value = Math.ceil(low / step - 1e-9) * step; value <= high + 1e-9; value += step) {
    found.push([+value.toFixed(6), String(+value.toFixed(2))]);
  }
  return found;
}

export function span(lists, more = []) {
  const known = [...lists.flat(Infinity), ...more].filter((value) => value !== null && value !== undefined);
  const low = Math.min(...known), high = Math.max(...known), pad = 0.05 * (high - low) || 0.1;
  return {low: low - pad, high: high + pad, ticks: ticks(low - pad, high + pad)};
}

export const worldsOf = (found) => ["a", "b"].filter((world) => found[world]);
export const named = (found, world) => found.b ? `World ${world.toUpperCase()}: ` : "";
