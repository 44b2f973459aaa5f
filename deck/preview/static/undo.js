// Take the last change back.

import { post } from "./api.js";
import { askAboutConflict } from "./dialogs.js";
import { toast } from "./dom.js";
import { t } from "./strings.js";

export async function undo(base = {}) {
  const { status, told } = await post("/api/undo", { base: base instanceof Event ? {} : base });
  if (status === 409) {
    if ((await askAboutConflict(told, null, {})) !== "mine") return;
    await undo(Object.fromEntries(told.files.map((file) => [file.name, file.digest])));
    return;
  }
  if (status !== 200) toast(told.what || t("failed"));
  else toast(told.what ? t("undone") : t("nothing_to_undo"));
}
