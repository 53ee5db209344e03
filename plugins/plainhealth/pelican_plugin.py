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
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import pelican
from markdown import Markdown
from markupsafe import Markup
from pelican import signals
from pelican.contents import Content
from pelican.log import FatalLogger
from pelican.server import ComplexHTTPRequestHandler
from pelican.settings import read_settings
from pelican.utils import FileChangeFilter

from plainhealth import files, report, shown
from plainhealth import settings as host_settings
from plainhealth.citations import PlainHealthExtension
from plainhealth.components import Components, plain_date
from plainhealth.errors import collected
from plainhealth.facts import Facts, read_facts
from plainhealth.gate import Exemption, Exit, Finding, Problem, SettingError, Totals, Verdict
from plainhealth.notices import GENERAL
from plainhealth.page import Page, read_fields
from plainhealth.preview.show import Rendered, show
from plainhealth.preview.watch import Changes, Watcher
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

    def __init__(self, root: Path, settings: dict[str, Any], today: dt.date, *, preview: bool = False) -> None:
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
        self.preview = preview
        self.contents: dict[str, Content] = {}
        self.origins: dict[str, str] = {}
        self.errors: list[Problem] = []
        self.notices: list[str] = []

    def extension(self) -> PlainHealthExtension:
        return PlainHealthExtension(self.facts, self.components, country=self.host.country, language=self.host.language)

    # -- the first look -------------------------------------------------------------------------

    def gate(self, generators: Sequence[Any]) -> None:
        """All generators have read their files: judge all pages at once.

        Raises:
            GateFailed: there are findings; nothing has been written. In a preview only if the theme can show nothing.
        """
        context = generators[0].context
        read = [c for c in context["generated_content"].values() if isinstance(c, Content)]
        contents = self.contents = {self._relative(c): c for c in read}
        pages = {path: self._page(content) for path, content in contents.items()}
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
            if not self.preview or not self._theme_can_show():
                raise GateFailed(verdict)
            pages = self._take_out_failing(pages, generators, verdict)
        self._show(context, {path: contents[path] for path in pages}, pages, site)

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

    # -- the preview ----------------------------------------------------------------------------

    def _theme_can_show(self) -> bool:
        """Whether there is what every page of the theme shows."""
        notice = (self.host.language, GENERAL) in self.facts.notices
        return notice and self.facts.emergency(self.host.country) is not None

    def _take_out_failing(self, pages: dict[str, Page], generators: Sequence[Any], verdict: Verdict) -> dict[str, Page]:
        """The pages that the theme can show. The others are taken from Pelican, so that it writes none of them."""
        wrong = {finding.path for finding in verdict.findings}
        fine = {
            path: page
            for path, page in pages.items()
            if page.path not in wrong and all(cited.source in self.facts.sources for cited in page.cited)
        }
        out = {id(content) for path, content in self.contents.items() if path not in fine}
        for generator in generators:
            for listed in vars(generator).values():
                if isinstance(listed, list):
                    listed[:] = [item for item in listed if id(item) not in out]
        return fine

    def previewed(self, folder: Path, output: Path, build: Callable[[], None], wrong: Sequence[str]) -> Verdict | None:
        """Build, and show what came of it whatever that is: what theme, plugins and data may break is said on a page.

        ``wrong`` are sentences on settings that could not be read. Gives None where there is no verdict: said already.

        Raises:
            OSError: the folder cannot be written to.
        """
        said = list(wrong)
        verdict: Verdict | None = None
        try:
            build()
            verdict = self.judged[1] if self.judged and self.judged[1].findings else self.look_at_written(folder)
        except GateFailed as failure:
            verdict = failure.verdict
        except (Exception, SystemExit) as error:  # a plugin or a theme may raise anything
            if self.settings.get("DEBUG"):
                raise
            said.append(_not_built(error))
            _say(said[-1])
            for path in folder.iterdir():
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        try:
            style = style_sheet(self.theme)
        except OSError as error:
            style = ""  # said above: without it no page could be written
            said = said or [_not_built(error)]
        site, found = self.judged or (None, Verdict([], Totals()))
        found = verdict or found
        show(
            folder,
            found.findings,
            self._rendered(folder, site, found) if site else [],
            theme_style=style,
            totals=found.totals if verdict else None,
            said=said,
            before=manifest.files_of(output),
        )
        self.write_manifest(folder, found, preview=True)
        return found if verdict or found.findings else None

    def _convert(self, source: str) -> str:
        """The HTML of a page that Pelican left out; as it was typed, where a finding says that it cannot be made."""
        try:
            return Markdown(**self.settings["MARKDOWN"]).convert(source)
        except Exception:  # noqa: BLE001 - a component of the theme may raise anything; lost-page says what
            return Markup("<pre>{}</pre>").format(source)

    def _rendered(self, folder: Path, site: Site, verdict: Verdict) -> list[Rendered]:
        """The pages that the theme has not written, or that have findings."""
        wrong = {finding.path for finding in verdict.findings}
        pages = dict(site.by_path())
        left_out = {path: source for path, source in self.account.pages.items() if path not in pages}
        html = {path: self._convert(source) for path, source in left_out.items()}
        for path, source in left_out.items():
            name = f"{self._name(self.content)}/{path}"
            page = Page(name, source, read_fields(source)[0], save_as=f"{Path(path).stem}.html")
            pages[path] = read_page(page, html[path])
        titles = {name: f"{s.short}: {s.csl.get('title', '')}" for name, s in self.facts.sources.items()}
        found = []
        for path, page in pages.items():
            if page.path in wrong or not (folder / page.save_as).is_file():
                content = self.contents.get(path)
                if content is not None:
                    content._context["localsiteurl"] = ""  # noqa: SLF001 - links as from the root
                found.append(Rendered(page, html[path] if content is None else content.content, titles))
        return found

    # -- the second look ------------------------------------------------------------------------

    def note_written(self, path: str, context: dict[str, Any]) -> None:
        """Remember what each file was written from."""
        name = Path(path).relative_to(self.settings["OUTPUT_PATH"]).as_posix()
        content = context.get("article") or context.get("page")
        self.origins[name] = self._name(Path(content.source_path)) if content is not None else "theme"

    def judge_written(self, folder: Path) -> Verdict:
        """Judge the folder that was just written, and write its manifest.

        Raises:
            GateFailed: the folder must not be used.
        """
        verdict = self.look_at_written(folder)
        self.write_manifest(folder, verdict)
        return verdict

    def look_at_written(self, folder: Path) -> Verdict:
        """Judge the folder that was just written.

        Raises:
            GateFailed: the folder must not be used.
        """
        if self.judged is None:
            raise RuntimeError("The gate was not asked. A plugin has disconnected it.")
        site, verdict = self.judged
        citations = self._citations(site)
        from_content = {name: self.origins[name] for name in citations}
        found, html = look(
            folder,
            notices=self.notices,
            root=shown.site_root(self.settings["SITEURL"]),
            sources=from_content,
            citations=citations,
            phones=self._phones,
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
        return verdict

    def _citations(self, site: Site) -> dict[str, int]:
        """How many citation links each written page must show."""
        by_path = {page.path: page for page in site.pages}
        return {name: by_path[origin].citation_links for name, origin in self.origins.items() if origin in by_path}

    @property
    def _phones(self) -> list[str]:
        emergency = self.facts.emergency(self.host.country)
        return emergency.to_call if emergency else []

    def write_manifest(self, folder: Path, verdict: Verdict, *, preview: bool = False) -> None:
        """Write down what the folder holds, and what it was judged by."""
        manifest.write(
            folder,
            {
                "judged": verdict.today,
                "preview": preview,
                "good_until": verdict.good_until,
                "root": shown.site_root(self.settings["SITEURL"]),
                "pages": verdict.totals.pages,
                "claims": verdict.totals.claims,
                "cited": verdict.totals.cited,
                "no_claim": len(verdict.totals.exempt),
                "no_fact": verdict.totals.no_fact,
                "notices": self.notices,
                "phones": self._phones,
                "citations": self._citations(self.judged[0]) if self.judged else {},
            },
            self.origins,
        )


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
            _say(*error.sentences)
            if _previews(sys._getframe(2)):  # noqa: SLF001 - as in run
                GatedPelican.wrong_settings = error.sentences
                raise  # Pelican says so, and goes on with the settings that it has.
            raise SystemExit(Exit.SETTING_WRONG) from None
        except (KeyboardInterrupt, SystemExit):
            _say("Stopped before anything was built.")
            raise SystemExit(Exit.OUR_FAILURE) from None
        except Exception as error:  # a plugin may raise anything, and Pelican ends with what it asks for
            if settings.get("DEBUG") or _previews(sys._getframe(2)):  # noqa: SLF001
                raise
            _say(_broken(error, Path(settings["OUTPUT_PATH"])))
            raise SystemExit(Exit.OUR_FAILURE) from None
        GatedPelican.wrong_settings = ()
        # Pelican's server serves one connection after the other, and browsers open some that they may never use.
        ComplexHTTPRequestHandler.timeout = _IDLE

    def run(self) -> None:
        """One build. Leaves with an exit status of ``Exit``; in a live preview it returns instead."""
        # Pelican does not tell a class whether it reloads; its caller does.
        settings_file = _previews(sys._getframe(1))  # noqa: SLF001
        preview = settings_file is not None
        if settings_file is not None:
            self._watch(settings_file)
        try:
            status = self.build(preview=preview)
        except KeyboardInterrupt:
            if preview:
                raise
            _say("Stopped. Nothing was published; the finished site is as it was.")
            status = Exit.OUR_FAILURE
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
        run = _Run(Path.cwd(), self.settings, host_settings.today(), preview=output is not None)
        before = {key: self.settings[key] for key in ("OUTPUT_PATH", "IGNORE_FILES", "MARKDOWN")}
        self._prepare(run, folder)
        signals.all_generators_finalized.connect(run.gate, weak=False)
        signals.content_written.connect(run.note_written, weak=False)
        try:
            with _quiet(), _all_errors() as run.errors:
                if output is not None:
                    return run.previewed(folder, output, super().run, self.wrong_settings)
                super().run()
                return run.judge_written(folder)
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
    """What broke, for whoever ran a build."""
    what, where = _what_broke(error)
    return (
        f"The site could not be built ({what}). {output.name}/ is as it was. "
        f"Mend {where}, then run this again; pelican --debug shows how it came there."
    )


def _not_built(error: BaseException) -> str:
    """What broke, for whoever looks at a preview."""
    what, where = _what_broke(error)
    return f"The site could not be built ({what}). Mend {where} and save it; then this page shows itself anew."


def _what_broke(error: BaseException) -> tuple[str, str]:
    """The error, and the last place in the site's own files that it came through."""
    here = Path.cwd()
    own = [
        f"{Path(frame.filename).relative_to(here)}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(here) and "site-packages" not in frame.filename
    ]
    return " ".join(f"{error.__class__.__name__}: {error}".split()), own[-1] if own else "that"


def _previews(frame: FrameType) -> str | None:
    """The settings file, if this is the frame of a live preview."""
    return str(frame.f_locals["args"].settings) if frame.f_code is pelican.autoreload.__code__ else None


#: How long the preview's server waits for a connection to say what it wants, in seconds.
_IDLE = 0.5
#: One for all settings that a preview comes to see.
_WATCHER = Watcher()


def _wait(settings_file: str, _: object) -> Changes:
    """Wait for the next change, as Pelican does."""
    try:
        changes = _WATCHER.wait()
    except (OSError, RuntimeError) as error:
        # Raised further, Pelican would build again at once, and again.
        _say(f"Files cannot be watched ({error}). The preview ends here. Mend that, then start it again.")
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
