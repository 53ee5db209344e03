"""The command ``plainhealth``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from plainhealth.gate import Exit, SettingError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command in the site's folder. Returns an exit status of ``Exit``."""
    arguments = _parser().parse_args(argv)
    try:
        if arguments.command == "verify":
            return _verify(Path(arguments.folder))
        return _build(arguments.settings, keep=arguments.command == "build")
    except SettingError as error:
        for sentence in error.sentences:
            print(f"plainhealth: {sentence}", file=sys.stderr)
        return Exit.SETTING_WRONG
    except BrokenPipeError:
        # Whoever read our output has gone (``| head``): say no more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.OUR_FAILURE
    except OSError as error:
        what = f"{error.strerror or error}" + (f": {error.filename}" if error.filename else "")
        print(f"plainhealth: {what}. Mend that, then run this again.", file=sys.stderr)
        return Exit.OUR_FAILURE
    except KeyboardInterrupt:
        print("plainhealth: Stopped. Nothing was changed.", file=sys.stderr)
        return Exit.OUR_FAILURE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="plainhealth",
        description="Build and judge a plain-language health site.",
        epilog="Exit status: 0 fine, 1 our own failure, 2 a setting is wrong, 3 findings.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, what in (
        ("build", "build the site, judge it, and put it into the output folder"),
        ("check", "judge the site as build does, and keep nothing"),
    ):
        command = commands.add_parser(name, help=what, description=what)
        command.add_argument("-s", "--settings", default="pelicanconf.py", help="settings file (default: %(default)s)")
    verify = commands.add_parser("verify", help="judge a finished folder by itself")
    verify.add_argument("folder", nargs="?", default="output", help="the folder (default: %(default)s)")
    return parser


def _build(settings_file: str, *, keep: bool) -> int:
    from plainhealth import pelican_plugin

    return pelican_plugin.load(settings_file).build(keep=keep)


def _verify(folder: Path) -> int:
    from plainhealth import settings
    from plainhealth.publish import manifest
    from plainhealth.report import text

    if not folder.is_dir():
        raise SettingError(f"There is no folder {folder}. Build the site first: make html.")
    found, told = manifest.verify(folder, settings.today())
    if found:
        print(text.findings(sorted(set(found))), file=sys.stderr)
    pages = told.get("pages", 0)
    print(
        f"Verified {folder.name}: {len(told.get('files', {}))} files, {pages} pages, {told.get('claims', 0)} claims, "
        f"{told.get('cited', 0)} cited, {told.get('no_claim', 0)} marked as no claim, {len(set(found))} problems."
    )
    return Exit.FINDINGS if found else Exit.FINE


def launch() -> int:
    """The installed command: run the code of the site that stands here, if it brings its own.

    ``.venv`` may be shared between clones; each clone is judged by its own rules.
    """
    own = Path.cwd() / "plugins"
    here = Path(__file__).resolve().parent
    if (own / "plainhealth" / "cli.py").is_file() and (own / "plainhealth").resolve() != here:
        path = os.pathsep.join([str(own), *filter(None, [os.environ.get("PYTHONPATH", "")])])
        os.execve(  # noqa: S606 - this very interpreter
            sys.executable, [sys.executable, "-m", "plainhealth", *sys.argv[1:]], {**os.environ, "PYTHONPATH": path}
        )
    return main()
