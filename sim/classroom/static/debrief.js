// Looking back: each table beside the others and beside many simulated classes.
import {el, post} from "./room.js";

const shown = new WeakMap();

export async function debrief(place, who, round) {
  if (shown.get(place) === round) return;
  shown.set(place, round);
  place.replaceChildren(el("p", {class: "quiet", role: "status"}, "Playing a thousand classes of agents …"));
  try {
    const answer = await post("/debrief", who);
    const html = await answer.text();
    if (shown.get(place) !== round) return; // another round has been asked for since
    place.innerHTML = html; // made by the server, where every name is escaped
  } catch (error) {
    if (shown.get(place) !== round) return;
    shown.delete(place);
    place.replaceChildren(el("p", {class: "alert", role: "alert"}, error.message));
  }
}
