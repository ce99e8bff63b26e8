// What is shown, and the address that says so: the same link shows the same.

import {lastDay} from "./one.js";

export const at = (id) => document.getElementById(id);
export const state = {moved: {a: {}, b: {}}, compare: false, which: "b", day: 0, single: {}};
export const held = {many: null, one: null, playing: null}; // answers that are shown, and clocks

export function read() {
  for (const [key, value] of new URLSearchParams(location.search)) {
    if (key.startsWith("a.") || key.startsWith("b.")) state.moved[key[0]][key.slice(2)] = value;
    else if (key === "compare") state.compare = value === "true";
    else if (key === "day") state.day = +value;
    else state.single[key] = value;
  }
  const form = at("choose");
  for (const name of ["scenario", "seed", "run", "runs"]) state.single[name] = form.elements[name].value;
}

export function address(more = {}) {
  const found = new URLSearchParams();
  const usual = {seed: "1", run: "1", runs: "300"};
  found.set("scenario", state.single.scenario);
  for (const key in usual) if (state.single[key] !== usual[key]) found.set(key, state.single[key]);
  if (state.day && state.day !== lastDay(held.one)) found.set("day", state.day);
  if (state.compare) found.set("compare", "true");
  for (const world of state.compare ? ["a", "b"] : ["a"]) {
    for (const key of Object.keys(state.moved[world]).sort()) found.set(`${world}.${key}`, state.moved[world][key]);
  }
  for (const key in more) found.set(key, more[key]);
  return `?${found}`;
}

export function share() {
  const query = address();
  history.replaceState(null, "", query);
  at("link").value = location.href;
  for (const link of document.querySelectorAll("a[data-export]")) {
    const more = link.dataset.world ? {world: link.dataset.world} : {};
    link.href = `/export/${link.dataset.export}${address(more)}`;
  }
  at("yaml-b").hidden = !state.compare;
}
