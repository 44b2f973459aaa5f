"""deck preflight: what a print shop would say of a PDF, whoever made it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from deck.cli.kinds import ParamType
from deck.cli.report import say
from deck.outputs import DEFAULT, Standard
from deck.problems import Problems

if TYPE_CHECKING:  # what reads PDFs is imported where it is used
    from deck.preflight.findings import Expected


class InkLimit(ParamType[float]):
    """A total area coverage typed as a percentage."""

    name = "ink limit"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The sum of channels, 3.0 for ``300%``, or a usage error."""
        from deck.source.shapes import to_share

        if isinstance(value, float):
            return value
        try:
            return to_share(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


@click.command("preflight", epilog="Example:  deck preflight cards.pdf --ink-limit 280%")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE.pdf")
@click.option("--ink-limit", type=InkLimit(), default=DEFAULT.ink_limit, metavar="300%", help="Most ink in one place.")
@click.option("--standard", type=click.Choice(get_args(Standard)), default=DEFAULT.standard, help="Level of PDF/X.")
def command(file: Path, ink_limit: float, standard: Standard) -> int:
    """Say in a table what a print shop would say of a PDF: boxes, fonts, colours, ink, text, bleed and more."""
    from deck.preflight.findings import Expected

    return tell(file, Expected(standard, ink_limit), Problems())


def tell(file: Path, expected: Expected, problems: Problems) -> int:
    """Print the table of *file*; the exit code, 1 when anything is bad."""
    from deck.preflight.findings import Verdict
    from deck.preflight.inspect import preflight
    from deck.preflight.table import table

    findings = preflight(file, expected, problems)
    say(table(findings, expected))
    return int(any(finding.verdict is Verdict.BAD for finding in findings))
