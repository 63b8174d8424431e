"""A command that needs no name: ``extract post.txt`` instead of ``extract extract post.txt``.

Click's plug-ins for this do not fit a Typer that brings its own Click, so it is done here, with the methods
that Typer's groups offer for overriding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

if TYPE_CHECKING:
    from typer._click.core import Command, Context
    from typer._click.formatting import HelpFormatter

DEFAULT = "extract"


class DefaultGroup(TyperGroup):
    """Commands of which one is meant whenever the first word names none."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Put the default command's name in front unless another command is asked for."""
        named = bool(args) and args[0] in self.commands and args[0] != DEFAULT
        return super().parse_args(ctx, args if named else [DEFAULT, *args])

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """Find the command; the default command shows no name of its own in usage lines."""
        name, command, rest = super().resolve_command(ctx, args)
        return (None if name == DEFAULT else name), command, rest


class _NamelessContext(typer.Context):
    @property
    def command_path(self) -> str:
        """The words that call the command: those of its group."""
        return super().command_path.rstrip()


class PlainCommand(TyperCommand):
    """A command whose help page tells no types: ``FILE`` says enough, and reads the same with every Typer."""

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """Return what follows the command in its usage line."""
        arguments = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, TyperArgument)]
        names = [(argument.metavar or argument.name, argument.required) for argument in arguments]
        return ["[OPTIONS]", *(f"{name}..." if required else f"[{name}]..." for name, required in names)]

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """List the arguments, then the options."""
        parameters = self.get_params(ctx)
        arguments = [parameter for parameter in parameters if isinstance(parameter, TyperArgument)]
        options = [parameter for parameter in parameters if not isinstance(parameter, TyperArgument)]
        if arguments:
            with formatter.section("Arguments"):
                formatter.write_dl([(argument.metavar or argument.name, argument.help or "") for argument in arguments])
        with formatter.section("Options"):
            formatter.write_dl([record for option in options if (record := option.get_help_record(ctx))])


class DefaultCommand(PlainCommand):
    """The command without a name; its help page is that of the whole program."""

    context_class = _NamelessContext

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """List the options, then the other commands."""
        super().format_options(ctx, formatter)
        group = ctx.parent.command if ctx.parent else None
        if ctx.parent and isinstance(group, TyperGroup):
            group.format_commands(ctx.parent, formatter)
