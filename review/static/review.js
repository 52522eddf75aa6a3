// The review's own script: the next item without loading a page, the keyboard, marking words. Everything it does is
// also done by the plain links and forms of the page, which it only makes quicker.
"use strict";

const $ = (selector, root = document) => root.querySelector(selector);
const body = document.body;
document.documentElement.classList.add("js");

// ---- Pages in place -------------------------------------------------------------------------------------------

let busy = false;
let ahead = new Map(); // address -> page fetched before anybody asked for it

function say(text) {
  $("#notice").textContent = text;
}

async function fetched(address, options) {
  const answer = await fetch(address, { credentials: "same-origin", headers: { "x-in-place": "1" }, ...options });
  return { text: await answer.text(), address: answer.url, ok: answer.ok };
}

/** Show another page of the review in place; what came to grief is said, and the page stays. */
async function go(address, options, push = true) {
  if (busy) return;
  busy = true;
  body.setAttribute("aria-busy", "true");
  try {
    const kept = options ? null : ahead.get(address);
    if (options) ahead.clear();
    const page = await (kept ?? fetched(address, options));
    const parsed = new DOMParser().parseFromString(page.text, "text/html");
    if (!page.ok) {
      say($("#message", parsed)?.textContent ?? page.text.slice(0, 300));
      return;
    }
    if (push) history.pushState(null, "", page.address);
    show(parsed);
  } catch {
    say(body.dataset.noAnswer);
  } finally {
    busy = false;
    body.removeAttribute("aria-busy");
  }
}

function show(parsed) {
  const filters = $("#filters")?.open;
  document.title = parsed.title;
  body.dataset.page = parsed.body.dataset.page;
  $("#main").replaceChildren(...$("#main", parsed).childNodes);
  $("#rebuilding").replaceWith($("#rebuilding", parsed));
  say($("#notice", parsed).textContent);
  if (filters !== undefined && $("#filters")) $("#filters").open = filters;
  // Keys must not be written into whatever field had the focus before.
  $("#main").focus({ preventScroll: true });
  settle();
}

/** Bring what matters into view, and fetch what comes next. */
function settle() {
  center($("#queue [aria-current=true]"), $("#queue .items"));
  const sheet = $("#sheet");
  if (sheet) center($("rect.value", sheet) ?? $("rect.quote", sheet), sheet.parentElement);
  else center($("#here mark.quote") ?? $("#here td.exact") ?? $("#here"), $("#surroundings"));
  watchRebuild();
  const next = $("#next");
  if (body.dataset.page === "review" && next) window.requestIdleCallback?.(() => fetchAhead(next.href));
}

function center(element, frame) {
  if (!element || !frame || frame.scrollHeight <= frame.clientHeight) {
    if (frame && element && frame.scrollWidth > frame.clientWidth) centerAcross(element, frame);
    return;
  }
  const inner = element.getBoundingClientRect();
  const outer = frame.getBoundingClientRect();
  frame.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 2;
  centerAcross(element, frame);
}

function centerAcross(element, frame) {
  const inner = element.getBoundingClientRect();
  const outer = frame.getBoundingClientRect();
  if (frame.scrollWidth > frame.clientWidth) frame.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
}

function fetchAhead(address) {
  if (ahead.has(address) || busy) return;
  const page = fetched(address).then((found) => {
    if (!found.ok) ahead.delete(address);
    const image = /<img src="(\/picture\/[0-9a-f/]+)"/.exec(found.text);
    if (image) new Image().src = image[1];
    return found;
  });
  page.catch(() => ahead.delete(address));
  ahead = new Map([[address, page]]);
}

const inPlace = (address) => {
  const target = new URL(address, location.href);
  return body.dataset.page === "review" && target.origin === location.origin && target.pathname.startsWith("/review/");
};

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const closing = event.target.closest("[data-close]");
  if (closing) closing.closest("dialog").close();
  if (event.target.closest("#mark")) return addMarked();
  const found = event.target.closest("[role=listbox] [role=option]");
  if (found) return take(found);
  if (event.target.closest("#help-link")) {
    event.preventDefault();
    return $("#help-sheet").showModal();
  }
  const link = event.target.closest("a[href]");
  const href = link && (link.href.baseVal ?? link.href);
  if (href && inPlace(href)) {
    event.preventDefault();
    go(new URL(href, location.href).href);
  }
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (body.dataset.page !== "review" || form.method === "dialog" || !$("#main").contains(form)) return;
  event.preventDefault();
  const fields = new URLSearchParams(new FormData(form, event.submitter));
  if (form.id === "finder") return find($("#find-subject", form));
  if (form.method === "get") return go(`${form.getAttribute("action")}?${fields}`);
  form.closest("dialog")?.close();
  go(form.getAttribute("action"), { method: "POST", body: fields });
});

window.addEventListener("popstate", () => {
  if (location.pathname.startsWith("/review/") && body.dataset.page === "review") go(location.href, undefined, false);
  else location.reload();
});

// ---- Subjects by name -----------------------------------------------------------------------------------------

let typing = 0;

const listOf = (field) => document.getElementById(field.getAttribute("aria-controls"));
const fieldOf = (list) => $(`[aria-controls="${list.id}"]`);
const intoOf = (field) => document.getElementById(field.dataset.into);

document.addEventListener("input", (event) => {
  const field = event.target;
  if (!field.matches("[role=combobox]")) return;
  if (field.dataset.clears !== undefined && intoOf(field)) intoOf(field).value = "";
  clearTimeout(typing);
  typing = setTimeout(() => find(field), 150);
});

async function find(field) {
  const list = listOf(field);
  const asked = field.value.trim();
  if (asked.length < 2) return list.replaceChildren();
  try {
    const answer = await fetch(`/names?q=${encodeURIComponent(asked)}`);
    const names = await answer.json();
    if (field.value.trim() !== asked) return;
    offer(field, list, names);
    const again = answer.headers.get("retry-after");
    if (again) typing = setTimeout(() => find(field), 1000 * again);
  } catch {
    say(body.dataset.noAnswer);
  }
}

/** Shows names; whoever stands on one while a new answer comes goes on standing on it. */
function offer(field, list, names) {
  const held = list.contains(document.activeElement) ? document.activeElement.dataset.id : undefined;
  list.replaceChildren(
    ...names.map((name) => {
      const option = document.createElement("li");
      option.role = "option";
      option.tabIndex = -1;
      option.dataset.id = name.id;
      const about = document.createElement("small");
      about.textContent = ` ${name.type} ${name.country} · ${name.id}`;
      option.append(name.name, about);
      return option;
    }),
  );
  if (!names.length) list.append(Object.assign(document.createElement("li"), { textContent: body.dataset.nothingFound }));
  field.setAttribute("aria-expanded", String(names.length > 0));
  if (held) ([...list.children].find((option) => option.dataset.id === held) ?? field).focus();
}

function take(option) {
  const list = option.closest("[role=listbox]");
  const field = fieldOf(list);
  field.value = option.firstChild.textContent;
  intoOf(field).value = option.dataset.id;
  list.replaceChildren();
  field.setAttribute("aria-expanded", "false");
  intoOf(field).focus();
}

/** Arrows and Enter in a list of names; true when they meant it. */
function inNames(event) {
  const list = event.target.closest("[role=listbox]") ?? listOf(event.target);
  const options = [...list.querySelectorAll("[role=option]")];
  if (!options.length) return false;
  const at = options.indexOf(document.activeElement);
  if (event.key === "ArrowDown") options[Math.min(at + 1, options.length - 1)].focus();
  else if (event.key === "ArrowUp") (options[at - 1] ?? fieldOf(list)).focus();
  else if (event.key === "Enter") take(options[Math.max(at, 0)]);
  else return false;
  event.preventDefault();
  return true;
}

// ---- Adding from marked words ---------------------------------------------------------------------------------

/** Offsets in the dataset count code points; those of the browser count UTF-16 units. */
const points = (text) => Array.from(text).length;

function marked() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return body.dataset.markFirst;
  const range = selection.getRangeAt(0);
  const holder = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-block]");
  const text = holder(range.startContainer);
  if (!text || text !== holder(range.endContainer)) return body.dataset.markOne;
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  const whole = range.toString();
  const words = whole.trim();
  if (!words) return body.dataset.markFirst;
  const start = points(before.toString()) + points(whole.slice(0, whole.indexOf(words)));
  return { words, start, stop: start + points(words), ...text.dataset };
}

function addMarked() {
  const found = marked();
  if (typeof found === "string") {
    say(found);
    const text = $("#show-text");
    if (text && $("#sheet")) text.focus();
    return;
  }
  const form = $("#add-form");
  for (const [name, value] of Object.entries({ block: found.block, row: found.row ?? "", column: found.column ?? "", start: found.start, stop: found.stop }))
    form.elements.namedItem(name).value = value;
  $("#a-words").textContent = found.words;
  $("#a-stated").value = /\d[\d  .,]*\d|\d/.exec(found.words)?.[0] ?? "";
  $("#adding").showModal();
  $("#a-subject").focus();
}

// ---- The keyboard ---------------------------------------------------------------------------------------------

const press = (selector) => () => $(selector)?.click();
const focusOn = (selector) => () => $(selector)?.focus();

function open(field) {
  const details = $("#correcting");
  if (!details) return;
  details.open = true;
  const found = $(field);
  found?.focus();
  found?.select?.();
}

function turnZoom(by) {
  const steps = [1, 2, 3].map((number) => $(`#zoom-${number}`));
  const at = steps.findIndex((step) => step?.hasAttribute("aria-current"));
  steps[at + by]?.click();
}

// By the place on the keyboard, so that they are the same keys on Cyrillic layouts.
const KEYS = {
  KeyJ: press("#next"),
  ArrowRight: press("#next"),
  KeyK: press("#previous"),
  ArrowLeft: press("#previous"),
  KeyA: press("#accept"),
  KeyR: press("#reject"),
  KeyU: press("#undo-button"),
  KeyC: () => open("#f-value, #f-relation"),
  KeyS: () => ($("#correcting") ? open("#find-subject") : $("#find-subject")?.focus()),
  KeyM: focusOn("#why"),
  KeyN: () => addMarked(),
  KeyL: press("#together"),
  KeyO: press("#accept-all-button"),
  KeyV: () => $($("#sheet") ? "#show-text" : "#show-page")?.click(),
  KeyT: () => ($("#toggle-repaired") ?? $(["#show-raw", "#show-repaired"].find((id) => $(id) && !$(id).hasAttribute("aria-current"))))?.click(),
  BracketLeft: press("#page-before"),
  BracketRight: press("#page-after"),
  Equal: () => turnZoom(1),
  NumpadAdd: () => turnZoom(1),
  Minus: () => turnZoom(-1),
  NumpadSubtract: () => turnZoom(-1),
  KeyF: () => {
    if (!$("#filters")) return;
    $("#filters").open = true;
    $("#filters select")?.focus();
  },
  Slash: focusOn("#search"),
  KeyG: press("#overview"),
};

document.addEventListener("keydown", (event) => {
  const field = event.target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
  if (event.target.closest?.("[role=combobox], [role=listbox]") && inNames(event)) return;
  if (event.key === "Escape" && field && !field.closest("dialog")) return field.blur();
  if (field || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || $("dialog[open]")) return;
  if (event.key === "?" || (event.code === "Slash" && event.shiftKey)) {
    event.preventDefault();
    return $("#help-sheet").showModal();
  }
  // Arrows scroll a zoomed page; a key held down must not decide on one value after the other.
  const scrolling = event.key.startsWith("Arrow") && event.target.closest?.(".desk, .scroll");
  const act = KEYS[event.code];
  if (!act || (event.shiftKey && event.code !== "Equal") || event.repeat || scrolling) return;
  event.preventDefault();
  act();
});

// ---- Rebuilding -----------------------------------------------------------------------------------------------

let watching = 0;

function watchRebuild() {
  clearTimeout(watching);
  if ($("#rebuilding").dataset.state === "running") watching = setTimeout(askRebuild, 1000);
}

async function askRebuild() {
  try {
    const told = await (await fetch("/rebuild")).json();
    if (told.state === "running") {
      watching = setTimeout(askRebuild, 1000);
      return;
    }
    $("#rebuilding").dataset.state = told.state;
    $("#rebuild-state").textContent = told.message;
    say(told.message);
    ahead.clear();
    if (inPlace(location.href)) go(location.href, undefined, false);
  } catch {
    say(body.dataset.noAnswer);
  }
}

settle();
