// What happened by a day of a run, and why, in plain words; what was due, and what came.

import {date} from "./chart.js";
import {named, worldsOf} from "./figures.js";

export function showLogs(place, found, day) {
  const boxes = worldsOf(found).map((world) => {
    const one = found[world], box = document.createElement("div");
    const head = document.createElement("h3");
    head.textContent = `${named(found, world)}What happened, and why`;
    const log = document.createElement("div");
    log.className = "log";
    log.tabIndex = 0;
    log.setAttribute("role", "region");
    log.setAttribute("aria-label", `${head.textContent}, the newest day first`);
    if (day >= one.last_day) log.append(paragraphs("How it ended", one.how, "turn"));
    for (const entry of [...one.log].reverse()) {
      if (entry.day > day) continue;
      const part = document.createElement("div");
      if (entry.day === day) part.className = "today";
      for (const [title, text] of entry.turns) part.append(paragraphs(title, [text], "turn"));
      if (entry.week) part.append(paragraphs("", [entry.week]));
      const when = date(one.start, entry.day);
      if (entry.texts.length) part.append(paragraphs(`Day ${entry.day}${when ? `, ${when}` : ""}`, entry.texts));
      log.append(part);
    }
    const due = document.createElement("details");
    due.append(Object.assign(document.createElement("summary"), {textContent: `${named(found, world)}What was due by day ${day}, and what came`}));
    const scroll = document.createElement("div");
    scroll.className = "scroll";
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", due.textContent);
    scroll.append(dues(one, day));
    due.append(scroll);
    due.open = opened.has(world);
    due.addEventListener("toggle", () => opened[due.open ? "add" : "delete"](world));
    box.append(head, log, due);
    return box;
  });
  place.classList.toggle("two", boxes.length > 1);
  place.replaceChildren(...boxes);
}

const opened = new Set();

function paragraphs(title, texts, kind) {
  const part = document.createDocumentFragment();
  if (title) part.append(Object.assign(document.createElement("h4"), {textContent: title, className: kind || ""}));
  for (const text of texts) part.append(Object.assign(document.createElement("p"), {textContent: text}));
  return part;
}

function dues(one, day) {
  const made = document.createElement("table"), head = made.createTHead().insertRow(), body = made.createTBody();
  for (const text of ["what", "whose", "due", "what came of it"]) head.append(Object.assign(document.createElement("th"), {textContent: text, scope: "col"}));
  for (const [what, by, due, done] of one.items) {
    if (!due || due > day) continue;
    const late = done - due;
    const came = done && done <= day ? (late > 0 ? `came on day ${done}, ${late} ${late === 1 ? "day" : "days"} late` : `came on day ${done}`) : "has not come";
    const row = body.insertRow();
    for (const text of [what, one.parties[by], `day ${due}`, came]) row.insertCell().textContent = text;
  }
  return made;
}
