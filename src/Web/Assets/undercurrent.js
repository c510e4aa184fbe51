// The one script of the pages; over 300 lines because a page asks for one file.
// Every page works without it. It adds: live parts, relative times, the search's suggestions, the tree's keys, selections,
// copying, and forms that are not lost where there is no server.
// Nothing of a run becomes markup here: new parts are taken from pages that the server rendered and encoded.

const page = document.documentElement;
page.classList.add("js");

/** @type {<T extends Element = HTMLElement>(selector: string, root?: ParentNode) => T[]} */
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// ---- Parts of a page, replaced without losing the place ----

/** What the person at the page changed is theirs, whatever the new page says. */
const ownAttributes = { DETAILS: ["open"], DIALOG: ["open"], TR: ["tabindex"], A: ["tabindex"] };

/**
 * Makes one element like another, keeping what is equal, so that focus, scrolling and selections stay.
 * @param {Element} from @param {Element} to
 */
function morph(from, to) {
  if (from.isEqualNode(to) || from.hasAttribute("data-own")) return;
  const own = ownAttributes[from.tagName] ?? [];
  for (const { name } of [...from.attributes]) if (!to.hasAttribute(name) && !own.includes(name)) from.removeAttribute(name);
  for (const { name, value } of to.attributes) if (from.getAttribute(name) !== value && !own.includes(name)) from.setAttribute(name, value);
  // Once somebody has chosen, a list no longer follows its attributes.
  if (from instanceof HTMLOptionElement) from.selected = to.hasAttribute("selected");
  morphChildren(from, to);
}

/** By the attribute: a form's `id` is its field of that name, where it has one. @param {Node} node */
const keyOf = (node) => node instanceof Element && node.getAttribute("id") || null;

/** @param {Node} one @param {Node} other */
const fits = (one, other) => one.nodeType === other.nodeType && one.nodeName === other.nodeName && keyOf(one) === keyOf(other);

/** @param {Element} from @param {Element} to */
function morphChildren(from, to) {
  const known = new Map([...from.children].filter(keyOf).map((child) => [keyOf(child), child]));
  let at = from.firstChild;
  for (const next of [...to.childNodes]) {
    const key = keyOf(next);
    const same = key ? known.get(key) : at && fits(at, next) ? at : null;
    if (!same) {
      from.insertBefore(document.importNode(next, true), at);
      continue;
    }
    if (same === at) at = at.nextSibling;
    else from.insertBefore(same, at);
    if (same instanceof Element) morph(same, /** @type {Element} */ (next));
    else if (same.nodeValue !== next.nodeValue) same.nodeValue = next.nodeValue;
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

/** Fails for what is no page of that address: an error, or the sign-in. @param {string} url */
async function read(url) {
  const answer = await fetch(url, { credentials: "same-origin" });
  const isSignedOut = answer.redirected && new URL(answer.url).pathname === "/sign-in";
  if (isSignedOut) location.reload();
  if (isSignedOut || !answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

const AWAY = "The server can't be reached: nothing was sent, and the page is as you left it. Try again in a moment.";

/** Whether nobody answered at all: going to the address would show no page, and lose what was typed into this one. @param {unknown} error */
const isAway = (error) => error instanceof TypeError;

/** @param {Document} fresh */
function replaceLive(fresh) {
  const focused = document.activeElement?.id;
  for (const part of all("[data-live]")) {
    const next = fresh.getElementById(part.id);
    if (next) morph(part, next);
  }
  document.title = fresh.title;
  follow(fresh.body.dataset.events ?? "");
  if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus({ preventScroll: true });
  prepare();
}

let reading = 0;

/** Shows another address of the same page. @param {string} url @param {boolean} keep whether Back comes back here */
async function show(url, keep) {
  const mine = ++reading;
  page.toggleAttribute("data-busy", true);
  try {
    const fresh = await read(url);
    if (mine !== reading) return;
    if (keep) history.pushState(null, "", url);
    else history.replaceState(null, "", url);
    replaceLive(fresh);
    if (!lost) tell("");
  } catch (error) {
    if (isAway(error)) tell(AWAY);
    else location.href = url;
  } finally {
    page.toggleAttribute("data-busy", false);
  }
}

addEventListener("popstate", () => { reading++; read(location.href).then(replaceLive, () => location.reload()); });

// ---- Live: the server's events say when the page is out of date ----

const LEAST_PAUSE = 1000;
const MOST_WAIT = 30_000;
const TICK = 5000;

// A browser has six connections to a host, for all of its tabs together: these many are for streams, the rest for pages.
const MOST_STREAMS = 4;
const RUNNING = ["running", "waitingToRetry", "queued"].flatMap((state) => [`[data-live][data-state=${state}]`, `[data-live] [data-state=${state}]`]).join();

const connection = document.getElementById("connection");
/** @type {EventSource | null} */
let stream = null;
let streamUrl = "";
let leave = () => {};
let wait = 1000;
let lost = false;
let refused = false;
let due = 0;
let retry = 0;

/** @param {string} text */
function tell(text) {
  if (!connection) return;
  connection.textContent = text;
  connection.hidden = text === "";
}

/** Once for many events, and not while nobody looks. */
function refreshSoon() {
  if (due || document.hidden) return;
  due = window.setTimeout(async () => {
    try {
      const mine = reading;
      const fresh = await read(location.href);
      if (mine === reading && !document.querySelector("dialog[open]")) replaceLive(fresh);
    } catch { /* The stream tells of a lost connection. */ }
    due = 0;
  }, LEAST_PAUSE);
}

/** The stream of the page as it is now; a page of what has ended has none. @param {string} url */
function follow(url) {
  streamUrl = url;
  if (url) { void listen(); return; }
  hangUp();
  if (lost) { lost = false; tell(""); }
}

function hangUp() {
  clearTimeout(retry);
  retry = 0;
  stream?.close();
  stream = null;
  leave();
  leave = () => {};
}

/** One of the browser's places for streams, until `leave` is called; none where other tabs have them all. */
async function takePlace() {
  if (!navigator.locks) return true;
  for (let place = 0; place < MOST_STREAMS; place++) {
    const taken = await new Promise((answer) => {
      navigator.locks.request(`undercurrent-stream-${place}`, { ifAvailable: true }, (lock) => {
        answer(lock !== null);
        return lock && new Promise((free) => { leave = () => free(undefined); });
      }).catch(() => answer(false));
    });
    if (taken) return true;
  }
  return false;
}

/**
 * What the server says instead of a stream, and after how many seconds to come again; null when it can't be reached.
 * A stream itself tells no status.
 * @param {string} url
 */
async function refusalOf(url) {
  const enough = new AbortController();
  try {
    const answer = await fetch(url, { headers: { Accept: "text/event-stream" }, signal: enough.signal });
    if (answer.ok) return null;
    const problem = await answer.json().catch(() => ({}));
    const why = problem.title ?? (answer.status === 429 ? "The server has too many requests." : `The server answers with status ${answer.status}.`);
    return { why, seconds: Number(answer.headers.get("Retry-After")) || 0 };
  } catch {
    return null;
  } finally {
    enough.abort();
  }
}

let listening = false;

async function listen() {
  if (listening || stream || retry || document.hidden || !streamUrl) return;
  listening = true;
  const hasPlace = await takePlace();
  listening = false;
  if (!hasPlace) return;
  if (document.hidden || !streamUrl) { hangUp(); return; }
  const source = new EventSource(streamUrl);
  const goesOn = new URL(source.url).searchParams.has("after");
  stream = source;
  source.onopen = () => {
    wait = 1000;
    if (lost) {
      lost = false;
      tell(`${refused ? "Live" : "Connected"} again: this page is up to date.`);
      setTimeout(() => { if (!lost) tell(""); }, 4000);
      refreshSoon();
    } else if (!goesOn) {
      // What happened after the page was made and before its stream began comes as no event.
      refreshSoon();
    }
  };
  const noted = () => refreshSoon();
  source.onmessage = noted;
  for (const kind of ["changed", "runLaunched", "attemptStarted", "attemptEnded", "reported", "logged", "warned", "takenOver"]) source.addEventListener(kind, noted);
  for (const kind of ["runEnded", "end"]) source.addEventListener(kind, () => { follow(""); refreshSoon(); });
  source.onerror = async () => {
    if (stream !== source) return;
    // Only a stream that got an answer is closed for good.
    const isAnswered = source.readyState === EventSource.CLOSED;
    hangUp();
    listening = true;
    const refusal = isAnswered ? await refusalOf(source.url) : null;
    listening = false;
    if (!streamUrl) return;
    lost = true;
    refused = refusal !== null;
    const seconds = Math.max(Math.round(wait / 1000), refusal?.seconds ?? 0);
    tell(`${refusal ? `${refusal.why} What` : "Connection lost: what"} you see may be out of date. Trying again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`);
    retry = window.setTimeout(() => { retry = 0; if (refused) refreshSoon(); void listen(); }, seconds * 1000);
    wait = Math.min(wait * 2, MOST_WAIT);
  };
}

// A tab that nobody sees gives its place to others, and looks anew when it is seen again.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) hangUp();
  else if (streamUrl) { refreshSoon(); void listen(); }
});

// Between events: durations of what runs go on, the cluster's numbers too, and a tab without a stream looks by itself.
setInterval(() => {
  if (streamUrl && !stream && !retry) { refreshSoon(); void listen(); }
  else if (!lost && document.querySelector(`[data-refresh], ${RUNNING}`)) refreshSoon();
}, TICK);

// ---- Times ----

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const units = /** @type {const} */ ([["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]]);

function tellTimes() {
  for (const time of all("time[data-relative]")) {
    const seconds = (Date.parse(time.getAttribute("datetime") ?? "") - Date.now()) / 1000;
    const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? units[3];
    const text = relative.format(Math.round(seconds / size), unit);
    if (time.textContent !== text) time.textContent = text;
  }
}

// ---- The tree's keys (ARIA treegrid with focus on rows) ----

/** @param {Element | null} tree */
function rowsOf(tree) {
  return tree ? /** @type {HTMLTableRowElement[]} */ (all("tbody > tr", tree)) : [];
}

/** One row is reached by Tab; what is in rows is reached from it. */
function prepareTree() {
  const rows = rowsOf(document.querySelector("[role=treegrid]"));
  const current = rows.find((row) => row.tabIndex === 0 && row.hasAttribute("tabindex")) ?? rows[0];
  for (const row of rows) {
    row.tabIndex = row === current ? 0 : -1;
    for (const link of all("a", row)) link.tabIndex = -1;
  }
}

/** @param {HTMLTableRowElement} row */
function focusRow(row) {
  for (const other of rowsOf(row.closest("table"))) other.tabIndex = other === row ? 0 : -1;
  row.focus();
  row.scrollIntoView({ block: "nearest" });
}

const levelOf = (row) => Number(row.getAttribute("aria-level"));

/** @param {KeyboardEvent} event */
function onTreeKey(event) {
  const row = /** @type {HTMLElement} */ (event.target).closest("[role=treegrid] tbody > tr");
  if (!(row instanceof HTMLTableRowElement) || event.altKey || event.ctrlKey || event.metaKey) return;
  const rows = rowsOf(row.closest("table"));
  const index = rows.indexOf(row);
  const toggle = row.querySelector("a[data-toggle]");
  const open = row.getAttribute("aria-expanded");
  const links = all("a[href]", row);
  let to = null;
  switch (event.key) {
    case "ArrowDown": to = rows[index + 1]; break;
    case "ArrowUp": to = rows[index - 1]; break;
    case "Home": to = rows[0]; break;
    case "End": to = rows.at(-1); break;
    case "PageDown": to = rows[Math.min(index + 15, rows.length - 1)]; break;
    case "PageUp": to = rows[Math.max(index - 15, 0)]; break;
    case "ArrowRight":
      if (open === "false") toggle?.click();
      else if (open === "true") to = rows[index + 1];
      break;
    case "ArrowLeft":
      if (open === "true") toggle?.click();
      else to = rows.slice(0, index).findLast((other) => levelOf(other) < levelOf(row) && other.dataset.action);
      break;
    case "Enter":
      if (event.target !== row) return;
      (row.querySelector("a[data-row-link]") ?? links.at(-1))?.click();
      break;
    case " ":
      toggle?.click();
      break;
    default: return;
  }
  event.preventDefault();
  if (to) focusRow(to);
}

// ---- Search: suggestions in a listbox ----

/** @param {HTMLInputElement} input */
function suggest(input) {
  const list = document.createElement("ul");
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  input.after(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-controls": list.id, "aria-autocomplete": "list", "aria-expanded": "false" })) input.setAttribute(name, value);
  let timer = 0;
  let chosen = -1;

  const close = () => { list.hidden = true; chosen = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const items = () => /** @type {HTMLElement[]} */ ([...list.children]);
  const choose = (index) => {
    chosen = index;
    items().forEach((item, at) => item.setAttribute("aria-selected", String(at === index)));
    input.setAttribute("aria-activedescendant", items()[index].id);
    items()[index].scrollIntoView({ block: "nearest" });
  };
  const take = (item) => {
    const start = input.value.slice(0, input.selectionStart ?? undefined).search(/\S*$/);
    const end = input.selectionStart ?? input.value.length;
    input.setRangeText(item.dataset.text ?? "", start, end, "end");
    close();
    input.focus();
    if (/[:=<.]$/.test(item.dataset.text ?? "")) ask();
  };
  const ask = () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const text = input.value.slice(0, input.selectionStart ?? undefined);
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(text)}`).catch(() => null);
      if (!answer?.ok || document.activeElement !== input) return;
      const words = /** @type {string[]} */ (await answer.json());
      list.replaceChildren(...words.map((word, index) => {
        const item = document.createElement("li");
        item.id = `${list.id}-${index}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.dataset.text = word;
        item.textContent = word;
        return item;
      }));
      chosen = -1;
      list.hidden = words.length === 0;
      input.setAttribute("aria-expanded", String(words.length > 0));
    }, 120);
  };

  input.addEventListener("input", ask);
  input.addEventListener("focus", ask);
  input.addEventListener("blur", () => setTimeout(close, 150));
  list.addEventListener("mousedown", (event) => { event.preventDefault(); const item = event.target.closest("li"); if (item) take(item); });
  input.addEventListener("keydown", (event) => {
    const count = list.hidden ? 0 : items().length;
    if (event.key === "Escape" && count) { close(); event.preventDefault(); }
    else if (event.key === "ArrowDown" && count) { choose((chosen + 1) % count); event.preventDefault(); }
    else if (event.key === "ArrowUp" && count) { choose((chosen + count - 1) % count); event.preventDefault(); }
    else if ((event.key === "Enter" || event.key === "Tab") && count && chosen >= 0) { take(items()[chosen]); event.preventDefault(); }
  });
}

// ---- Selections, questions before a change, copying, rows of forms ----

function countSelected() {
  for (const form of all("form[data-dialog]")) {
    const boxes = /** @type {HTMLInputElement[]} */ (all("input[name=id]", form));
    const count = boxes.filter((box) => box.checked).length;
    const told = form.querySelector("[data-selected]");
    const text = count === 0 ? "No run selected" : count === 1 ? "1 run selected" : `${count} runs selected`;
    if (told && told.textContent !== text) told.textContent = text;
    for (const button of all("[data-for-selection]", form)) /** @type {HTMLButtonElement} */ (button).disabled = count === 0;
    const whole = /** @type {HTMLInputElement | null} */ (form.querySelector("[data-select-all]"));
    if (whole) { whole.checked = count > 0 && count === boxes.length; whole.indeterminate = count > 0 && count < boxes.length; }
  }
}

/** Asks in a dialog what the server's page would ask. @param {string} url */
async function ask(url) {
  const question = (await read(url)).querySelector("[data-question]");
  if (!question) { location.href = url; return; }
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "question");
  dialog.append(document.importNode(question, true));
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => { if (event.target.closest("[data-close]")) { event.preventDefault(); dialog.close(); } });
  document.body.append(dialog);
  dialog.showModal();
}

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.method === "post" && !form.hasAttribute("data-sure") && form.querySelector("input:not([type=hidden]), textarea")) {
    event.preventDefault();
    sendIfThere(form, /** @type {HTMLElement | null} */ (event.submitter));
  }
  if (!form.matches("form[data-dialog]")) return;
  event.preventDefault();
  const url = `${form.action}?${new URLSearchParams(/** @type {any} */ (new FormData(form, event.submitter)))}`;
  ask(url).catch((error) => {
    if (isAway(error)) tell(AWAY);
    else location.href = url;
  });
});

/** A form that finds no server is lost with all that was typed, so it is asked first whether there is one. @param {HTMLFormElement} form @param {HTMLElement | null} submitter */
async function sendIfThere(form, submitter) {
  if (form.hasAttribute("data-asked")) return;
  form.setAttribute("data-asked", "");
  try {
    await fetch(/** @type {HTMLLinkElement} */ (document.querySelector("link[rel=icon]")).href, { cache: "no-store" });
  } catch {
    tell(AWAY);
    form.removeAttribute("data-asked");
    return;
  }
  setTimeout(() => form.removeAttribute("data-asked"), 5000);
  form.setAttribute("data-sure", "");
  form.requestSubmit(submitter);
  form.removeAttribute("data-sure");
}

document.addEventListener("change", (event) => {
  const box = /** @type {HTMLInputElement} */ (event.target);
  if (box.matches("[data-select-all]")) for (const other of all("input[name=id]", box.form ?? document)) /** @type {HTMLInputElement} */ (other).checked = box.checked;
  countSelected();
  const form = box.closest("form[data-submit-on-change]");
  if (form instanceof HTMLFormElement) {
    const query = [...new FormData(form)].filter(([, value]) => value !== "");
    show(`${new URL(form.action).pathname}?${new URLSearchParams(/** @type {any} */ (query))}`, true);
  }
});

document.addEventListener("click", async (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const copy = target.closest("[data-copy]");
  if (copy instanceof HTMLElement) {
    const code = document.getElementById(copy.dataset.copy ?? "");
    const done = await navigator.clipboard?.writeText(code?.textContent ?? "").then(() => true, () => false);
    if (!done && code) getSelection()?.selectAllChildren(code);
    copy.textContent = done ? "Copied" : "Selected: press Ctrl+C";
    setTimeout(() => { copy.textContent = "Copy"; }, 2500);
    return;
  }
  const add = target.closest("[data-add-row]");
  if (add instanceof HTMLElement) {
    const rows = all(`[data-row="${CSS.escape(add.dataset.addRow ?? "")}"]`);
    const row = /** @type {HTMLElement} */ (rows.at(-1)?.cloneNode(true));
    for (const input of all("input", row)) { /** @type {HTMLInputElement} */ (input).value = ""; input.removeAttribute("aria-invalid"); input.removeAttribute("aria-describedby"); }
    for (const error of all(".error", row)) error.remove();
    rows.at(-1)?.after(row);
    row.querySelector("input")?.focus();
    return;
  }
  const link = target.closest("a[data-swap]");
  if (link instanceof HTMLAnchorElement && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    const url = new URL(link.href);
    await show(url.pathname + url.search, !link.matches("[data-toggle]"));
    const now = document.getElementById(url.hash.slice(1));
    if (now instanceof HTMLTableRowElement) focusRow(now);
  }
});

// ---- Begin ----

function prepare() {
  prepareTree();
  tellTimes();
  countSelected();
}

document.addEventListener("keydown", onTreeKey);
for (const input of all("input[data-suggest]")) suggest(/** @type {HTMLInputElement} */ (input));
setInterval(tellTimes, 10_000);
prepare();
follow(document.body.dataset.events ?? "");
