// The screen on the wall: how to join, and what everybody at each table hears; nobody's secrets.
import {byId, countdown, drawCourse, el, fill, follow, keyInAddress, lost, messages, news, qr, standing} from "./room.js";
import {debrief} from "./debrief.js";

const by = keyInAddress();

follow({by}, (view) => {
  if (view === null || view.me) {
    lost("This page takes the address of the screen, with the key that the terminal and the teacher's page show.");
    return;
  }
  byId("code").textContent = view.code;
  qr(view.code);
  byId("people").textContent = view.people;
  byId("invite").classList.toggle("small", view.stage !== "lobby");
  messages(view);
  const waited = view.left.filter((one) => one !== null);
  countdown(byId("state"), waited.length ? Math.max(...waited) : null, (left) => state(view, left));
  byId("tables").hidden = view.stage !== "playing";
  if (view.stage === "playing") fill(byId("tables"), view.tables, (tables) => tables.map((one) => shown(one, tables.length)));
  byId("debrief").hidden = view.stage !== "debrief";
  if (view.stage === "debrief") debrief(byId("looked-back"), {by}, view.round);
});

function state(view, left) {
  if (view.stage === "lobby") return "The game has not begun.";
  if (view.stage === "debrief") return "";
  const clock = view.paused ? " · paused" : left === null ? "" : ` · ${left} s`;
  return `Day ${view.day}${clock}`;
}

function shown(table, count) {
  const place = el("div"), few = count < 3; // of many tables the news counts more
  requestAnimationFrame(() => { if (table.course.days.length) drawCourse(place, table); });
  return el("section", {class: "wall-table"}, el("h2", {}, `Table ${table.number + 1}`), el("p", {}, standing(table)),
    few ? el("figure", {class: "chart"}, place) : null, ...news({...table, news: table.news.slice(0, 2), said: table.said.slice(-2)}).filter(Boolean));
}
