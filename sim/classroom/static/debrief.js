// Looking back: each table beside the others and beside many simulated classes.
import {el, post} from "./room.js";

const shown = new WeakMap();

// Jumps to a part of it and leaves the address as it is: what stands behind its # is taken for a key.
function jump(event) {
  const link = event.target.closest('a[href^="#"]');
  const part = link && document.getElementById(link.hash.slice(1));
  if (!part) return;
  event.preventDefault();
  const head = part.querySelector("h3, h4") || part;
  head.tabIndex = -1;
  head.focus({preventScroll: true});
  head.scrollIntoView();
}

export async function debrief(place, who, round) {
  if (shown.get(place) === round) return;
  shown.set(place, round);
  place.onclick = jump;
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
