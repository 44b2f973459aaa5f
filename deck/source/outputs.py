"""The outputs of a deck: the built-in ones, and those that deck.yaml adds or changes."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from deck.outputs import BUILT_IN, SETTINGS, Output
from deck.problems import Problems, did_you_mean, shortened
from deck.source.naming import file_stem
from deck.source.nodes import Mapping as Tree
from deck.source.project import Project
from deck.source.shapes import OutputShape, to_name
from deck.source.tree import mark_of

LARGEST_PROFILE = 20_000_000  # bytes; those of presses take 3,000,000 at most


def read_outputs(
    shapes: Mapping[str, OutputShape], project: Project, tree: Tree, problems: Problems
) -> dict[str, Output]:
    """Every output by name; what does not fit an output is noted."""
    outputs = {output.name: output for output in BUILT_IN}
    for name, shape in shapes.items():
        if not _is_name(name):
            hint = "Its name becomes a part of the file's: take letters, numbers, - and spaces."
            said = f'an output cannot be called "{shortened(name)}".'
            problems.add(said, mark_of(tree, ("outputs", name)), hints=[hint])
            continue
        base = outputs.get(name) if "like" not in shape.model_fields_set else outputs.get(shape.like)
        base = base or outputs.get(shape.like)
        if base is None:
            hints = [*did_you_mean(shape.like, outputs), f"Outputs: {', '.join(outputs)}."]
            mark = mark_of(tree, ("outputs", name, "like"), value=True)
            problems.add(f'there is no output "{shape.like}".', mark, hints=hints)
            continue
        outputs[name] = _changed(name, base, shape, tree, problems)
        _check_profile(outputs[name], project, tree, problems)
    return outputs


def _is_name(name: str) -> bool:
    """Whether *name* can be a part of a file's name, wherever the file goes."""
    try:
        return to_name(name) == file_stem(name)
    except ValueError:
        return False


def _changed(name: str, base: Output, shape: OutputShape, tree: Tree, problems: Problems) -> Output:
    """*base* with the settings that deck.yaml gives; those its kind does not have are noted."""
    settings = {key: getattr(shape, key) for key in shape.model_fields_set - {"like", "about"}}
    for key in settings:
        if key not in SETTINGS[base.kind]:
            known = ", ".join(SETTINGS[base.kind]) or "none"
            said = f'the output "{name}" has no setting "{key}".'
            problems.add(said, mark_of(tree, ("outputs", name, key)), hints=[f"Its settings: {known}."])
    return replace(base, name=name, about=shape.about or base.about, **settings)


def _check_profile(output: Output, project: Project, tree: Tree, problems: Problems) -> None:
    """Note a press profile that is not there, or is none for CMYK presses (ICC.1:2010, 7.2: class prtr)."""
    if not output.profile:
        return
    mark = mark_of(tree, ("outputs", output.name, "profile"), value=True)
    file = project.own_file(output.profile, "assets/color")
    if file is None:
        hint = "Put the profile into assets/color/ and write its name here."
        problems.add(f'there is no profile "{output.profile}" in this project.', mark, hints=[hint])
        return
    with file.open("rb") as profile:
        head = profile.read(40)
    if file.stat().st_size > LARGEST_PROFILE:
        head = b""
    if head[12:16] != b"prtr" or head[16:20] != b"CMYK" or head[36:40] != b"acsp":
        hint = "Ask the print shop for the ICC profile of its printing condition."
        problems.add(f'"{output.profile}" is not the profile of a CMYK press.', mark, hints=[hint])
