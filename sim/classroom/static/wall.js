// The screen on the wall: how to join, and what everybody at each table hears; nobody's secrets.
import {byId, countdown, drawCourse, el, fill, follow, forget, keyInAddress, lost, messages, news, qr, standing} from "./room.js";
import {debrief} from "./debrief.js";

const by = keyInAddress();
const MOST = 6; // tables that are shown on one screen with their news
let latest = null;

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
  latest = view;
  byId("tables").hidden = view.stage !== "playing";
  document.body.classList.toggle("fits", view.stage === "playing" && view.tables.length <= MOST);
  byId("tables").dataset.count = view.tables.length;
  if (view.stage === "playing") showTables(view.tables);
  byId("debrief").hidden = view.stage !== "debrief";
  if (view.stage === "debrief") debrief(byId("looked-back"), {by}, view.round);
});

function state(view, left) {
  if (view.stage === "lobby") return "The game has not begun.";
  if (view.stage === "debrief") return "";
  const clock = view.paused ? " · paused" : left === null ? "" : ` · ${left} s`;
  return `Day ${view.day}${clock}`;
}

function showTables(tables) {
  if (fill(byId("tables"), tables, () => tables.map((one) => shown(one, tables.length)))) requestAnimationFrame(fit);
}

function shown(table, count) {
  const place = el("div"), few = count < 3; // of many tables the news counts more
  requestAnimationFrame(() => { if (few && table.course.days.length) drawCourse(place, table); });
  const told = count > MOST ? [] : news({...table, news: table.news.slice(0, 2), said: table.said.slice(-2)});
  return el("section", {class: "wall-table"}, el("h2", {}, `Table ${table.number + 1}`), el("p", {}, standing(table)),
    few ? el("figure", {class: "chart"}, place) : null, ...told.filter(Boolean));
}

// Lets go of the oldest news until each table fits its part of the screen.
function fit() {
  if (getComputedStyle(byId("tables")).overflow !== "hidden") return; // the page may scroll
  for (const cell of byId("tables").children) {
    const tooLong = () => cell.scrollHeight > cell.clientHeight + 1;
    let cut = false;
    for (let last = lastNews(cell); last && tooLong(); last = lastNews(cell)) {
      cut = last.matches("li"); // of a day that is still told, and then not to its end
      last.remove();
    }
    if (cut) lastNews(cell).append(" …");
  }
}

// The last line of news in a cell, or what is left of its day once all its lines are gone.
function lastNews(cell) {
  const lists = cell.querySelectorAll(":scope > div");
  const last = lists[lists.length - 1];
  if (!last) return null;
  const lines = last.querySelectorAll("li");
  return lines.length > 1 ? lines[lines.length - 1] : last;
}

addEventListener("resize", () => {
  if (!latest || latest.stage !== "playing") return;
  forget(byId("tables"));
  showTables(latest.tables);
});
