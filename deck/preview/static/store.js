// The deck as the server last told it, and who wants to know when it changes.

import { t } from "./strings.js";

const listeners = new Set();

export const store = {
  version: 0,
  connected: false,
  deck: null,
  cards: new Map(),
  order: [],
  problems: [],
  files: {},
  good: true,
};

/** Call *listener* with what has changed: ids of cards, and whether the deck, the order or the problems did. */
export const listen = (listener) => listeners.add(listener);

/** Follow the server while the page is seen; a hidden page takes no connection from the others. */
export function follow() {
  let source = null;
  const open = () => {
    if (source || document.hidden) return;
    source = new EventSource("/api/events");
    source.onopen = () => connected(true);
    source.onerror = () => connected(false);
    source.onmessage = (event) => take(JSON.parse(event.data));
  };
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      source?.close();
      source = null;
    } else open();
  });
  open();
}

function connected(is) {
  if (store.connected === is) return;
  store.connected = is;
  tell({ cards: new Set(), connection: true });
}

function take(told) {
  const changed = new Set();
  if (told.whole) {
    const former = store.cards;
    store.cards = new Map(told.cards.map((card) => [card.id, card]));
    for (const [id, card] of store.cards) if (JSON.stringify(former.get(id)) !== JSON.stringify(card)) changed.add(id);
  } else {
    for (const card of told.cards) {
      store.cards.set(card.id, card);
      changed.add(card.id);
    }
    for (const id of [...store.cards.keys()]) if (!told.order.includes(id)) store.cards.delete(id);
  }
  const moved = told.order.join("\n") !== store.order.join("\n");
  const problems = JSON.stringify(told.problems) !== JSON.stringify(store.problems);
  Object.assign(store, { version: told.version, order: told.order, problems: told.problems, files: told.files, good: told.good });
  if (told.deck) store.deck = told.deck;
  tell({ cards: changed, deck: Boolean(told.deck), moved, problems });
}

/** Wait until the page has been told of the deck's *version*, but not for ever. */
export function reached(version) {
  if (store.version >= version) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      if (store.version < version && performance.now() < deadline) return;
      listeners.delete(done);
      resolve();
    };
    const deadline = performance.now() + 3000;
    listeners.add(done);
    setTimeout(done, 3100);
  });
}

function tell(change) {
  for (const listener of listeners) listener(change);
}

/** What a card is called: its number and its title. */
export const nameOf = (card) => `${card.number} ${card.title}`.trim();

/** The problems pinned to a card, notes left out. */
export const pinsOf = (id) => store.problems.filter((problem) => problem.card === id && problem.severity !== "note");

/** Where a problem stands. */
export const placeOf = (problem) => (problem.file ? t("line", problem.file, problem.line) : "");
