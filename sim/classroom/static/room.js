// What all pages of the classroom share: the token, actions, and views as they come.
//
//   import {token, act, follow, el, fill} from "./room.js";
//   follow({by: token()}, (view) => ...);   // calls back with each view; joins again when dropped
//   await act("take", {table: 0, seat});     // does an action; throws its sentence if it is refused
//   el("p", {class: "quiet"}, "text");       // an element; text is never taken for markup

import * as chart from "./chart.js";

const KEY = "truce-token";
const SLOWEST = 5000;

export const token = () => sessionStorage.getItem(KEY);
export const keep = (value) => sessionStorage.setItem(KEY, value);
export const drop = () => sessionStorage.removeItem(KEY);
// The key behind the # of the address, which is kept and not left on a screen that others see.
export function keyInAddress() {
  const key = decodeURIComponent(location.hash.slice(1));
  if (key) {
    keep(key);
    history.replaceState(null, "", location.pathname);
  }
  return token() || "";
}

// Lets the QR codes of a page hold the code of the room as well.
export function qr(code) {
  const wanted = `/qr.svg?code=${encodeURIComponent(code)}`;
  for (const one of document.querySelectorAll(".qr")) if (one.getAttribute("src") !== wanted) one.src = wanted;
}

export const byId = (id) => document.getElementById(id);

export async function post(path, data) {
  let answer;
  try {
    answer = await fetch(path, {method: "POST", body: JSON.stringify(data),
      headers: {"content-type": "application/json"}});
  } catch {
    throw new Error("The class cannot be reached just now; try again in a moment.");
  }
  if (!answer.ok) {
    const told = await answer.json().catch(() => ({}));
    throw new Error(told.error || "That did not work.");
  }
  return answer;
}

export const act = (name, given = {}) => post("/do.json", {do: name, by: token(), ...given});

export function follow(who, show) {
  let wait = 250;
  const open = () => {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/watch`);
    let isOut = false;
    socket.onopen = () => { wait = 250; socket.send(JSON.stringify(who)); };
    socket.onmessage = (message) => {
      const view = JSON.parse(message.data);
      if (view.lost) {
        isOut = true;
        lost(view.lost);
        show(null);
        return;
      }
      lost("");
      show(view);
    };
    socket.onclose = () => {
      if (isOut) return;
      lost("The connection is gone; joining again …");
      setTimeout(open, wait);
      wait = Math.min(SLOWEST, 2 * wait);
    };
  };
  open();
}

export function lost(text) {
  const place = byId("lost");
  place.hidden = !text;
  place.textContent = text;
}

export function problem(text) {
  const place = byId("problem");
  place.hidden = !text;
  place.textContent = text;
}

// Does an action on behalf of a form or a button, and shows the sentence if it is refused.
export async function attempt(doing) {
  problem("");
  try {
    await doing();
    return true;
  } catch (error) {
    problem(error.message);
    return false;
  }
}

export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((one) => one !== null && one !== undefined));
  return made;
}

// Fills a place anew, only if what belongs there has changed: what somebody is typing stays.
const filled = new WeakMap();
export function fill(place, from, make) {
  const text = JSON.stringify(from);
  if (filled.get(place) === text) return false;
  filled.set(place, text);
  const made = make(from);
  place.replaceChildren(...(Array.isArray(made) ? made : [made]).filter(Boolean));
  return true;
}

// Lets a place be filled anew whatever it held before.
export const forget = (place) => filled.delete(place);

// Says something to those who listen instead of looking, each thing once.
let said = "";
export function speak(text) {
  if (text === said) return;
  said = text;
  byId("spoken").textContent = text;
}

// Counts a number of seconds down until the next view comes.
let ticking = null;
export function countdown(place, seconds, make) {
  clearInterval(ticking);
  const until = seconds === null || seconds === undefined ? null : Date.now() + 1000 * seconds;
  const show = () => {
    place.textContent = make(until === null ? null : Math.max(0, Math.round((until - Date.now()) / 1000)));
  };
  show();
  if (until !== null) ticking = setInterval(show, 1000);
}

export function messages(view) {
  const place = byId("messages");
  place.hidden = !view.messages.length;
  fill(place, view.messages, (all) => all.map((one) => el("p", {class: "strong"}, one.text)));
}

// Draws the course of a table so far, with what its lines and marks mean.
export function drawCourse(place, table) {
  const parties = table.rungs.map((one) => one.party);
  if (!place.firstChild) place.append(el("div"), el("p", {class: "legend"}));
  const [box, key] = place.children;
  chart.draw(box, course(table, parties));
  chart.legend(key, [...parties.map((name, slot) => ({name, look: `side-${slot}`, dashed: slot === 1})),
    {name: "deaths in incidents", look: "ink", shape: "cross"}]);
}

// The course of a table so far, as a chart of days.
export function course(table, parties) {
  const {days, states, rungs, deaths} = table.course;
  const strips = [];
  days.forEach((day, place) => {
    const [text, look] = states[place];
    const last = strips.at(-1);
    if (last && last.text === upper(text)) last.last = day;
    else strips.push({first: day, last: day, look, text: upper(text)});
  });
  return {
    title: "Answers of both sides", height: 190, first: days[0] || 1, last: Math.max(14, days.at(-1) || 1),
    low: 0, high: 5, unit: "",
    ticks: [[0, "none"], [1, "protest"], [2, "holds back"], [3, "suspends"], [4, "stops"], [5, "fights"]],
    lines: parties.map((name, slot) => ({name, look: `side-${slot}`, first: days[0] || 1,
      values: rungs[slot], step: true, dashed: slot === 1})),
    marks: days.flatMap((day, place) => deaths[place] > 0
      ? [{day, y: 4.6, look: "ink", shape: "cross", text: `day ${day}: deaths in incidents, ${deaths[place]}`}] : []),
    strips,
  };
}

export function standing(table) {
  const when = table.day ? `At the end of day ${table.day}${table.date ? `, ${table.date}` : ""}` : "Before day 1";
  const texts = [`${when}. ${upper(table.phase)}`];
  if (table.ends) texts.push(`, until day ${table.ends}`);
  texts.push(".");
  if (table.crisis) texts.push(" There is a crisis.");
  if (table.talking) texts.push(" The talks go on.");
  for (const one of table.rungs) if (one.place) texts.push(` ${one.party}: ${one.rung}.`);
  if (table.agreed) texts.push(` Agreed on day ${table.agreed}${table.ratified ? ", and approved at home" : ""}.`);
  return texts.join("");
}

export const upper = (text) => text.charAt(0).toUpperCase() + text.slice(1);

export function news(table) {
  const days = table.news.filter((one, place) => one.told.length || place === 0).map((one) => el("div", {}, el("h3", {class: "newsday"},
    `Day ${one.day}${one.date ? ` · ${one.date}` : ""}`),
    one.told.length ? el("ul", {}, ...one.told.map((text) => el("li", {}, text)))
      : el("p", {class: "quiet"}, "Nothing is heard.")));
  const said = table.said.slice().reverse().map((one) =>
    el("li", {}, el("b", {}, `${one.by}, day ${one.day}: `), one.text));
  return [said.length ? el("div", {}, el("h3", {class: "newsday"}, "Said at the table"), el("ul", {}, ...said)) : null, ...days];
}

export function agreed(table) {
  if (!table.terms.length) return null;
  return el("details", {}, el("summary", {}, "What was agreed"), el("table", {}, el("tbody", {}, ...table.terms.map((one) =>
    el("tr", {}, el("th", {scope: "row"}, one.name, el("span", {class: "unit"}, one.unit)), el("td", {}, one.level))))));
}

export function promises(table) {
  if (!table.promises.length) return el("p", {class: "quiet"}, "Nothing is owed now.");
  const rows = table.promises.map((one) => el("tr", {}, el("th", {scope: "row"}, one.what), el("td", {}, one.by),
    el("td", {}, `day ${one.due}`), el("td", {}, one.done ? `day ${one.done}` : one.late ? "not yet, late" : "not yet")));
  const done = table.promises.filter((one) => one.done).length;
  return el("details", {}, el("summary", {}, `Promises in force: ${done} of ${table.promises.length} delivered`),
    el("div", {class: "scroll", tabindex: "0", role: "region", "aria-label": "Promises"},
      el("table", {}, el("thead", {}, el("tr", {}, ...["What", "Owed by", "Due", "Delivered"].map((text) => el("th", {scope: "col"}, text)))),
        el("tbody", {}, ...rows))));
}
