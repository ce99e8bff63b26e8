// The explorer: what is moved goes into the address, the address is asked for, the answer is drawn.

import {date} from "./chart.js";
import {worldsOf} from "./figures.js";
import {drawMany} from "./many.js";
import {drawOne, lastDay, showLogs, standing} from "./one.js";

const at = (id) => document.getElementById(id);
const READER = crypto.getRandomValues(new Uint32Array(2)).join("-");
const QUIET = 150; // milliseconds without a move before anything is asked for
const SAYING = 500; // before anything is said aloud
const UNMOVED = "In none of these runs has that changed anything.";
const SLOW = 2500; // before we say that it takes a while
const state = {moved: {a: {}, b: {}}, compare: false, which: "b", day: 0, single: {}};
const held = {many: null, one: null, timer: null, playing: null};

// -- the state, and the address ------------------------------------------------------------------

function read() {
  for (const [key, value] of new URLSearchParams(location.search)) {
    if (key.startsWith("a.") || key.startsWith("b.")) state.moved[key[0]][key.slice(2)] = value;
    else if (key === "compare") state.compare = value === "true";
    else if (key === "day") state.day = +value;
    else state.single[key] = value;
  }
  const form = at("choose");
  for (const name of ["scenario", "seed", "run", "runs"]) state.single[name] = form.elements[name].value;
}

function address(more = {}) {
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

function share() {
  const query = address();
  history.replaceState(null, "", query);
  at("link").value = location.href;
  for (const link of document.querySelectorAll("a[data-export]")) {
    const more = link.dataset.world ? {world: link.dataset.world} : {};
    link.href = `/export/${link.dataset.export}${address(more)}`;
  }
  at("yaml-b").hidden = !state.compare;
}

// -- asking ---------------------------------------------------------------------------------------

const under = {};

async function ask(what) {
  under[what]?.abort();
  const mine = under[what] = new AbortController();
  const slow = setTimeout(() => tell("Still playing. The compiled engine may have to be built first, once, in a minute or two."), SLOW);
  try {
    const answer = await fetch(`/${what}.json${address()}`, {signal: mine.signal, headers: {"X-Reader": READER}});
    const found = await answer.json();
    if (under[what] !== mine || answer.status === 409) return null;
    if (!answer.ok) throw new Error(found.error || "The page could not be answered.");
    complain("");
    return found;
  } catch (problem) {
    if (problem.name === "AbortError" || under[what] !== mine) return null;
    complain(problem instanceof TypeError ? "The program that serves this page does not answer; is it still running?" : problem.message);
    return null;
  } finally {
    clearTimeout(slow);
  }
}

function complain(text) {
  at("alert").hidden = !text;
  if (at("alert").textContent !== text) at("alert").textContent = text;
}

// What is said is seen at once, and read aloud when nothing has moved for a while.
function tell(text, where = "said", aloud = true) {
  at(where).textContent = text;
  if (!aloud) return;
  clearTimeout(held.saying);
  held.saying = setTimeout(() => { at("aloud").textContent = text; }, SAYING);
}

function moved() {
  share();
  at("many").classList.add("waits");
  clearTimeout(held.timer);
  held.timer = setTimeout(() => { askMany(); askOne(); }, QUIET);
}

async function askMany() {
  const found = await ask("runs");
  if (!found) return;
  at("many").classList.remove("waits");
  const said = found.b ? `World A: ${found.a.said} World B: ${found.b.said}` : found.a.said;
  tell(isSame(found, held.many) ? `${said} ${UNMOVED}` : said);
  held.many = found;
  at("brief").textContent = worldsOf(found).map((world) => `${found.b ? `World ${world.toUpperCase()}: ` : ""}${found[world].standing.at(-1)} of ${found[world].runs} runs stand`).join("; ");
  drawMany(at("many"), found);
  showDifferences(found);
  showCommands(found.commands);
}

// Whether no run of any world has come out otherwise than before a move.
function isSame(found, before) {
  const plain = (one) => JSON.stringify([one.a, one.b]);
  return before !== null && plain(found) === plain(before);
}

async function askOne() {
  const found = await ask("run");
  if (!found) return;
  held.one = found;
  const last = lastDay(held.one);
  at("day").max = last;
  at("day").min = found.a.first_day;
  show(state.day && state.day <= last ? state.day : last, false);
}

// -- one day ----------------------------------------------------------------------------------------

function show(day, aloud = !held.playing) {
  if (!held.one) return;
  const first = held.one.a.first_day, last = lastDay(held.one);
  state.day = Math.min(last, Math.max(first, day));
  at("day").value = state.day;
  const when = date(held.one.a.start, state.day);
  at("dayis").textContent = `${state.day} of ${last}${when ? `, ${when}` : ""}`;
  at("day").setAttribute("aria-valuetext", `day ${state.day} of ${last}${when ? `, ${when}` : ""}`);
  at("back").disabled = state.day <= first;
  at("step").disabled = state.day >= last;
  drawOne(at("one"), at("course"), held.one, state.day);
  showLogs(at("logs"), held.one, state.day);
  const now = worldsOf(held.one).map((world) => standing(held.one, world, state.day)).join(" ");
  tell(now, "now", aloud);
  if (!held.playing) share();
}

function play(on) {
  clearInterval(held.playing);
  held.playing = null;
  at("play").textContent = on ? "Pause" : "Play";
  if (!on) {
    if (held.one) show(state.day);
    return;
  }
  if (state.day >= lastDay(held.one)) show(held.one.a.first_day);
  held.playing = setInterval(() => {
    if (state.day >= lastDay(held.one)) play(false);
    else show(state.day + 1);
  }, 1000 / +at("speed").value);
}

function keys(event) {
  const own = event.target.matches("select, button");
  const day = event.target === at("day");
  if (event.key === " " && !own) play(!held.playing);
  else if (event.key === "ArrowRight" && !event.target.matches("select")) { play(false); show(state.day + 1); }
  else if (event.key === "ArrowLeft" && !event.target.matches("select")) { play(false); show(state.day - 1); }
  else if (event.key === "Home" && !day && !event.target.matches("select")) show(0);
  else if (event.key === "End" && !day && !event.target.matches("select")) show(lastDay(held.one));
  else return;
  event.preventDefault();
}

// -- sliders ----------------------------------------------------------------------------------------

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

function dressAll() {
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
  moved();
}

function onMove(event) {
  const slider = event.target.closest(".slider");
  if (!slider) return;
  if (event.target.type === "range" && event.type === "input") set(slider, event.target.value);
  else if (event.target.type !== "range" && event.type === "change") {
    const text = event.target.value.trim();
    if (text) set(slider, text);
    else putBack(slider);
  }
}

function putBack(slider) {
  delete state.moved[target()][slider.dataset.key];
  dressAll();
  moved();
  slider.querySelector("[id^='s-']").focus();
}

async function listParameters() {
  if (held.listed) return;
  held.listed = true;
  const answer = await fetch(`/parameters.json?scenario=${encodeURIComponent(state.single.scenario)}`);
  if (!answer.ok) return;
  held.known = await answer.json();
  at("parameters").replaceChildren(...held.known.map(([key, name]) => Object.assign(document.createElement("option"), {value: key, label: name})));
}

async function addKnob() {
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

// -- the rest ---------------------------------------------------------------------------------------

function showDifferences(found) {
  const box = at("differs");
  box.hidden = !found.b;
  if (!found.b) return;
  const lines = found.differences.map(([, name, here, there]) => Object.assign(document.createElement("li"), {textContent: `${name}: ${here} in A, ${there} in B`}));
  const head = lines.length ? "Only this differs between the worlds:" : "The two worlds are the same so far: move a slider, and world B differs in it.";
  const parts = [Object.assign(document.createElement("p"), {textContent: head})];
  if (lines.length) {
    const list = document.createElement("ul");
    list.append(...lines);
    parts.push(list, Object.assign(document.createElement("p"), {textContent: found.paired}));
  }
  box.replaceChildren(...parts);
}

function showCommands(commands) {
  at("commands").replaceChildren(...commands.flatMap(([what, command]) => [
    Object.assign(document.createElement("p"), {textContent: `${what}, from the command line:`, className: "small quiet"}),
    Object.assign(document.createElement("pre"), {textContent: command}),
  ]));
}

function listen() {
  const side = at("knobs");
  side.addEventListener("input", onMove);
  side.addEventListener("change", onMove);
  side.addEventListener("submit", (event) => event.preventDefault());
  side.addEventListener("click", (event) => {
    if (event.target.matches(".reset")) putBack(event.target.closest(".slider"));
  });
  at("which").addEventListener("change", (event) => { state.which = event.target.value; dressAll(); });
  at("putback").addEventListener("click", () => { state.moved = {a: {}, b: {}}; dressAll(); moved(); });
  at("compare").addEventListener("click", () => {
    state.compare = !state.compare;
    if (!state.compare) state.moved.b = {};
    dressAll();
    moved();
  });
  at("add").addEventListener("focus", listParameters);
  at("add").addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); addKnob(); } });
  at("adding").addEventListener("click", addKnob);
  at("day").addEventListener("input", (event) => { if (held.playing) play(false); show(+event.target.value); });
  at("play").addEventListener("click", () => play(!held.playing));
  at("back").addEventListener("click", () => { play(false); show(state.day - 1); });
  at("step").addEventListener("click", () => { play(false); show(state.day + 1); });
  at("speed").addEventListener("change", () => { if (held.playing) play(true); });
  at("player").addEventListener("keydown", keys);
  at("other").addEventListener("click", () => {
    play(false);
    state.single.run = String(+state.single.run + 1);
    state.day = 0;
    at("choose").elements.run.value = state.single.run;
    share();
    askOne();
    askMany();
  });
  at("choose").addEventListener("change", (event) => {
    if (event.target.name === "scenario") at("choose").requestSubmit();
  });
  at("choose").addEventListener("submit", (event) => {
    const form = at("choose").elements;
    if (form.scenario.value !== state.single.scenario) return; // another scenario has other sliders
    event.preventDefault();
    for (const name of ["seed", "run", "runs"]) state.single[name] = form[name].value.trim();
    state.day = 0;
    moved();
  });
  at("copy").addEventListener("click", async () => {
    at("link").select();
    try { await navigator.clipboard.writeText(at("link").value); } catch { document.execCommand("copy"); }
    at("copy").textContent = "Copied";
    setTimeout(() => { at("copy").textContent = "Copy"; }, 1500);
  });
}

if (matchMedia("(max-width: 61.99rem)").matches) {
  for (const group of document.querySelectorAll(".group")) group.open = group.querySelector(".moved") !== null;
}
read();
dressAll();
share();
listen();
askMany();
askOne();
