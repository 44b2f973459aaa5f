// The table: which cards lie on it, in what order, and how one walks among them with the arrow keys.

import { ahead } from "./api.js";
import { CardElement, pixels } from "./card.js";
import { $, make, settled, speak } from "./dom.js";
import { pinsOf, store } from "./store.js";
import { t } from "./strings.js";

const FIRST = 48; // cards that are drawn at once, wherever they lie; the others when they come near
const elements = new Map();
const filters = { text: "", categories: new Set(), tag: "", problems: false };
let actions;
let active = "";
let shownIds = [];

const near = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      const element = entry.target.card;
      element.seen = entry.isIntersecting || element.seen;
      if (entry.isIntersecting) element.pictures();
    }
  },
  { rootMargin: "1200px 0px" },
);

export function openTable(cardActions) {
  actions = cardActions;
  $("search").addEventListener("input", settled(() => filter({ text: $("search").value }), 60));
  $("tag").addEventListener("change", () => filter({ tag: $("tag").value }));
  $("only-problems").addEventListener("change", () => filter({ problems: $("only-problems").checked }));
  for (const name of ["trim", "bleed", "safe"]) {
    $(`show-${name}`).addEventListener("change", (event) => $("table").classList.toggle(name, event.target.checked));
  }
  $("zoom").addEventListener("input", zoom);
  $("table").addEventListener("keydown", walk);
  $("table").addEventListener("focusin", (event) => activate(event.target.closest(".card")?.card.id));
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", sharpen);
  zoom();
}

function zoom() {
  $("table").style.setProperty("--card", `${$("zoom").value}px`);
  sharpen();
}

const sharpen = settled(() => elements.forEach((element) => element.pictures()), 150);

function filter(change) {
  Object.assign(filters, change);
  arrange();
  speak($("count").textContent);
  for (const listener of filterListeners) listener();
}

const filterListeners = new Set();
export const onFilter = (listener) => filterListeners.add(listener);

const plainly = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function matches(card) {
  if (filters.categories.size && !filters.categories.has(card.category)) return false;
  if (filters.tag && !card.tags.includes(filters.tag)) return false;
  if (filters.problems && !pinsOf(card.id).length) return false;
  if (!filters.text.trim()) return true;
  const whole = plainly(`${card.number} ${card.title} ${card.id} ${card.tags.join(" ")} ${card.text}`);
  return plainly(filters.text).split(/\s+/).every((word) => whole.includes(word));
}

/** The selection that the filters make, as the server takes it. */
export function selection() {
  const plain = !filters.text.trim() && !filters.problems;
  if (plain && !filters.tag) return { categories: [...filters.categories], tags: [], cards: [] };
  if (plain && !filters.categories.size) return { categories: [], tags: [filters.tag], cards: [] };
  return { categories: [], tags: [], cards: shownIds };
}

/** Take over a change of the store. */
export function updateTable(change) {
  const table = $("table");
  for (const id of [...elements.keys()]) {
    if (store.cards.has(id)) continue;
    near.unobserve(elements.get(id).element);
    elements.get(id).element.remove();
    elements.delete(id);
  }
  const fresh = [];
  for (const id of store.order) {
    if (elements.has(id)) continue;
    const element = new CardElement(id, actions);
    elements.set(id, element);
    fresh.push(element);
  }
  if (fresh.length) ahead(fresh.slice(0, FIRST).map((element) => element.card.front).filter(Boolean), firstWidth());
  if (!table.childElementCount) for (const element of fresh.slice(0, FIRST)) element.seen = true;
  for (const element of fresh) element.update();
  for (const id of change.cards) elements.get(id)?.update();
  if (change.problems) elements.forEach((element) => element.updatePins());
  if (change.deck) updateFilters();
  arrange();
  for (const element of fresh) near.observe(element.element);
}

function firstWidth() {
  const card = elements.values().next().value.card;
  return pixels(Number($("zoom").value) * (1 + (2 * card.bleed) / card.width));
}

function updateFilters() {
  const deck = store.deck;
  $("categories").hidden = !deck.categories.length;
  $("categories").replaceChildren(
    $("categories").querySelector("legend"),
    ...deck.categories.map((category) => {
      const tick = make("input", { type: "checkbox", checked: filters.categories.has(category.letter) });
      tick.addEventListener("change", () => {
        filters.categories[tick.checked ? "add" : "delete"](category.letter);
        filter({});
      });
      const label = make("label", { class: "chip", title: category.name }, tick, make("span", {}, category.letter), make("span", { class: "unseen" }, ` ${category.name}`));
      label.style.setProperty("--colour", category.rgb);
      label.style.setProperty("--on", category.text);
      return label;
    }),
  );
  for (const letter of [...filters.categories]) {
    if (!deck.categories.some((category) => category.letter === letter)) filters.categories.delete(letter);
  }
  if (!deck.tags.includes(filters.tag)) filters.tag = "";
  $("tag-field").hidden = !deck.tags.length;
  $("tag").replaceChildren(make("option", { value: "" }, t("every_tag")), ...deck.tags.map((tag) => make("option", { value: tag }, tag)));
  $("tag").value = filters.tag;
}

/** Put the cards that match into their order, touching only what is out of place. */
function arrange() {
  const table = $("table");
  shownIds = store.order.filter((id) => matches(store.cards.get(id)));
  let place = table.firstElementChild;
  for (const id of shownIds) {
    const element = elements.get(id).element;
    if (element === place) place = place.nextElementSibling;
    else table.insertBefore(element, place);
  }
  while (place) {
    const following = place.nextElementSibling;
    place.remove();
    place = following;
  }
  $("count").textContent = shownIds.length ? t("shown", shownIds.length, store.order.length) : store.order.length ? t("none") : t("no_deck");
  activate(shownIds.includes(active) ? active : shownIds[0]);
}

/** Make one card the one that the Tab key leads to. */
function activate(id) {
  for (const [other, on] of [[active, -1], [id, 0]]) {
    const element = elements.get(other);
    if (element) element.face.tabIndex = element.editor.tabIndex = on;
  }
  active = id ?? "";
}

/** Put the keyboard on a card. */
export function focusCard(id) {
  activate(id);
  elements.get(id)?.face.focus();
}

export const elementOf = (id) => elements.get(id);
export const shown = () => shownIds;

function walk(event) {
  const at = shownIds.indexOf(active);
  if (at < 0 || event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, textarea")) return;
  const columns = Math.max(1, getComputedStyle($("table")).gridTemplateColumns.split(" ").length);
  const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns, Home: -at, End: shownIds.length - 1 - at };
  if (event.key in steps) {
    const to = at + steps[event.key];
    if (to >= 0 && to < shownIds.length) focusCard(shownIds[to]);
    event.preventDefault();
  } else if (event.key === "e" && store.cards.get(active)?.file) {
    event.preventDefault();
    actions.edit(active);
  }
}
