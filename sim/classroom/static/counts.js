// In how many of many runs what happens, and usual means, as tables; and how the runs ended.

import {worldsOf} from "./figures.js";

const make = (name, rest = {}) => Object.assign(document.createElement(name), rest);

export function drawCounts(box, found) {
  const worlds = worldsOf(found), rows = merged(found, worlds);
  const heads = found.b ? ["World A", "World B", "B beside A, run by run"] : [null, "95 % interval"];
  const shares = rows.filter((row) => row.isShare), means = rows.filter((row) => !row.isShare);
  box.replaceChildren(
    table("In how many runs", heads.map((head) => head || "Runs"), shares),
    table("On average", heads.map((head) => head || "Mean"), means),
    endings(found, worlds),
  );
}

// The outcomes of all worlds; one that a world does not have is empty there.
function merged(found, worlds) {
  const rows = new Map();
  worlds.forEach((world, place) => {
    for (const [name, isShare, text, count, interval] of found[world].counts) {
      if (!rows.has(name)) rows.set(name, {isShare, text, cells: worlds.map(() => "")});
      const row = rows.get(name);
      row.cells[place] = count;
      if (worlds.length > 1) row.last = found.beside?.[name] || "";
      else row.last = interval;
    }
  });
  return [...rows.values()];
}

function table(title, heads, rows) {
  const made = make("table"), head = made.createTHead().insertRow(), body = made.createTBody();
  for (const text of [title, ...heads]) head.append(make("th", {textContent: text, scope: "col"}));
  for (const {text, cells, last} of rows) {
    const row = body.insertRow();
    row.append(make("th", {textContent: text, scope: "row"}));
    for (const cell of [...cells, last]) row.insertCell().textContent = cell;
  }
  return made;
}

function endings(found, worlds) {
  const texts = [...new Set(worlds.flatMap((world) => found[world].ends.map(([text]) => text)))];
  const rows = texts.map((text) => {
    const cells = worlds.map((world) => `${(found[world].ends.find(([each]) => each === text) || [0, 0])[1]} of ${found[world].runs}`);
    return {text: text[0].toUpperCase() + text.slice(1), cells: cells.slice(0, -1), last: cells.at(-1)};
  });
  const part = make("details"), open = document.querySelector("#counts details")?.open;
  part.open = Boolean(open);
  part.append(make("summary", {textContent: "How the runs ended"}));
  part.append(table("How it ended", found.b ? ["World A", "World B"] : ["Runs"], rows));
  return part;
}
