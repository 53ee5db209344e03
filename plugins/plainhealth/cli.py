"""The command ``plainhealth``."""

from __future__ import annotations

import argparse
import contextlib
import difflib
import functools
import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from plainhealth.gate import Exit, SettingError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command in the site's folder. Returns an exit status of ``Exit``."""
    arguments = _parser().parse_args(argv)
    try:
        match arguments.command:
            case "verify":
                return _verify(Path(arguments.folder), _teller(arguments))
            case "status":
                return _status(arguments.settings, arguments.html)
            case "sheet":
                return _sheet(arguments.page)
            case "components":
                return _components(arguments.settings, Path(arguments.folder))
            case command:
                return _build(arguments.settings, _teller(arguments), keep=command == "build")
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
    judging = []
    for name, what in (
        ("build", "build the site, judge it, and put it into the output folder"),
        ("check", "judge the site as build does, and keep nothing"),
    ):
        command = commands.add_parser(name, help=what, description=what)
        command.add_argument("-s", "--settings", default="pelicanconf.py", help="settings file (default: %(default)s)")
        judging.append(command)
    verify = commands.add_parser("verify", help="judge a finished folder by itself")
    verify.add_argument("folder", nargs="?", default="output", help="the folder (default: %(default)s)")
    for command in (*judging, verify):
        command.add_argument(
            "--report",
            choices=("text", "json", "github", "sarif"),
            default="text",
            help="what to print (default: %(default)s; in GitHub Actions with annotations)",
        )
        command.add_argument("--report-file", type=Path, metavar="FILE", help="put the report there; print the text")
    what = "say what falls due, what is exempt, and how sources and pages stand"
    status = commands.add_parser("status", help=what, description=what)
    status.add_argument("-s", "--settings", default="pelicanconf.py", help="settings file (default: %(default)s)")
    status.add_argument("--html", type=Path, metavar="FILE", help="write a page with pictures there as well")
    what = "print a blank sheet, to score a page with"
    sheet = commands.add_parser("sheet", help=what, description=f"{what.capitalize()}: content/sheets/README.md.")
    sheet.add_argument("page", help="the page's file in content/pages, without its ending, like get-help-now")
    what = "write every component of the theme, with its examples, into a folder that is never published"
    gallery = commands.add_parser("components", help=what, description=what)
    gallery.add_argument("folder", nargs="?", default="components", help="the folder (default: %(default)s)")
    gallery.add_argument("-s", "--settings", default="pelicanconf.py", help="settings file (default: %(default)s)")
    return parser


def _teller(arguments: argparse.Namespace) -> Callable[..., None]:
    """How to say a verdict, as the options ask. What goes to standard output stands there alone."""
    from plainhealth import report

    if arguments.report_file:
        report.ready(arguments.report_file)
    return functools.partial(report.tell, kind=arguments.report, file=arguments.report_file, out=sys.stdout)


def _build(settings_file: str, tell: Callable[..., None], *, keep: bool) -> int:
    from plainhealth import pelican_plugin

    with contextlib.redirect_stdout(sys.stderr):  # Pelican logs to standard output.
        return pelican_plugin.load(settings_file).build(keep=keep, tell=tell)


def _status(settings_file: str, html: Path | None) -> int:
    from plainhealth import pelican_plugin, report, status
    from plainhealth.report import status as shown
    from plainhealth.words.reading import reading

    if html:
        report.ready(html)
    with contextlib.redirect_stdout(sys.stderr):
        site, verdict = pelican_plugin.load(settings_file).look()
    stands = status.gather(site, verdict, {page.path: reading(page, site).total for page in site.pages})
    report.put(shown.text(stands).rstrip("\n"), sys.stdout)
    if html:
        html.write_text(shown.page(stands), encoding="utf-8", newline="\n")
    return Exit.FINE


def _sheet(page: str) -> int:
    from plainhealth import report, settings
    from plainhealth.sheets.blank import blank

    pages = Path("content/pages")
    known = sorted(p.relative_to(pages).with_suffix("").as_posix() for p in pages.rglob("*.md"))
    if page not in known:
        near = difflib.get_close_matches(page, known, 1)
        hint = f"Did you mean {near[0]}?" if near else "Give its file's name without the ending, in the site's folder."
        raise SettingError(f"There is no page content/pages/{page}.md. {hint}")
    report.put(blank(page, settings.today()).rstrip("\n"), sys.stdout)
    return Exit.FINE


def _components(settings_file: str, folder: Path) -> int:
    from plainhealth import gallery, pelican_plugin, settings

    theme = Path(pelican_plugin.load(settings_file).settings["THEME"])
    number = gallery.write(theme, folder, settings.today())
    print(f"Wrote {number} components. Open {folder / 'index.html'} in a browser; it is never published.")
    return Exit.FINE


def _verify(folder: Path, tell: Callable[..., None]) -> int:
    from plainhealth import report, settings
    from plainhealth.publish import manifest

    if not folder.is_dir():
        raise SettingError(f"There is no folder {folder}. Build the site first: make html.")
    found, told = manifest.verify(folder, settings.today())
    pages = told.get("pages", 0)
    tell(
        report.of_folder(found, told, settings.today()),
        last=f"Verified {folder.name}: {len(told.get('files', {}))} files, {pages} pages, "
        f"{told.get('claims', 0)} claims, {told.get('cited', 0)} cited, {told.get('no_claim', 0)} marked as no claim, "
        f"{len(set(found))} problems.",
    )
    return Exit.FINDINGS if found else Exit.FINE


def run() -> int:
    """``main``, as the last thing that a process does."""
    status = main()
    gc.freeze()  # the process ends: Python need not look for rubbish among all pages once more
    return status


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
    return run()
