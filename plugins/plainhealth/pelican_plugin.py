"""How a run of Pelican is wrapped: connect, hand over, stop.

``GatedPelican`` wraps the whole run, because a plugin alone cannot be relied on: Pelican goes on
when a plugin cannot be loaded or registered (getpelican/pelican#3172), and ``-e 'PLUGINS=[]'``
takes it out. ``register`` is here for the other way round: it refuses to run without that class.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import pelican
from pelican import signals
from pelican.log import FatalLogger
from pelican.settings import read_settings
from pelican.writers import Writer

from plainhealth import report
from plainhealth import settings as host_settings
from plainhealth.citations import PlainHealthExtension
from plainhealth.components import plain_date
from plainhealth.errors import collected
from plainhealth.gate import Exit, Problem, SettingError, Verdict
from plainhealth.memory import Memory
from plainhealth.publish.folder import BuildInProgress, beside, refuse_others, swap
from plainhealth.run import GateFailed, Run
from plainhealth.site import Site


def register() -> None:
    """Connect the guard that stops a run of plain Pelican, where the class was taken out."""
    # At the first signal of a run: with -d, plain Pelican deletes the finished site soon after.
    signals.initialized.connect(_refuse_without_class)


def _refuse_without_class(runner: pelican.Pelican) -> None:
    if not isinstance(runner, GatedPelican):
        _say(
            "PELICAN_CLASS is not GatedPelican, so nothing would be verified or swapped in safely. "
            "Set PELICAN_CLASS = pelican_plugin.GatedPelican in pelicanconf.py."
        )
        raise SystemExit(Exit.SETTING_WRONG)


class GatedPelican(pelican.Pelican):  # type: ignore[misc]
    """Pelican, wrapped: build beside, judge twice, swap in. ``output/`` changes only when all is well."""

    judged: tuple[Site, Verdict] | None = None
    #: What a live preview keeps from one build to the next.
    _memory: Memory | None = None

    def __init__(self, settings: dict[str, Any]) -> None:
        try:
            host_settings.today()
            host_settings.read(settings)
            with _all_errors() as errors:
                super().__init__(settings)
            _refuse_broken_plugins(errors)
        except SettingError as error:
            _say(*error.sentences)
            if _is_preview(sys._getframe(2)):  # noqa: SLF001 - as in run
                raise  # Pelican says so, and goes on with the settings that it has.
            raise SystemExit(Exit.SETTING_WRONG) from None
        except (KeyboardInterrupt, SystemExit):
            _say("Stopped before anything was built.")
            raise SystemExit(Exit.OUR_FAILURE) from None
        except Exception as error:  # a plugin may raise anything, and Pelican ends with what it asks for
            if settings.get("DEBUG") or _is_preview(sys._getframe(2)):  # noqa: SLF001
                raise
            _say(_broken(error, Path(settings["OUTPUT_PATH"])))
            raise SystemExit(Exit.OUR_FAILURE) from None

    def run(self) -> None:
        """One build. Leaves with an exit status of ``Exit``; in a live preview it returns instead."""
        # Pelican does not tell a class whether it reloads; its caller does.
        preview = _is_preview(sys._getframe(1))  # noqa: SLF001
        try:
            status = self.build(preview=preview)
        except KeyboardInterrupt:
            if preview:
                raise
            _say("Stopped. Nothing was published; the finished site is as it was.")
            status = Exit.OUR_FAILURE
        if status is not Exit.FINE and not preview:
            raise SystemExit(status)

    def build(self, *, keep: bool = True, preview: bool = False, tell: Callable[[Verdict], None] = report.tell) -> Exit:
        """Build, judge, and (if ``keep``) put the result in the place of the output folder.

        Prints what it found. A live preview must go on, so nothing is raised but with ``--debug``.
        """
        output = Path(self.settings["OUTPUT_PATH"]).resolve()
        try:
            made_from = [Path(self.settings[name]) for name in ("PATH", "THEME")]
            with self._folder(output, made_from, keep=keep) as folder:
                verdict = self._into(folder, preview=preview)
                if keep:
                    swap(folder, output)
        except GateFailed as failure:
            tell(failure.verdict)
            return Exit.FINDINGS
        except SettingError as error:
            _say(*error.sentences)
            return Exit.SETTING_WRONG
        except BuildInProgress as error:
            _say(str(error))
            return Exit.OUR_FAILURE
        except OSError as error:
            _say(_disk(error, output))
            return Exit.OUR_FAILURE
        except (Exception, SystemExit) as error:  # a plugin or a theme may raise anything
            if self.settings.get("DEBUG"):
                raise
            _say(_broken(error, output))
            return Exit.OUR_FAILURE
        tell(verdict)
        return Exit.FINE

    @staticmethod
    @contextlib.contextmanager
    def _folder(output: Path, made_from: Iterable[Path], *, keep: bool) -> Iterator[Path]:
        if keep:
            refuse_others(output, made_from)
            with beside(output) as folder:
                yield folder
        else:
            with tempfile.TemporaryDirectory(prefix="plainhealth-") as name:
                yield Path(name)

    def look(self) -> tuple[Site, Verdict]:
        """Read and judge all pages, keep nothing, print nothing; for ``plainhealth status``.

        Raises:
            RuntimeError: the gate was not asked.
        """
        with tempfile.TemporaryDirectory(prefix="plainhealth-") as folder, contextlib.suppress(GateFailed):
            self._into(Path(folder))
        if self.judged is None:
            raise RuntimeError("The gate was not asked. A plugin has disconnected it.")
        return self.judged

    def _into(self, folder: Path, *, preview: bool = False) -> Verdict:
        """Build into an empty folder and judge it."""
        if preview and self._memory is None:
            self._memory = Memory()
        run = Run(Path.cwd(), self.settings, host_settings.today(), self._memory if preview else None)
        before = {key: self.settings[key] for key in _CHANGED}
        self._prepare(run, folder)
        writer = _writer(run) if preview else None
        if writer:
            signals.get_writer.connect(writer)
        signals.all_generators_finalized.connect(run.gate, weak=False)
        signals.content_written.connect(run.note_written, weak=False)
        try:
            with _quiet(), _all_errors() as run.errors:
                run.first_look.read(self.settings["MARKDOWN"])
                super().run()
                return run.judge_written(folder, preview=preview)
        finally:
            self.judged = run.judged
            signals.all_generators_finalized.disconnect(run.gate)
            signals.content_written.disconnect(run.note_written)
            if writer:
                signals.get_writer.disconnect(writer)
            self.settings.update(before)
            self.output_path, self.ignore_files = before["OUTPUT_PATH"], before["IGNORE_FILES"]

    def _prepare(self, run: Run, folder: Path) -> None:
        self.settings["OUTPUT_PATH"] = self.output_path = str(folder)
        self.delete_outputdir = False
        unreadable = [_literal(name) for name in sorted(run.account.not_for_pelican)]
        self.settings["IGNORE_FILES"] = [*self.settings["IGNORE_FILES"], *unreadable]
        given = self.settings["MARKDOWN"]
        others = [e for e in given.get("extensions", ()) if not isinstance(e, PlainHealthExtension)]
        self.settings["MARKDOWN"] = {**given, "extensions": [*others, run.extension]}
        components = str(run.theme / "components")
        overrides = [p for p in self.settings["THEME_TEMPLATES_OVERRIDES"] if p != components]
        self.settings["THEME_TEMPLATES_OVERRIDES"] = [*overrides, components]
        self.settings["JINJA_FILTERS"] = {**self.settings["JINJA_FILTERS"], "date": plain_date}
        self.settings["JINJA_ENVIRONMENT"] = {
            **self.settings["JINJA_ENVIRONMENT"],
            "bytecode_cache": run.memory.compiled,
        }


#: The settings that are others during a build.
_CHANGED = (
    "OUTPUT_PATH", "IGNORE_FILES", "MARKDOWN", "THEME_TEMPLATES_OVERRIDES", "JINJA_FILTERS", "JINJA_ENVIRONMENT",
)  # fmt: skip


def _writer(run: Run) -> Callable[[object], type[Writer]]:
    """For a live preview: a page of which nothing has changed is not rendered again."""

    class Rewriter(Writer):  # type: ignore[misc]
        def write_file(self, name: Any, template: Any, context: Any, *arguments: Any, **more: Any) -> None:
            if not (more.get("page") and run.write_again(str(name), more["page"])):
                super().write_file(name, template, context, *arguments, **more)

    return lambda _: Rewriter


def load(settings_file: str, overrides: dict[str, Any] | None = None) -> GatedPelican:
    """Read a settings file as ``pelican -s`` does.

    Raises:
        SettingError: the file is missing or is not valid Python.
        SystemExit: a setting is wrong (already said).
    """
    path = Path(settings_file)
    if not path.is_file():
        raise SettingError(f"There is no {settings_file} here. Go to the site's folder, or name the file with -s.")
    try:
        settings = read_settings(str(path), override=overrides or {})
    except SyntaxError as error:
        raise SettingError(
            f"{error.filename or path}:{error.lineno or 1}:{error.offset or 1}: this is not valid Python: {error.msg}. "
            "Look for a missing quote, comma or bracket on this line or the one above."
        ) from None
    except (SettingError, SystemExit):
        raise
    except Exception as error:
        raise SettingError(f"{path} cannot be read: {error.__class__.__name__}: {error}.") from error
    cls = settings["PELICAN_CLASS"]
    if not (isinstance(cls, type) and issubclass(cls, GatedPelican)):
        raise SettingError(
            f"{path}: PELICAN_CLASS is not GatedPelican. Set PELICAN_CLASS = pelican_plugin.GatedPelican again."
        )
    return cls(settings)


def _refuse_broken_plugins(errors: Sequence[Problem]) -> None:
    if errors:
        raise SettingError(*(f"{p.message}. Mend PLUGINS in pelicanconf.py, or the plugin itself." for p in errors))


def _literal(name: str) -> str:
    """A file name as a pattern that matches only itself."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)


def _disk(error: OSError, output: Path) -> str:
    what = f"{error.strerror or error}" + (f": {error.filename}" if error.filename else "")
    steps = {
        errno.ENOSPC: "Free some space on the disk, then run this again.",
        errno.EDQUOT: "Free some space on the disk, then run this again.",
        errno.EACCES: "Give yourself the right to read and write there, then run this again.",
        errno.EROFS: "Choose a folder that can be written to, then run this again.",
    }
    step = steps.get(error.errno or 0, "Mend that, then run this again.")
    return f"The site could not be built ({what}). {output.name}/ is as it was. {step}"


def _broken(error: BaseException, output: Path) -> str:
    """What broke, and the last place in the site's own files that it came through."""
    here = Path.cwd()
    own = [
        f"{Path(frame.filename).relative_to(here)}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(here) and "site-packages" not in frame.filename
    ]
    what = " ".join(f"{error.__class__.__name__}: {error}".split())
    return (
        f"The site could not be built ({what}). {output.name}/ is as it was. "
        f"Mend {own[-1] if own else 'that'}, then run this again; pelican --debug shows how it came there."
    )


def _is_preview(frame: FrameType) -> bool:
    return frame.f_code is pelican.autoreload.__code__


@contextlib.contextmanager
def _all_errors() -> Iterator[list[Problem]]:
    """Collect what is logged as an error. Pelican's ``--fatal`` would stop at the first, and show no other."""
    fatal = FatalLogger.fatal_lvl
    FatalLogger.fatal_lvl = logging.CRITICAL + 1
    try:
        with collected(min(fatal, logging.ERROR)) as problems:
            yield problems
    finally:
        FatalLogger.fatal_lvl = fatal


def _say(*sentences: str) -> None:
    for sentence in sentences:
        report.put(f"plainhealth: {sentence}", sys.stderr)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep Pelican's own "Done" back: whether it is done is said after the second look."""
    before = pelican.console.quiet
    pelican.console.quiet = True
    try:
        yield
    finally:
        pelican.console.quiet = before
