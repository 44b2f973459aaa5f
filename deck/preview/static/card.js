// One card on the table: its two faces, what is pinned to it, its gauge and its name.

import { picture } from "./api.js";
import { make } from "./dom.js";
import { nameOf, pinsOf, placeOf, store } from "./store.js";
import { number, t } from "./strings.js";

const STEP = 160; // pixels between the widths at which pictures are asked for

/** The width in device pixels at which to ask for a picture that is *shown* CSS pixels wide. */
export const pixels = (shown) => Math.min(2400, Math.ceil((shown * devicePixelRatio) / STEP) * STEP);

/** Show the picture *digest* in *image* once it is there; until then the one before stays. */
export function show(image, digest, shown) {
  const width = pixels(shown);
  const wanted = `${digest}@${width}`;
  if (image.dataset.wanted === wanted) return;
  image.dataset.wanted = wanted;
  if (!digest) {
    image.removeAttribute("src");
    image.dataset.digest = "";
    return;
  }
  const next = new Image();
  next.src = picture(digest, width);
  next.decode().then(
    () => {
      if (image.dataset.wanted !== wanted) return;
      image.src = next.src;
      image.dataset.digest = digest;
    },
    () => {
      if (image.dataset.wanted === wanted) image.dataset.wanted = "";
    },
  );
}

export class CardElement {
  constructor(id, actions) {
    this.id = id;
    this.seen = false;
    this.step = 0; // front, back, and of a card that goes on the front and back of its further parts
    this.draft = null;
    this.front = make("img", { alt: "" });
    this.back = make("img", { alt: "" });
    const sides = [this.#side("front", this.front), this.#side("back", this.back)];
    this.flipper = make("span", { class: "flipper" }, sides);
    this.face = make("button", { type: "button", class: "face", tabIndex: -1, onclick: () => this.flip() }, this.flipper);
    this.pins = make("ul", { class: "pins" });
    this.level = make("span", { class: "level" });
    this.gauge = make("span", { class: "gauge", role: "meter", "aria-valuemin": "0", "aria-valuemax": "100" }, this.level);
    this.name = make("span", { class: "name" });
    this.percent = make("span", { class: "percent" });
    this.editor = make("button", { type: "button", class: "quiet edit", tabIndex: -1, onclick: () => actions.edit(id) }, t("edit"));
    const caption = make("span", { class: "caption" }, this.name, this.percent, this.editor);
    this.element = make("li", { class: "card" }, this.face, this.pins, this.gauge, caption);
    this.element.card = this;
  }

  #side(name, image) {
    const overlays = ["line-bleed", "line-trim", "line-safe"].map((line) => make("span", { class: line }));
    return make("span", { class: `side ${name}` }, make("span", { class: "window" }, make("span", { class: "nothing" }, t("no_picture")), image), overlays);
  }

  get card() {
    return store.cards.get(this.id);
  }

  get flipped() {
    return this.step % 2 === 1;
  }

  /** The pictures of each of its parts: front and back. */
  get parts() {
    const said = this.draft?.front ? this.draft : this.card;
    return [[said.front, said.back], ...(said.more ?? [])];
  }

  flip() {
    this.step = (this.step + 1) % (2 * this.parts.length);
    const to = this.flipped;
    if (to && !this.element.classList.contains("turns")) {
      this.element.classList.add("turns");
      this.element.getBoundingClientRect(); // it has depth before it turns
    }
    this.element.classList.toggle("flipped", to);
    this.#label();
    this.pictures();
  }

  /** Take over what the store says of the card. */
  update() {
    const card = this.card;
    const style = this.element.style;
    style.setProperty("--ratio", card.height / card.width);
    for (const name of ["bleed", "safe", "corner"]) style.setProperty(`--${name}`, card[name] / card.width);
    const fill = Math.round(card.gauge.fill * 100);
    this.name.replaceChildren(...(card.number ? [make("b", {}, card.number), " "] : []), card.title);
    this.percent.textContent = card.gauge.characters ? `${number(fill)} %` : "";
    this.gauge.hidden = !card.gauge.characters;
    this.gauge.setAttribute("aria-valuenow", Math.min(100, fill));
    this.gauge.setAttribute("aria-valuetext", t("full", number(fill)));
    this.gauge.setAttribute("aria-label", t("fill"));
    style.setProperty("--fill", Math.min(1, card.gauge.fill));
    this.element.classList.toggle("over", fill > 100);
    this.element.classList.toggle("tight", fill > 97 && fill <= 100);
    this.editor.hidden = !card.file;
    this.editor.setAttribute("aria-label", t("edit_card", nameOf(card)));
    this.#label();
    this.updatePins();
    this.pictures();
  }

  updatePins() {
    const pins = pinsOf(this.id);
    const errors = pins.some((pin) => pin.severity === "error");
    this.element.classList.toggle("spoilt", errors);
    this.pins.hidden = !pins.length;
    this.pins.replaceChildren(
      ...pins.map((pin) =>
        make(
          "li",
          { class: pin.severity },
          make("b", { class: "unseen" }, `${t(pin.severity)}: `),
          make("span", { lang: "en" }, pin.what),
          pin.file ? make("small", {}, placeOf(pin)) : null,
        ),
      ),
    );
    if (errors && this.card?.front) this.pins.prepend(make("li", { class: "stays" }, t("last_good")));
  }

  #label() {
    const card = this.card;
    if (!card) return;
    const count = this.parts.length;
    const part = count > 1 ? ` ${Math.floor(this.step / 2) + 1}/${count}` : "";
    this.face.setAttribute("aria-label", t("face", nameOf(card), t(this.flipped ? "back" : "front") + part));
  }

  /** Ask for the pictures that are wanted: the front once the card is near, the back once it was turned. */
  pictures() {
    const card = this.card;
    if (!card || !this.seen) return;
    const width = this.face.clientWidth || 200;
    if (this.step >= 2 * this.parts.length) this.step %= 2; // it goes on no more
    const [front, back] = this.parts[Math.floor(this.step / 2)];
    this.element.classList.toggle("blank", !front);
    show(this.front, front, width * (1 + (2 * card.bleed) / card.width));
    if (this.flipped || this.back.dataset.wanted) show(this.back, back, width * (1 + (2 * card.bleed) / card.width));
  }
}
