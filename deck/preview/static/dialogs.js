// What the page asks in a dialog: unsaved changes, conflicts, icons, colours.

import { get, post } from "./api.js";
import { $, make, settled, toast } from "./dom.js";
import { store } from "./store.js";
import { number, t } from "./strings.js";

/** Show a dialog; what was chosen, or *otherwise* when it was left with Escape. */
export function ask(title, content, choices, otherwise = null) {
  const dialog = $("dialog");
  return new Promise((resolve) => {
    let chosen = otherwise;
    const done = (value) => {
      chosen = value;
      dialog.close();
    };
    const buttons = choices.map(([name, value, kind]) => make("button", { type: "button", class: kind ?? "", onclick: () => done(value) }, name));
    const heading = make("h2", { id: "dialog-title", tabIndex: -1 }, title);
    dialog.replaceChildren(heading, make("div", { class: "content" }, ...[content(done)].flat()), make("div", { class: "buttons" }, buttons));
    const before = document.activeElement;
    dialog.onclose = () => {
      if (before?.isConnected) before.focus();
      resolve(chosen);
    };
    dialog.showModal();
    (dialog.querySelector("[autofocus], input, select, .tile[aria-pressed=true]") ?? heading).focus();
  });
}

export const askUnsaved = (title) =>
  ask(t("unsaved_title"), () => make("p", {}, t("unsaved", title)), [[t("save"), "save", "first"], [t("discard"), "discard"], [t("stay"), "stay", "quiet"]], "stay");

/** Both versions, and the question which is to stay: "mine", "theirs", or null to go on editing. */
export function askAboutConflict(told, open, wanted) {
  if (open && !open.isNew && !told.now) {
    return ask(t("conflict_title"), () => make("p", {}, t("conflict_gone")), [[t("stay"), null, "first"]]);
  }
  if (open && told.now) {
    const fields = Object.keys(wanted).filter((key) => shownValue(told.now[key]) !== shownValue(wanted[key]));
    const rows = fields.map((key) => both(labelOf(key), shownValue(wanted[key]), shownValue(told.now[key])));
    const content = () => [make("p", {}, t("conflict_card")), ...(rows.length ? rows : [make("p", {}, t("same"))])];
    return ask(t("conflict_title"), content, [[t("keep_mine"), "mine"], [t("take_theirs"), "theirs"], [t("stay"), null, "quiet"]]);
  }
  const content = () => told.files.map((file) => [make("p", {}, t("conflict_file", file.name)), differing(file)]);
  return ask(t("conflict_title"), () => content().flat(), [[t("go_on"), "mine"], [t("cancel"), null, "quiet"]]);
}

const shownValue = (value) => (Array.isArray(value) ? value.join(", ") : (value ?? "").trim());
const labelOf = (key) => store.deck.fields.find((field) => field.key === key)?.label ?? { title: t("title_field"), front_title: t("front_title"), icon: t("icon"), tags: t("tags"), copies: t("copies") }[key] ?? key;

const both = (name, mine, theirs, first = t("mine")) =>
  make(
    "section",
    { class: "versions" },
    name ? make("h3", {}, name) : null,
    make("div", {}, make("h4", {}, first), make("pre", { tabIndex: 0 }, mine)),
    make("div", {}, make("h4", {}, t("theirs")), make("pre", { tabIndex: 0 }, theirs)),
  );

/** The lines of a file between the first and the last that differ, with one around them. */
function differing(file) {
  const [seen, now] = [file.seen ?? "", file.now ?? ""].map((text) => text.split("\n"));
  let start = 0;
  while (start < seen.length && start < now.length && seen[start] === now[start]) start++;
  let end = 0;
  while (end < Math.min(seen.length, now.length) - start && seen[seen.length - 1 - end] === now[now.length - 1 - end]) end++;
  const part = (lines) => lines.slice(Math.max(0, start - 1), lines.length - Math.max(0, end - 1)).join("\n");
  return both("", part(seen), part(now), t("before"));
}

/** The contact sheet: the name of the icon that was chosen, "" for none, null when it was left. */
export async function chooseIcon(current) {
  const icons = (await get("/api/icons")) ?? [];
  const content = (done) => {
    const list = make("ul", { class: "icons" });
    const fill = (wanted) =>
      list.replaceChildren(
        ...icons
          .filter((icon) => icon.name.toLowerCase().includes(wanted.toLowerCase()))
          .map((icon) =>
            make(
              "li",
              {},
              make(
                "button",
                { type: "button", class: "tile", "aria-pressed": String(icon.name === current), onclick: () => done(icon.name) },
                make("img", { src: `/icon/${encodeURIComponent(icon.name)}.svg?${icon.digest}`, alt: "", loading: "lazy" }),
                make("span", {}, icon.name),
                make("small", {}, icon.uses.length ? t("used_by", icon.uses.join(", ")) : t("unused")),
              ),
            ),
          ),
      );
    fill("");
    const search = make("input", { type: "search", id: "icon-search", autocomplete: "off" });
    search.addEventListener("input", () => fill(search.value));
    return [make("label", { class: "field", htmlFor: "icon-search" }, make("span", {}, t("search")), search), list];
  };
  return ask(t("icons_title"), content, [[t("no_icon"), ""], [t("cancel"), null, "quiet"]]);
}

/** The categories' colours, each with the contrast of the text upon it. */
export async function editColours(undo) {
  const content = () => [make("p", { class: "about" }, t("colours_about")), make("ul", { class: "colours" }, store.deck.categories.map((category) => colourRow(category, undo)))];
  await ask(t("colours_title"), content, [[t("close"), null, "quiet"]]);
}

function colourRow(category, undo) {
  const swatch = make("span", { class: "swatch", "aria-hidden": "true" }, "Aa");
  const said = make("small", { id: `said-${category.letter}`, "aria-live": "polite" });
  const text = make("input", { type: "text", value: category.typed, spellcheck: false, "aria-label": t("colour_of", category.name), "aria-describedby": said.id });
  const picker = make("input", { type: "color", value: category.rgb, "aria-label": t("pick", category.name) });
  const keep = make("button", { type: "button", class: "quiet", disabled: true, "aria-label": `${t("save")}: ${category.letter}` }, t("save"));
  const paint = (told) => {
    keep.disabled = !told.good || text.value.trim() === category.typed;
    if (!told.good) {
      said.textContent = told.what;
      return;
    }
    swatch.style.background = told.rgb;
    swatch.style.color = told.text;
    picker.value = told.rgb;
    said.textContent = t("contrast", number(told.contrast, 1), t(told.text), t(told.level));
    said.classList.toggle("error", told.level === "low");
  };
  const attempt = settled(async () => paint((await get(`/api/colour?color=${encodeURIComponent(text.value)}`)) ?? { good: false, what: t("failed") }), 80);
  text.addEventListener("input", attempt);
  picker.addEventListener("input", () => {
    text.value = picker.value.toUpperCase();
    attempt();
  });
  const write = async (base) => {
    const { status, told } = await post("/api/edit", { action: "colour", category: category.letter, color: text.value, base });
    if (status === 409) {
      $("dialog").close();
      if ((await askAboutConflict(told, null, {})) === "mine") await write(Object.fromEntries(told.files.map((file) => [file.name, file.digest])));
    } else if (status === 200) {
      category = { ...category, typed: text.value.trim() };
      keep.disabled = true;
      toast(t("coloured"), { name: t("undo"), work: undo });
    } else said.textContent = told.what || t("failed");
  };
  keep.addEventListener("click", () => write({ "deck.yaml": store.files["deck.yaml"] }));
  paint({ good: true, ...category });
  return make("li", {}, swatch, make("b", {}, category.letter), make("span", { class: "name" }, category.name), text, picker, keep, said);
}
