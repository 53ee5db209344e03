"""The only file that knows Pelican: connect, hand over, stop.

``GatedPelican`` wraps the whole run, because a plugin alone cannot be relied on: Pelican goes on
when a plugin cannot be loaded or registered (getpelican/pelican#3172), and ``-e 'PLUGINS=[]'``
takes it out. ``register`` is here for the other way round: it refuses to run without that class.
"""

from __future__ import annotations

import contextlib
import datetime as dt
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
from markupsafe import Markup
from pelican import signals
from pelican.contents import Content
from pelican.log import FatalLogger
from pelican.settings import read_settings

from plainhealth import files, report, shown
from plainhealth import settings as host_settings
from plainhealth.citations import PlainHealthExtension
from plainhealth.components import Components, plain_date
from plainhealth.errors import collected
from plainhealth.facts import Facts, read_facts
from plainhealth.gate import Exemption, Exit, Finding, Problem, SettingError, Totals, Verdict
from plainhealth.notices import GENERAL
from plainhealth.page import Page, read_fields
from plainhealth.publish import manifest
from plainhealth.publish.folder import BuildInProgress, beside, refuse_others, swap
from plainhealth.publish.style import style_sheet
from plainhealth.publish.written import look, policy
from plainhealth.rendered import read_page
from plainhealth.rules import RULES
from plainhealth.site import Site
from plainhealth.sources.format import references as format_references


class GateFailed(Exception):  # noqa: N818 - what it is called everywhere
    """The site must not go online. ``verdict`` says why."""

    exitcode = Exit.FINDINGS

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(f"{len(verdict.findings)} findings")
        self.verdict = verdict


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


class _Run:
    """What one run knows, from the settings to the written folder."""

    def __init__(self, root: Path, settings: dict[str, Any], today: dt.date) -> None:
        self.root = root
        self.settings = settings
        self.today = today
        self.host = host_settings.read(settings)
        self.content = Path(settings["PATH"])
        self.account = files.account(self.content, largest_page=self.host.largest_page)
        self.facts: Facts = read_facts(self.content, today)
        self.theme = Path(settings["THEME"])
        self.components = Components(self.theme / "components")
        self.judged: tuple[Site, Verdict] | None = None
        self.origins: dict[str, str] = {}
        self.errors: list[Problem] = []
        self.notices: list[str] = []

    def extension(self) -> PlainHealthExtension:
        return PlainHealthExtension(self.facts, self.components, country=self.host.country, language=self.host.language)

    # -- the first look -------------------------------------------------------------------------

    def gate(self, generators: Sequence[Any]) -> None:
        """All generators have read their files: judge all pages at once.

        Raises:
            GateFailed: there are findings; nothing has been written.
        """
        context = generators[0].context
        contents = [c for c in context["generated_content"].values() if isinstance(c, Content)]
        pages = {self._relative(c): self._page(c) for c in contents}
        site = Site(
            pages=sorted(pages.values(), key=lambda p: p.path),
            facts=self.facts,
            settings=self.host,
            today=self.today,
            content=self._name(self.content),
            account=self.account,
            theme_files=frozenset(
                self.settings.get(f"{name.upper()}_SAVE_AS", f"{name}.html")
                for name in self.settings["DIRECT_TEMPLATES"]
            ),
            errors=self.errors,
        )
        found = [finding for rule in RULES.values() for finding in rule.findings(site)]
        verdict = Verdict.of(found, self._totals(site), today=str(self.today), good_until=str(shown.good_until(site)))
        self.judged = site, verdict
        if found:
            raise GateFailed(verdict)
        self._show(context, dict(zip(pages, contents, strict=True)), pages, site)

    def _name(self, path: Path) -> str:
        with contextlib.suppress(ValueError):
            return path.relative_to(self.root).as_posix()
        return path.as_posix()

    def _relative(self, content: Content) -> str:
        return Path(content.source_path).relative_to(self.content).as_posix()

    def _page(self, content: Content) -> Page:
        path = self._relative(content)
        source = self.account.pages.get(path, "")
        fields, _ = read_fields(source)
        page = Page(
            path=f"{self._name(self.content)}/{path}",
            source=source,
            fields=fields,
            url=content.url,
            save_as=content.save_as,
            status=content.status,
            language=content.lang,
            reader=content.metadata.get("reader", ""),
        )
        return read_page(page, content._content or "")  # noqa: SLF001 - .content would resolve links

    def _totals(self, site: Site) -> Totals:
        # ".gitkeep" keeps an empty folder in git; it is nobody's text.
        skipped = [name for name in self.account.skipped if not name.endswith(".gitkeep")]
        totals = Totals(pages=len(site.pages), sources=len(site.facts.sources), skipped=skipped)
        cited = set()
        for page in site.pages:
            cited |= {c.source for c in page.cited}
            totals.no_fact += sum(block.words and not block.states for block in page.blocks)
            for block in page.claims:
                if block.no_claim is None:
                    totals.claims += 1
                    totals.cited += block.supported
                else:
                    totals.exempt.append(Exemption(page.path, block.line, block.no_claim, block.text))
        totals.sources_cited = len(cited & set(site.facts.sources))
        return totals

    # -- what the templates get -----------------------------------------------------------------

    def _show(self, context: dict[str, Any], contents: dict[str, Content], pages: dict[str, Page], site: Site) -> None:
        sources = self.facts.sources
        cited_by: dict[str, list[Content]] = {}
        for path, page in pages.items():
            for cited in dict.fromkeys(page.cited):
                finding = self.facts.finding(cited.source, cited.finding)
                for name in (cited.source, *(finding.also if finding else ())):
                    where = cited_by.setdefault(name, [])
                    if contents[path] not in where and contents[path].status == "published":
                        where.append(contents[path])
        formatted = format_references(sources[name] for name in sorted(cited_by))
        context["localsiteurl"] = ""
        for path, page in pages.items():
            shown.enrich(contents[path], page, sources, formatted)
        public = sorted((c for c in contents.values() if c.status == "published"), key=lambda c: str(c.title))
        by_slug = {c.slug: c for c in public}
        notice = self.facts.notices[self.host.language, GENERAL]
        emergency = self.facts.emergency(self.host.country)
        assert emergency is not None
        style = style_sheet(self.theme)
        self.notices = [n.text for n in self.facts.notices.values()]
        context["site"] = shown.ShownSite(
            settings=self.host,
            siteurl=self.settings["SITEURL"],
            style=Markup(style),  # noqa: S704 - the theme's own
            csp=policy(style),
            notice=notice.body,
            emergency=emergency,
            description=self.settings.get("SITESUBTITLE", ""),
            topics=shown.topics(public, self.host),
            pages=public,
            sources=[
                shown.reference(
                    sources[name], n, formatted[name], pages=sorted(cited_by[name], key=lambda c: str(c.title))
                )
                for n, name in enumerate(sorted(cited_by, key=lambda s: (sources[s].short.casefold(), s)), 1)
            ],
            changes=[shown.ShownChange(c.date, by_slug.get(c.page), c.what) for c in self.facts.changes],
            good_until=shown.good_until(site),
        )

    # -- the second look ------------------------------------------------------------------------

    def note_written(self, path: str, context: dict[str, Any]) -> None:
        """Remember what each file was written from."""
        name = Path(path).relative_to(self.settings["OUTPUT_PATH"]).as_posix()
        content = context.get("article") or context.get("page")
        self.origins[name] = self._name(Path(content.source_path)) if content is not None else "theme"

    def judge_written(self, folder: Path, *, preview: bool = False) -> Verdict:
        """Judge the folder that was just written, and write its manifest.

        Raises:
            GateFailed: the folder must not be used.
        """
        if self.judged is None:
            raise RuntimeError("The gate was not asked. A plugin has disconnected it.")
        site, verdict = self.judged
        by_path = {page.path: page for page in site.pages}
        from_content = {n: o for n, o in self.origins.items() if o in by_path}
        citations = {n: by_path[o].citation_links for n, o in from_content.items()}
        root = shown.site_root(self.settings["SITEURL"])
        emergency = self.facts.emergency(self.host.country)
        phones = emergency.to_call if emergency else []
        found, html = look(
            folder, notices=self.notices, root=root, sources=from_content, citations=citations, phones=phones
        )
        files_there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
        for page in site.pages:
            if page.save_as not in files_there:
                found.append(
                    Finding(page.path, 1, 1, "lost-page", f"{page.save_as} was not written.", RULES["lost-page"].fix)
                )
        for name in html:
            if name not in self.origins:
                found.append(
                    Finding(
                        f"output/{name}",
                        1,
                        1,
                        "lost-page",
                        "No page and no template wrote this file.",
                        RULES["lost-page"].fix,
                    )
                )
        found += [
            Finding(p.path, p.line, p.col, "build-error", p.message, RULES["build-error"].fix) for p in self.errors
        ]
        verdict.totals.html_files = len(html)
        verdict = Verdict.of(found, verdict.totals, today=verdict.today, good_until=verdict.good_until)
        if found:
            raise GateFailed(verdict)
        manifest.write(
            folder,
            {
                "judged": verdict.today,
                "preview": preview,
                "good_until": verdict.good_until,
                "root": root,
                "pages": len(site.pages),
                "claims": verdict.totals.claims,
                "cited": verdict.totals.cited,
                "no_claim": len(verdict.totals.exempt),
                "no_fact": verdict.totals.no_fact,
                "notices": self.notices,
                "phones": phones,
                "citations": citations,
            },
            self.origins,
        )
        return verdict


class GatedPelican(pelican.Pelican):  # type: ignore[misc]
    """Pelican, wrapped: build beside, judge twice, swap in. ``output/`` changes only when all is well."""

    judged: tuple[Site, Verdict] | None = None

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
        run = _Run(Path.cwd(), self.settings, host_settings.today())
        before = {key: self.settings[key] for key in ("OUTPUT_PATH", "IGNORE_FILES", "MARKDOWN")}
        self._prepare(run, folder)
        signals.all_generators_finalized.connect(run.gate, weak=False)
        signals.content_written.connect(run.note_written, weak=False)
        try:
            with _quiet(), _all_errors() as run.errors:
                super().run()
                return run.judge_written(folder, preview=preview)
        finally:
            self.judged = run.judged
            signals.all_generators_finalized.disconnect(run.gate)
            signals.content_written.disconnect(run.note_written)
            self.settings.update(before)
            self.output_path, self.ignore_files = before["OUTPUT_PATH"], before["IGNORE_FILES"]

    def _prepare(self, run: _Run, folder: Path) -> None:
        self.settings["OUTPUT_PATH"] = self.output_path = str(folder)
        self.delete_outputdir = False
        unreadable = [_literal(name) for name in sorted(run.account.not_for_pelican)]
        self.settings["IGNORE_FILES"] = [*self.settings["IGNORE_FILES"], *unreadable]
        given = self.settings["MARKDOWN"]
        others = [e for e in given.get("extensions", ()) if not isinstance(e, PlainHealthExtension)]
        self.settings["MARKDOWN"] = {**given, "extensions": [*others, run.extension()]}
        components = str(run.theme / "components")
        overrides = [p for p in self.settings["THEME_TEMPLATES_OVERRIDES"] if p != components]
        self.settings["THEME_TEMPLATES_OVERRIDES"] = [*overrides, components]
        self.settings["JINJA_FILTERS"] = {**self.settings["JINJA_FILTERS"], "date": plain_date}


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
