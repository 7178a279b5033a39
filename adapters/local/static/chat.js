// The page without reloading. Everything works without this file too, one page at a time.
"use strict";

const room = document.querySelector(".room");
const log = room.querySelector(".log");
const line = room.querySelector(".line");
const write = room.querySelector(".write");
const sheet = document.getElementById("sheet");
const drafts = new Map(); // forms that were closed half-filled, by what they would do; gone with the page
const HIDDEN_MS = 5000; // a browser has six lines to one address, so a page nobody looks at gives its own back
const AGAIN_MS = 2000; // after an answer that was none
const DOWN = "Tend cannot be reached just now. Nothing is lost; the page goes on as soon as it is back.";
const NOT_SENT = "That did not reach Tend. Your words are still here; please send them again.";

// messages

function showPost({ id, html }) {
  const there = document.getElementById(`m${id}`);
  const post = document.createRange().createContextualFragment(html).querySelector("article");
  const followed = atEnd();
  if (there && post) replace(there, post);
  else if (there) remove(there);
  else if (post) insert(post, id);
  if (post && followed) follow(post);
}

// to the end, but never past the beginning of what is new; again when its picture has come
function follow(post) {
  post.scrollIntoView({ block: post.offsetHeight > scroller().clientHeight - 40 ? "start" : "nearest" });
  post.querySelector("figure img")?.addEventListener("load", () => follow(post), { once: true });
}

// where there is little height, the page scrolls as a whole
const scroller = () => (getComputedStyle(log).overflowY === "visible" ? document.scrollingElement : log);
const toEnd = () => document.getElementById("latest").scrollIntoView({ block: "nearest" });

function insert(post, id) {
  log.querySelector(".quiet")?.remove();
  const after = [...log.querySelectorAll(":scope > .post")].find((other) => Number(other.id.slice(1)) > id);
  log.insertBefore(post, after ?? document.getElementById("latest"));
  post.classList.add("arrived");
}

function replace(there, post) {
  const held = there.contains(document.activeElement);
  there.replaceWith(post);
  if (held) (post.querySelector("button, a") ?? post).focus({ preventScroll: true });
}

function remove(there) {
  const held = there.contains(document.activeElement);
  there.remove();
  if (held) log.focus({ preventScroll: true });
}

function atEnd() {
  const { scrollHeight, scrollTop, clientHeight } = scroller();
  return scrollHeight - scrollTop - clientHeight < 120;
}

// what stands around them

function showAround(pieces) {
  for (const [name, html] of Object.entries(pieces)) {
    if (name === "title") document.title = html;
    else keepingFocus(document.getElementById(name), html);
  }
}

function keepingFocus(place, html) {
  const address = (link) => link.getAttribute("href").split("#")[0];
  const held = place.contains(document.activeElement) ? address(document.activeElement) : null;
  place.innerHTML = html;
  [...place.querySelectorAll("a")].find((link) => address(link) === held)?.focus({ preventScroll: true });
}

// the line to Tend

let stream = null;
let seen = "";
let resting = 0;

function listen() {
  const address = new URL(room.dataset.live, location.href);
  if (seen) address.searchParams.set("after", seen);
  const opened = new EventSource(address);
  opened.addEventListener("post", (event) => {
    seen = event.lastEventId;
    showPost(JSON.parse(event.data));
  });
  opened.addEventListener("around", (event) => showAround(JSON.parse(event.data)));
  opened.onopen = () => { line.hidden = true; };
  opened.onerror = () => {
    line.textContent = DOWN;
    line.hidden = false;
    if (opened.readyState === EventSource.CLOSED) setTimeout(() => { if (stream === opened) listen(); }, AGAIN_MS);
  };
  stream = opened;
}

document.addEventListener("visibilitychange", () => {
  clearTimeout(resting);
  if (document.hidden) {
    resting = setTimeout(() => { stream?.close(); stream = null; }, HIDDEN_MS);
  } else if (!stream && room.dataset.live) {
    listen();
  }
});

// what one does

let queue = Promise.resolve(); // one after the other, so that words arrive in the order in which they were written

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!("live" in form.dataset)) return;
  event.preventDefault();
  if (form.dataset.busy) return; // a second press while the first one is on its way
  const given = new FormData(form, event.submitter);
  if (form === write) letGo();
  else hold(form, event.submitter, true);
  queue = queue.then(() => send(form, given)).then(() => hold(form, event.submitter, false));
});

function hold(form, button, busy) {
  if (busy) form.dataset.busy = "yes";
  else delete form.dataset.busy;
  button?.setAttribute("aria-busy", busy);
}

async function send(form, given) {
  try {
    const answer = await fetch(form.getAttribute("action"), {
      method: "POST",
      headers: { "Tend-Page": "live" },
      body: new URLSearchParams(given),
    });
    if (answer.status === 204) return accepted(form);
    refused(form, given, await answer.text());
  } catch {
    if (form === write) takeBack(given);
    complain(form, NOT_SENT); // sent again it is the same act, so its token stays
  }
}

function accepted(form) {
  complain(form, "");
  if (form !== write) form.elements.once.value = fresh();
  if (sheet.contains(form)) {
    form.dataset.accepted = "yes";
    drafts.delete(form.dataset.does);
    sheet.close();
  }
  if (form.matches(".write, .sheet")) toEnd();
}

function refused(form, given, html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const asked = page.querySelector("form.sheet");
  if (form === write && !asked) takeBack(given);
  form.elements.once.value = fresh();
  if (asked) openSheet(asked);
  else complain(form, page.querySelector("#write-problem")?.textContent.trim() || page.body.textContent);
}

// words on their way leave the field, so that one can go on writing; if they cannot arrive, they are put back

function letGo() {
  write.elements.text.value = "";
  write.elements.once.value = fresh();
}

function takeBack(given) {
  const { text, once } = write.elements;
  if (!text.value) once.value = given.get("once");
  text.value = [given.get("text"), text.value].filter(Boolean).join("\n");
}

function complain(form, why) {
  let place = form.querySelector(".problem");
  if (!place && why) {
    place = document.createElement("p");
    place.className = "problem";
    place.setAttribute("role", "alert");
    form.append(place);
  }
  if (place) place.textContent = why;
}

const fresh = () => [...crypto.getRandomValues(new Uint32Array(3))].map((n) => n.toString(36)).join("-");

write.elements.text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  write.requestSubmit();
});

// forms

function openSheet(form) {
  const refused = form.querySelector(".problem");
  if (refused) form.dataset.touched = "yes";
  else fillIn(form, drafts.get(form.dataset.does));
  sheet.replaceChildren(form);
  if (!sheet.open) sheet.showModal();
  const first = form.querySelector(".wrong input, .wrong textarea") ?? refused;
  (first ?? form.querySelector("input:not([type=hidden]), textarea"))?.focus();
}

function fillIn(form, kept) {
  for (const field of form.elements) {
    if (!kept || !field.name.startsWith("field-")) continue;
    const values = kept.getAll(field.name);
    if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
    else field.value = values[0] ?? "";
  }
}

sheet.addEventListener("input", (event) => { event.target.form.dataset.touched = "yes"; });

sheet.addEventListener("click", (event) => {
  if (!event.target.closest("[data-close]")) return;
  event.preventDefault();
  sheet.close();
});

sheet.addEventListener("close", () => {
  const form = sheet.querySelector("form");
  if (form?.dataset.touched && !form.dataset.accepted) drafts.set(form.dataset.does, new FormData(form));
  sheet.replaceChildren();
  if (document.activeElement === document.body) write.elements.text.focus();
});

document.querySelector(".rooms [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
if (location.hash === "#latest" || !location.hash) toEnd();
if (room.dataset.live) listen();
