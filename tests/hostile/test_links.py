"""Links that lead out of the project, and things that are no files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.hostile.confined import confined, refused, secret_of
from tests.projects import Project

OUT = "this is a link that leads out of the project"
COMMANDS = ["build", "check", "list", "icons", "layouts", "outputs", "export"]


def link(project: Project, name: str, target: Path | str) -> None:
    place = project.root / name
    if place.is_dir():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(target)


@pytest.mark.parametrize(
    "name",
    [
        "deck.yaml",
        "cards/z.yaml",
        "cards/en/z.yaml",
        "layouts/plain.yaml",
        "assets/icons/car.svg",
        "assets/fonts/a.ttf",
    ],
)
def test_a_file_elsewhere_is_not_read(project: Project, name: str) -> None:
    link(project, name, secret_of(project))
    result = confined(project, "build")
    refused(result, OUT, name)
    assert "a secret" not in result.err


@pytest.mark.parametrize("name", ["cards", "layouts", "assets", "assets/icons", "output"])
def test_a_folder_elsewhere_is_neither_read_nor_written(project: Project, name: str) -> None:
    elsewhere = project.root.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "z.yaml").write_text("cards: []\n")
    link(project, name, elsewhere)
    refused(confined(project, "build"), OUT, name)
    assert os.listdir(elsewhere) == ["z.yaml"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_tells_it(project: Project, command: str) -> None:
    link(project, "cards/z.yaml", secret_of(project))
    more = ["cards.csv"] if command == "export" else []
    result = confined(project, command, *more)
    refused(result, OUT, "cards/z.yaml")


def test_a_link_that_comes_after_a_build_is_told_though_all_is_known(project: Project) -> None:
    assert project.run("build").code == 0
    link(project, "assets/icons/other.svg", "/etc/passwd")
    refused(project.run("build"), OUT, "assets/icons/other.svg")


@pytest.mark.parametrize("target", ["/dev/zero", "/dev/stdin", "/proc/self/mem", "../../../../../../etc/passwd"])
def test_devices_are_not_opened(project: Project, target: str) -> None:
    link(project, "cards/z.yaml", target)
    refused(confined(project, "build", seconds=20), OUT)


def test_a_link_inside_the_project_is_followed(project: Project) -> None:
    project.write("assets/icons/van.svg", (project.root / "assets/icons/car.svg").read_bytes())
    link(project, "assets/icons/car.svg", "van.svg")
    link(project, "cards/again", "..")  # a circle
    assert project.run("build").code == 0


def test_a_link_to_itself_is_told(project: Project) -> None:
    link(project, "cards/self.yaml", "self.yaml")
    refused(confined(project, "build"), "this file cannot be read", "cards/self.yaml")


@pytest.mark.parametrize("name", ["cards/z.yaml", "layouts/plain.yaml", "assets/icons/car.svg", "deck.yaml"])
def test_a_pipe_is_not_waited_for(project: Project, name: str) -> None:
    (project.root / name).unlink(missing_ok=True)
    os.mkfifo(project.root / name)
    assert confined(project, "build", seconds=20).code == 1


def test_a_target_that_is_a_link_is_replaced_and_what_it_led_to_stays(project: Project) -> None:
    secret = secret_of(project)
    (project.root / "output").mkdir(exist_ok=True)
    shutil.rmtree(project.root / "output")
    (project.root / "output").mkdir()
    inside = project.write("output/inside.pdf", "keep")
    (project.root / "output/small-deck.pdf").symlink_to(inside)
    assert project.run("build").code == 0
    assert not (project.root / "output/small-deck.pdf").is_symlink()
    assert (inside.read_text(), secret.read_text()) == ("keep", "cards:\n  - title: a secret\n")
