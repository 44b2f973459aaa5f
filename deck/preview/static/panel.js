// The side panel: a card's fields, its faces while one types, and what can be done with the card as a whole.

import { get, mayWrite, post } from "./api.js";
import { show } from "./card.js";
import { askAboutConflict, askUnsaved, chooseIcon } from "./dialogs.js";
import { $, hintLines, make, settled, speak, toast } from "./dom.js";
import { nameOf, reached, store } from "./store.js";
import { focusCard, shown } from "./table.js";
import { number, t } from "./strings.js";
import { undo } from "./undo.js";

const PAUSE = 50; // milliseconds without a key after which the face is drawn
const PREVIEW = 340; // CSS pixels of the face in the panel, bleed included
const ON_FRONT = ["title", "front_title", "icon"];

let open = null; // { id, isNew, loaded, base, fields, back }
let asked = 0;

export const editedId = () => open?.id ?? "";

/** Open the panel on a card; on a new one without an id. */
export async function edit(id, side) {
  if (!mayWrite || store.deck?.readOnly) return;
  if (open && !(await leave())) return;
  const told = id ? await get(`/api/card/${encodeURIComponent(id)}`) : blank();
  if (!told) return;
  open = { id, isNew: !id, loaded: told.values, base: id ? told.base : { ...store.files }, told, side: side ?? "back" };
  build();
  $("panel").hidden = false;
  document.body.classList.add("editing");
  (open.isNew ? open.inputs.title : open.inputs[store.deck.fields[0]?.key] ?? open.inputs.title).focus();
  $("panel").scrollTop = 0;
  redraw();
}

function blank() {
  const fields = Object.fromEntries(store.deck.fields.map((field) => [field.key, ""]));
  return { file: "", line: 0, base: {}, values: { title: "", front_title: "", icon: "", copies: "1", tags: [], ...fields } };
}

function build() {
  const card = store.cards.get(open.id);
  open.inputs = {};
  open.counts = {};
  const heading = make("h2", { id: "panel-title" }, open.isNew ? t("adding") : t("editing", nameOf(card)));
  const close = make("button", { type: "button", class: "quiet close", "aria-label": t("close"), onclick: () => closePanel() }, "×");
  open.front = make("img", { alt: t("front") });
  open.back = make("img", { alt: t("back") });
  open.part = 0;
  open.parts = partsOf(card);
  open.problems = make("ul", { class: "draft-problems", "aria-live": "polite" });
  open.total = make("p", { class: "total" });
  open.meter = make("span", { class: "level" });
  const pictured = make("div", { class: "pictured" }, open.front, open.back);
  const like = card ?? [...store.cards.values()].find((other) => !other.special) ?? { ...store.deck, bleed: 0 };
  pictured.style.setProperty("--ratio", like.height / like.width);
  pictured.style.setProperty("--bleed", like.bleed / like.width);
  open.sides = Object.fromEntries(["front", "back"].map((side) => [side, make("button", { type: "button", class: "quiet", onclick: () => turn(side, true) }, t(side))]));
  const sides = make("div", { class: "side-buttons" }, open.sides.front, open.sides.back);
  const gauge = make("span", { class: "gauge", "aria-hidden": "true" }, open.meter);
  const form = make("form", { novalidate: true, onsubmit: submit, oninput: () => redraw() }, ...formParts());
  form.addEventListener("focusin", (event) => {
    const key = event.target.id?.replace("field-", "");
    if (key in open.inputs && !["tags", "copies"].includes(key)) turn(ON_FRONT.includes(key) ? "front" : "back");
  });
  const live = make("div", { class: "live" }, pictured, sides, gauge, open.total, open.problems);
  $("panel").replaceChildren(make("div", { class: "panel-head" }, heading, close), live, form);
  turn(open.side);
  if (card) $("panel").append(cardActions(card));
  sizes();
}

/** The pictures of each part of a card: front and back. */
const partsOf = (said) => [[said?.front, said?.back], ...(said?.more ?? [])];

/** Show the front or the back in the panel; asked for again by its button, that of the next part of a card that goes on. */
function turn(side, again = false) {
  if (again && side === open.side) open.part = (open.part + 1) % open.parts.length;
  open.side = side;
  showPart();
}

function showPart() {
  const count = open.parts.length;
  open.part = Math.min(open.part, count - 1);
  const [front, back] = open.parts[open.part];
  show(open.front, front, PREVIEW);
  show(open.back, back, PREVIEW);
  for (const name of ["front", "back"]) {
    open[name].classList.toggle("on", name === open.side);
    open.sides[name].setAttribute("aria-pressed", String(name === open.side));
    open.sides[name].textContent = count > 1 ? `${t(name)} ${open.part + 1}/${count}` : t(name);
  }
}

function formParts() {
  const parts = [];
  const text = (key, label, required, rows) => {
    const id = `field-${key}`;
    const input = rows
      ? make("textarea", { id, rows, required, lang: store.deck.language, spellcheck: true })
      : make("input", { id, type: "text", required, lang: store.deck.language });
    input.value = open.loaded[key] ?? "";
    input.setAttribute("aria-describedby", `${id}-count`);
    open.inputs[key] = input;
    open.counts[key] = make("small", { id: `${id}-count` });
    const name = make("span", {}, label, required ? make("em", {}, ` ${t("required")}`) : null);
    parts.push(make("div", { class: "entry" }, make("label", { htmlFor: id }, name), input, open.counts[key]));
  };
  if (open.isNew) parts.push(categoryChoice("new-category"));
  text("title", t("title_field"), true);
  text("front_title", t("front_title"), false);
  parts.push(iconEntry());
  parts.push(make("p", { class: "about" }, t("markdown")));
  for (const field of store.deck.fields) text(field.key, field.label, field.required, 3);
  const plain = (key, label, value, kind) => {
    const input = make("input", { id: `field-${key}`, type: kind, value });
    if (kind === "number") Object.assign(input, { min: 1, max: 1000 });
    open.inputs[key] = input;
    parts.push(make("div", { class: "entry" }, make("label", { htmlFor: input.id }, label), input));
  };
  plain("tags", t("tags"), open.loaded.tags.join(", "), "text");
  plain("copies", t("copies"), open.loaded.copies, "number");
  const save = make("button", { type: "submit", class: "first", id: "save" }, t("save"));
  const revert = make("button", { type: "button", class: "quiet", onclick: () => closePanel(true) }, t("revert"));
  parts.push(make("div", { class: "buttons" }, save, revert));
  return parts;
}

function iconEntry() {
  const image = make("img", { alt: "", class: "icon" });
  const name = make("span", {});
  const paint = () => {
    const icon = open.inputs.icon.value;
    name.textContent = icon || t("no_icon");
    image.hidden = !icon;
    if (icon) image.src = `/icon/${encodeURIComponent(icon)}.svg`;
  };
  open.inputs.icon = make("input", { type: "hidden", value: open.loaded.icon });
  const choose = make("button", { type: "button", onclick: async () => {
    const icon = await chooseIcon(open.inputs.icon.value);
    if (icon === null || !open) return;
    open.inputs.icon.value = icon;
    paint();
    redraw();
  } }, t("choose_icon"));
  paint();
  return make("div", { class: "entry icon-entry" }, make("span", { class: "label" }, t("icon")), image, name, choose, open.inputs.icon);
}

function categoryChoice(id) {
  const select = make("select", { id }, ...store.deck.categories.map((category) => make("option", { value: category.letter }, `${category.letter} · ${category.name}`)));
  if (!store.deck.categories.length) select.append(make("option", { value: "" }, t("no_category")));
  const card = store.cards.get(open.id);
  if (card) select.value = card.category;
  open.category = select;
  return make("div", { class: "entry" }, make("label", { htmlFor: id }, open.isNew ? t("category") : t("move_to")), select);
}

function cardActions(card) {
  const act = (wish, said) => async () => {
    if (await leave()) structural({ id: card.id, ...wish() }, said);
  };
  const beside = (step) => () => {
    const same = shown().filter((id) => store.cards.get(id).category === card.category && store.cards.get(id).file);
    const at = same.indexOf(card.id);
    const before = same[step < 0 ? at - 1 : at + 2];
    return { action: "move", before: before ?? "", category: card.category };
  };
  const button = (key, work, kind = "quiet") => make("button", { type: "button", class: kind, onclick: work }, t(key));
  const entry = categoryChoice("move-category");
  const select = open.category;
  select.addEventListener("change", act(() => ({ action: "move", category: select.value }), "moved"));
  const movable = !card.special;
  return make(
    "section",
    { class: "card-actions", "aria-labelledby": "card-actions-title" },
    make("h3", { id: "card-actions-title" }, t("card_actions")),
    make(
      "div",
      { class: "buttons" },
      movable ? button("earlier", act(beside(-1), "moved")) : null,
      movable ? button("later", act(beside(1), "moved")) : null,
      movable ? button("duplicate", act(() => ({ action: "duplicate" }), "duplicated")) : null,
      button("remove", act(() => ({ action: "delete" }), "deleted"), "quiet danger"),
    ),
    movable && store.deck.categories.length > 1 ? entry : null,
    make("p", { class: "place" }, t("line", card.file, card.line)),
  );
}

/** What the panel says otherwise than the file. */
function changes() {
  const found = {};
  for (const [key, input] of Object.entries(open.inputs)) {
    const value = key === "tags" ? input.value.split(",").map((tag) => tag.trim()).filter(Boolean) : input.value;
    const former = key === "tags" ? open.loaded.tags : (open.loaded[key] ?? "");
    if (JSON.stringify(value) !== JSON.stringify(former)) found[key] = value;
  }
  return found;
}

const isDirty = () => open !== null && Object.keys(changes()).length > 0;

function sizes() {
  for (const input of Object.values(open.inputs)) {
    if (input.tagName !== "TEXTAREA") continue;
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight + 4}px`;
  }
}

function count() {
  for (const [key, place] of Object.entries(open.counts)) {
    place.textContent = open.inputs[key].value ? t("characters", number([...open.inputs[key].value].length)) : "";
  }
}

const drawSoon = settled(drawDraft, PAUSE);

function redraw() {
  count();
  sizes();
  drawSoon();
}

async function drawDraft() {
  if (!open) return;
  const turn = ++asked;
  const { status, told } = await post("/api/draft", { id: open.id, category: open.category?.value ?? "", changes: changes() });
  if (turn !== asked || !open || status !== 200) return;
  const card = store.cards.get(open.id);
  open.parts = partsOf(told.front ? told : card);
  showPart();
  open.front.classList.toggle("stale", !told.front);
  open.back.classList.toggle("stale", !told.back);
  const gauge = told.gauge;
  if (gauge) {
    open.total.textContent = gauge.characters ? said(gauge, card) : "";
    open.meter.parentElement.style.setProperty("--fill", Math.min(1, gauge.fill));
    open.meter.parentElement.classList.toggle("over", gauge.fill > 1);
  }
  const rows = told.problems.map((problem) =>
    make("li", { class: problem.severity }, make("b", {}, `${t(problem.severity)}: `), make("span", { lang: "en" }, problem.what, hintLines(problem))),
  );
  if (open.problems.textContent !== rows.map((item) => item.textContent).join("")) open.problems.replaceChildren(...rows);
}

/** How much of the room the text takes, and at what size it is set. */
function said(gauge, card) {
  if (!gauge.size) return [t("of_capacity", number(gauge.characters), number(gauge.capacity)), t("too_long")].join(" · ");
  const size = number(gauge.size, 1);
  const parts = [gauge.room ? t("of_room", number(gauge.characters), number(gauge.room), size) : t("characters", number(gauge.characters))];
  if (gauge.capacity > gauge.room) parts.push(t("at_most", number(gauge.capacity), number(gauge.smallest, 1)));
  parts.push(t("x_height", number(gauge.x_height, 2)));
  if (card?.gauge.size > gauge.size + 0.01) parts.push(t("shrinks", number(card.gauge.size, 1), size));
  return parts.join(" · ");
}

async function submit(event) {
  event.preventDefault();
  await save();
}

/** Save what the panel holds; whether it was saved. */
async function save(base = open.base, wanted = changes()) {
  for (const [key, input] of Object.entries(open.inputs)) {
    const missing = input.required && !input.value.trim() && (open.isNew || key === "title");
    input.setAttribute("aria-invalid", missing ? "true" : "false");
    if (!missing) continue;
    input.focus();
    speak(t("missing"));
    open.counts[key].textContent = t("missing");
    return false;
  }
  if (!Object.keys(wanted).length) return true;
  const wish = open.isNew ? { action: "add", category: open.category?.value ?? "" } : { action: "save", id: open.id };
  const { status, told } = await post("/api/edit", { ...wish, changes: wanted, base });
  if (status === 409) return solve(told, wanted);
  if (status !== 200) {
    toast(told.what || t("failed"));
    return false;
  }
  const said = wish.action === "add" ? t("added", told.title) : t("saved");
  if (open) open.loaded = { ...open.loaded, ...wanted }; // it may have been closed meanwhile
  await reached(told.version);
  await reload(told.card);
  toast(said, { name: t("undo"), work: undo });
  return true;
}

/** Both versions are shown; what is chosen is done. */
async function solve(told, wanted) {
  const choice = await askAboutConflict(told, open, wanted);
  const base = Object.fromEntries(told.files.map((file) => [file.name, file.digest]));
  if (choice === "mine") return save({ ...open.base, ...base }, wanted);
  if (choice === "theirs") {
    await reload(open.id);
    return true;
  }
  return false;
}

/** Load the card anew from the file, as it is now. */
async function reload(id) {
  const told = await get(`/api/card/${encodeURIComponent(id)}`);
  const focused = document.activeElement?.id;
  if (!open) return true; // it was closed meanwhile
  if (!told) return closePanel(true);
  Object.assign(open, { id, isNew: false, loaded: told.values, base: told.base, told });
  build();
  if (focused) $(focused)?.focus();
  redraw();
  return true;
}

/** A change of the card as a whole, or of its place. */
async function structural(wish, said) {
  const { status, told } = await post("/api/edit", { ...wish, base: wish.base ?? { ...store.files } });
  if (status === 409) {
    const choice = await askAboutConflict(told, null, {});
    if (choice !== "mine") return;
    const base = Object.fromEntries(told.files.map((file) => [file.name, file.digest]));
    await structural({ ...wish, base: { ...store.files, ...base } }, said);
    return;
  }
  if (status !== 200) {
    toast(told.what || t("failed"));
    return;
  }
  await reached(told.version);
  toast(t(said, told.title), { name: t("undo"), work: undo });
  if (wish.action === "delete") {
    const beside = shown().find((id) => id !== wish.id);
    open = null;
    hide();
    focusCard(beside);
  } else {
    await reload(told.card);
  }
}

/** Whether the panel may be left: what is not saved is asked about. */
async function leave() {
  if (!isDirty()) return true;
  const choice = await askUnsaved(open.inputs.title.value);
  return choice === "save" ? save() : choice === "discard";
}

export async function closePanel(discard = false) {
  if (!open || (!discard && !(await leave()))) return false;
  const id = open.id;
  open = null;
  hide();
  if (id) focusCard(id);
  else $("add").focus();
  return true;
}

function hide() {
  $("panel").hidden = true;
  $("panel").replaceChildren();
  document.body.classList.remove("editing");
}

/** Take over a change of the files, unless it would take away what is being typed. */
export async function updatePanel(change) {
  if (!open || open.isNew) return;
  if (!store.cards.has(open.id)) {
    if (!isDirty()) closePanel(true);
    return;
  }
  if (!change.cards.size && !change.deck) return;
  const told = await get(`/api/card/${encodeURIComponent(open.id)}`);
  if (!told || !open || told.id !== open.id) return;
  const same = JSON.stringify(told.values) === JSON.stringify(open.loaded);
  if (same) open.base = told.base; // the file changed elsewhere
  else if (!isDirty()) await reload(open.id);
  if (same) drawSoon();
}

export function openKeys() {
  document.addEventListener("keydown", (event) => {
    if (!open || $("dialog").open) return;
    if ((event.ctrlKey || event.metaKey) && (event.key === "s" || event.key === "Enter")) {
      event.preventDefault();
      save();
    } else if (event.key === "Escape") {
      event.preventDefault(); // else it would close the question that it leads to
      closePanel();
    }
  });
  addEventListener("beforeunload", (event) => {
    if (isDirty()) event.preventDefault();
  });
}

