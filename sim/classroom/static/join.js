// Joins a class: with a token of its own this browser tab is somebody in the room.
import {byId, el, keep, post, problem, token} from "./room.js";

const form = byId("join");
if (token()) form.before(el("p", {}, el("a", {href: "/play"}, "Back to my seat")));
const code = new URLSearchParams(location.search).get("code");
if (code) byId("code").value = code;

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  problem("");
  try {
    const answer = await post("/join.json", {code: byId("code").value, name: byId("name").value});
    keep((await answer.json()).token);
    location.href = "/play";
  } catch (error) {
    problem(error.message);
  }
});
