// Sliders: what they stand at in each world, moving them, putting them back, finding more of them.

import {at, held, state} from "./address.js";
import {complain} from "./asking.js";

const sliders = () => [...document.querySelectorAll(".slider")];
const target = () => state.compare ? state.which : "a";

function stands(key) {
  if (target() === "b" && key in state.moved.b) return state.moved.b[key];
  return state.moved.a[key];
}

function dress(slider) {
  const key = slider.dataset.key, value = stands(key), usual = slider.dataset.usual;
  const main = slider.querySelector("[id^='s-']"), exact = slider.querySelector("input:not([type=range])");
  const own = key in state.moved[target()];
  slider.classList.toggle("moved", own);
  slider.querySelector(".reset").disabled = !own;
  main.value = value ?? usual;
  if (exact) {
    exact.value = value ?? (slider.dataset.drawn ? "" : usual);
    main.setAttribute("aria-valuetext", value === undefined && slider.dataset.drawn ? `drawn for each run, ${slider.dataset.drawn}` : String(value ?? usual));
  }
}

export function dressAll() {
  sliders().forEach(dress);
  const some = Object.keys(state.moved.a).length + Object.keys(state.moved.b).length > 0;
  at("putback").disabled = !some;
  at("which").hidden = !state.compare;
  at("compare").setAttribute("aria-pressed", state.compare);
  at("compare").textContent = state.compare ? "Take the second world away" : "Set a second world beside it";
}

function set(slider, value) {
  const key = slider.dataset.key, world = target();
  const usual = !slider.dataset.drawn && value === slider.dataset.usual;
  if (world === "b") {
    const below = state.moved.a[key];
    if (value === (below ?? (slider.dataset.drawn ? null : slider.dataset.usual))) delete state.moved.b[key];
    else state.moved.b[key] = value;
  } else if (usual) delete state.moved.a[key];
  else state.moved.a[key] = value;
  if (world === "a" && state.moved.b[key] === state.moved.a[key]) delete state.moved.b[key];
  dressAll();
  at("knobs").dispatchEvent(new Event("moved"));
}

export function onMove(event) {
  const slider = event.target.closest(".slider");
  if (!slider) return;
  if (event.target.type === "range" && event.type === "input") set(slider, event.target.value);
  else if (event.target.type !== "range" && event.type === "change") {
    const text = event.target.value.trim();
    if (text) set(slider, text);
    else putBack(slider);
  }
}

export function putBack(slider) {
  delete state.moved[target()][slider.dataset.key];
  dressAll();
  at("knobs").dispatchEvent(new Event("moved"));
  slider.querySelector("[id^='s-']").focus();
}

export async function listParameters() {
  if (held.listed) return;
  held.listed = true;
  const answer = await fetch(`/parameters.json?scenario=${encodeURIComponent(state.single.scenario)}`);
  if (!answer.ok) return;
  held.known = await answer.json();
  at("parameters").replaceChildren(...held.known.map(([key, name]) => Object.assign(document.createElement("option"), {value: key, label: name})));
}

export async function addKnob() {
  const wanted = at("add").value.trim();
  if (!wanted) return;
  await listParameters();
  const near = (held.known || []).filter(([key, name]) => `${key} ${name}`.toLowerCase().includes(wanted.toLowerCase()));
  const key = near.length === 1 ? near[0][0] : wanted;
  const there = sliders().find((one) => one.dataset.key === key);
  if (!there) {
    const query = new URLSearchParams({scenario: state.single.scenario, key});
    const answer = await fetch(`/knob?${query}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const more = near.length > 1 ? ` Names that have it: ${near.slice(0, 6).map((one) => one[0]).join(", ")}${near.length > 6 ? ", …" : ""}.` : "";
    if (!answer.ok) {
      complain((page.querySelector(".strong")?.textContent || "There is no such parameter.") + more);
      return;
    }
    complain("");
    at("added").append(page.querySelector(".knob"));
  }
  at("add").value = "";
  dressAll();
  const slider = sliders().find((one) => one.dataset.key === key);
  slider.closest("details").open = true;
  slider.querySelector("[id^='s-']").focus();
}
