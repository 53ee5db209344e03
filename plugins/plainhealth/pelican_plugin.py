"""How a run of Pelican is wrapped: connect, hand over, stop.

``GatedPelican`` wraps the whole run, because a plugin alone cannot be relied on: Pelican goes on
when a plugin cannot be loaded or registered (getpelican/pelican#3172), and ``-e 'PLUGINS=[]'``
takes it out. ``register`` is here for the other way round: it refuses to run without that class.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import gc
import logging
import os
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from socketserver import ThreadingMixIn
from types import FrameType
from typing import Any

import pelican
from pelican import signals
from pelican.log import FatalLogger
from pelican.server import ComplexHTTPRequestHandler, RootedHTTPServer
from pelican.settings import read_settings
from pelican.utils import FileChangeFilter
from pelican.writers import Writer

from plainhealth import report
from plainhealth import settings as host_settings
from plainhealth.citations import PlainHealthExtension
from plainhealth.components import plain_date
from plainhealth.errors import collected, what_broke
from plainhealth.gate import Exit, Problem, SettingError, Verdict
from plainhealth.memory import Memory
from plainhealth.preview.reuse import Reuse
from plainhealth.preview.run import PreviewRun
from plainhealth.preview.watch import Changes, Watcher
from plainhealth.publish.folder import BuildInProgress, beside, drop_spare, refuse_others, set_aside, swap
from plainhealth.run import GateFailed, Run, Waiting
from plainhealth.site import Site


def register() -> None:
    """Connect the guard that stops a run of plain Pelican, where the class was taken out."""
    # At the first signal of a run: with -d, plain Pelican deletes the finished site soon after.
    signals.initialized.connect(_refuse_without_class)


def _refuse_without_class(runner: pelican.Pelican) -> None:
    if not isinstance(runner, GatedPelican):
        report.say(
            "PELICAN_CLASS is not GatedPelican, so nothing would be verified or swapped in safely. "
            "Set PELICAN_CLASS = pelican_plugin.GatedPelican in pelicanconf.py."
        )
        raise SystemExit(Exit.SETTING_WRONG)


class GatedPelican(pelican.Pelican):  # type: ignore[misc]
    """Pelican, wrapped: build beside, judge twice, swap in. ``output/`` changes only when all is well."""

    judged: tuple[Site, Verdict] | None = None
    #: In a preview: sentences on settings that were saved and cannot be read.
    wrong_settings: Sequence[str] = ()

    def __init__(self, settings: dict[str, Any]) -> None:
        try:
            host_settings.today()
            host_settings.read(settings)
            with _all_errors() as errors:
                super().__init__(settings)
            _refuse_broken_plugins(errors)
        except SettingError as error:
            report.say(*error.sentences)
            if _previews(sys._getframe(2)):  # noqa: SLF001 - as in run
                GatedPelican.wrong_settings = error.sentences
                raise  # Pelican says so, and goes on with the settings that it has.
            raise SystemExit(Exit.SETTING_WRONG) from None
        except (KeyboardInterrupt, SystemExit):
            report.say("Stopped before anything was built.")
            raise SystemExit(Exit.OUR_FAILURE) from None
        except Exception as error:  # a plugin may raise anything, and Pelican ends with what it asks for
            if settings.get("DEBUG") or _previews(sys._getframe(2)):  # noqa: SLF001
                raise
            report.say(_broken(error, Path(settings["OUTPUT_PATH"])))
            raise SystemExit(Exit.OUR_FAILURE) from None
        GatedPelican.wrong_settings = ()
        self._memory = Memory()  # what a live preview keeps from one build to the next
        self._clearing = threading.Timer(_CALM, gc.collect)
        pelican.RootedHTTPServer = _Server
        ComplexHTTPRequestHandler.timeout = _IDLE

    def run(self) -> None:
        """One build. Leaves with an exit status of ``Exit``; in a live preview it returns instead."""
        # Pelican does not tell a class whether it reloads; its caller does.
        settings_file = _previews(sys._getframe(1))  # noqa: SLF001
        preview = settings_file is not None
        if settings_file is not None:
            self._watch(settings_file)
            self._clearing.cancel()
            gc.disable()
        try:
            status = self.build(preview=preview)
        except KeyboardInterrupt:
            if preview:
                drop_spare(Path(self.settings["OUTPUT_PATH"]).resolve())
                raise
            report.say("Stopped. Nothing was published; the finished site is as it was.")
            status = Exit.OUR_FAILURE
        finally:
            if preview:
                gc.enable()
                # What a build leaves behind is cleared away once the editor sees her page: meanwhile nothing is served.
                self._clearing = threading.Timer(_CALM, gc.collect)
                self._clearing.daemon = True
                self._clearing.start()
        if status is not Exit.FINE and not preview:
            raise SystemExit(status)

    def _watch(self, settings_file: str) -> None:
        """See every change from here on. Pelican watches only between builds: what is saved during one, it misses."""
        pelican.wait_for_changes = _wait
        ignored = FileChangeFilter(ignore_file_patterns=set(self.settings["IGNORE_FILES"]))
        _WATCHER.start([Path(settings_file), Path(self.settings["PATH"]), Path(self.settings["THEME"])], ignored)

    def build(self, *, keep: bool = True, preview: bool = False, tell: Callable[[Verdict], None] = report.tell) -> Exit:
        """Build, judge, and (if ``keep``) put the result in the place of the output folder.

        Prints what it found. A live preview must go on, so nothing is raised but with ``--debug``.
        """
        output = Path(self.settings["OUTPUT_PATH"]).resolve()
        try:
            made_from = [Path(self.settings[name]) for name in ("PATH", "THEME")]
            with self._folder(output, made_from, keep=keep) as folder:
                verdict = self._into(folder, output if preview else None)
                if keep:
                    swap(folder, output)
                    set_aside(folder, output) if preview else drop_spare(output)
        except GateFailed as failure:
            tell(failure.verdict)
            return Exit.FINDINGS
        except SettingError as error:
            report.say(*error.sentences)
            return Exit.SETTING_WRONG
        except BuildInProgress as error:
            report.say(str(error))
            return Exit.OUR_FAILURE
        except OSError as error:
            report.say(_disk(error, output))
            return Exit.OUR_FAILURE
        except (Exception, SystemExit) as error:  # a plugin or a theme may raise anything
            if self.settings.get("DEBUG"):
                raise
            report.say(_broken(error, output))
            return Exit.OUR_FAILURE
        if verdict is None:
            return Exit.OUR_FAILURE
        tell(verdict)
        return Exit.FINDINGS if verdict.findings else Exit.FINE

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

    def _into(self, folder: Path, output: Path | None = None) -> Verdict | None:
        """Build into an empty folder and judge it; with ``output``, make it a preview, to take the place of that.

        Gives None only in a preview that could not be built: said already.
        """
        root, today = Path.cwd(), host_settings.today()
        preview = PreviewRun(root, self.settings, today, self._memory) if output is not None else None
        run = preview or Run(root, self.settings, today)
        if preview:
            preview.holds = not signals.finalized.receivers
        before = {key: self.settings[key] for key in _CHANGED}
        self._prepare(run, folder)
        signals.all_generators_finalized.connect(run.gate, weak=False)
        signals.content_written.connect(run.note_written, weak=False)

        def reuse(generator: Any) -> None:
            others = any(signal.receivers for signal in _READING)  # plugins that want to see each page being read
            if (
                preview
                and not others
                and not self.settings["CACHE_CONTENT"]
                and not self.settings["LOAD_CONTENT_CACHE"]
            ):
                known = Reuse(run.memory.contents, run.account.pages, generator, run.errors)
                generator.get_cached_data, generator.cache_data = known.get_cached_data, known.cache_data

        signals.page_generator_init.connect(reuse, weak=False)
        writers = _Writers(run)
        writers.connect()

        def build() -> None:
            run.read()
            super(GatedPelican, self).run()

        try:
            with _quiet(), _all_errors() as run.errors:
                if preview and output:
                    return preview.previewed(folder, output, build, self.wrong_settings)
                build()
                run.write_copy(folder)
                return run.judge_written(folder)
        finally:
            self.judged = run.judged
            gc.unfreeze()  # what ``forks`` set aside: another build in this process may have to clear it away
            signals.all_generators_finalized.disconnect(run.gate)
            signals.content_written.disconnect(run.note_written)
            signals.page_generator_init.disconnect(reuse)
            writers.disconnect()
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


#: What Pelican sends while it reads a page.
_READING = (
    signals.page_generator_preread, signals.page_generator_context, signals.content_object_init, signals.readers_init,
)  # fmt: skip


class _Writers:
    """Pages are not written one by one as Pelican asks, but all together when it has asked for the last."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._waiting: list[Waiting] = []
        self._over = False

    def connect(self) -> None:
        self._run.together = not signals.get_writer.receivers  # another plugin's writer comes first
        if self._run.together:
            signals.get_writer.connect(self._writer)
            signals.page_writer_finalized.connect(self._write)

    def disconnect(self) -> None:
        signals.get_writer.disconnect(self._writer)
        signals.page_writer_finalized.disconnect(self._write)

    @property
    def _ours(self) -> bool:
        """What another plugin would do with a page that was written, it must do in this process, and each time."""
        return len(signals.content_written.receivers) == 1

    def _writer(self, _: object) -> type[Writer]:
        run, paginated, later = self._run, self._run.settings["PAGINATED_TEMPLATES"], self._later
        direct, ours = self._run.settings["DIRECT_TEMPLATES"], self._ours

        class PagesTogether(Writer):  # type: ignore[misc]
            def write_file(self, name: Any, template: Any, context: Any, *arguments: Any, **more: Any) -> None:
                write = functools.partial(super().write_file, name, template, context, *arguments, **more)
                page, kind = more.get("page"), more.get("template_name")
                if page is None and (not name or kind in paginated):
                    write()  # it writes several files, or none
                elif ours and page is not None:
                    if not run.write_again(name, page):
                        later(Waiting(name, page, write))
                elif not (ours and kind in direct and run.write_list_again(name, template, {*context, *more})):
                    later(Waiting(name, page, write))

        return PagesTogether

    def _later(self, one: Waiting) -> None:
        if self._over:
            one.write()  # a generator after that of the pages: nobody asks for these together
        else:
            self._waiting.append(one)

    def _write(self, _: object, **__: object) -> None:
        self._run.write_pages(self._waiting, apart=self._ours)
        self._waiting.clear()
        self._over = True


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
    """What broke, for whoever ran a build."""
    what, where = what_broke(error)
    return (
        f"The site could not be built ({what}). {output.name}/ is as it was. "
        f"Mend {where}, then run this again; pelican --debug shows how it came there."
    )


def _previews(frame: FrameType) -> str | None:
    """The settings file, if this is the frame of a live preview."""
    return str(frame.f_locals["args"].settings) if frame.f_code is pelican.autoreload.__code__ else None


class _Server(ThreadingMixIn, RootedHTTPServer):  # type: ignore[misc]
    """The preview's server. Pelican's serves one connection after the other, and browsers open some to keep."""

    daemon_threads = True


#: How long after a build in a preview memory is cleared, in seconds.
_CALM = 1.0
#: How long the preview's server waits for a connection to say what it wants, in seconds.
_IDLE = 60.0
#: One for all settings that a preview comes to see.
_WATCHER = Watcher()


def _wait(settings_file: str, settings: dict[str, Any]) -> Changes:
    """Wait for the next change, as Pelican does."""
    try:
        changes = _WATCHER.wait()
    except KeyboardInterrupt:
        drop_spare(Path(settings["OUTPUT_PATH"]).resolve())
        raise
    except (OSError, RuntimeError) as error:
        # Raised further, Pelican would build again at once, and again.
        report.say(f"Files cannot be watched ({error}). The preview ends here. Mend that, then start it again.")
        raise SystemExit(Exit.OUR_FAILURE) from None
    if os.path.abspath(settings_file) in {path for _, path in changes}:  # noqa: PTH100 - as Pelican compares it
        # Pelican reads the settings now. If it cannot, it says so, and goes on with those that it has.
        sentence = (
            f"{settings_file} cannot be read, so these pages were made with the settings of before. "
            "The terminal says why. Mend it, then save it."
        )
        GatedPelican.wrong_settings = (sentence,)
    return changes


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


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep Pelican's own "Done" back: whether it is done is said after the second look."""
    before = pelican.console.quiet
    pelican.console.quiet = True
    try:
        yield
    finally:
        pelican.console.quiet = before
