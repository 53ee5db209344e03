"""A run that shows what it has, whatever is wrong with it, and makes anew only what has changed."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Template
from markdown import Markdown
from markupsafe import Markup

from plainhealth import report
from plainhealth.errors import what_broke
from plainhealth.files import below
from plainhealth.gate import Totals, Verdict
from plainhealth.memory import Finished, Memory
from plainhealth.notices import GENERAL
from plainhealth.page import Page, read_fields
from plainhealth.preview.parts import Themed
from plainhealth.preview.reuse import asked_for
from plainhealth.preview.show import Rendered, show
from plainhealth.publish import manifest
from plainhealth.publish.folder import spare
from plainhealth.publish.style import Style
from plainhealth.publish.written import Held, Looked, checksum, look
from plainhealth.rendered import read_page
from plainhealth.run import GateFailed, Run
from plainhealth.sheets import MARK
from plainhealth.site import Site

#: What the theme's own pages are given that is the same in each build, besides the settings; ``site`` is compared.
_SAME = frozenset(("site", "blog", "page_name", "template_name", "url"))


class PreviewRun(Run):
    """One build of a live preview."""

    #: One editor looks at pages; files for programs would only make each save slower.
    for_programs = False

    def __init__(self, root: Path, settings: dict[str, Any], today: dt.date, memory: Memory) -> None:
        memory.forget_unless_same(today, Path(settings["PATH"]), Path(settings["THEME"]))
        super().__init__(root, settings, today, memory)
        self._surroundings: tuple[object, ...] = ()
        #: What the theme's own pages are made of.
        self._lists: tuple[object, ...] = ()
        #: Finished pages that are taken as they were, and not written before they have their bars; and whether they
        #: may wait: not if a plugin wants to see the folder before that.
        self._held: dict[str, Held] = {}
        self.holds = True
        self.copies = False  # it would hold all pages, and few of them change

    # -- pages that fail ------------------------------------------------------------------------

    def _stopped(self, pages: dict[str, Page], generators: Sequence[Any], verdict: Verdict) -> dict[str, Page]:
        """The pages that the theme can show. The others are taken from Pelican, so that it writes none of them.

        Raises:
            GateFailed: it can show none: there is no notice, or no emergency number.
        """
        notice = (self.host.language, GENERAL) in self.facts.notices
        if not notice or self.facts.emergency(self.host.country) is None:
            raise GateFailed(verdict)
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
            failed = self.judged is not None and bool(self.judged[1].findings)
            verdict = self.judged[1] if self.judged and failed else self.look_at_written(folder)[0]
        except GateFailed as failure:
            verdict = failure.verdict
        except (Exception, SystemExit) as error:  # a plugin or a theme may raise anything
            if self.settings.get("DEBUG"):
                raise
            said.append(_not_built(error))
            report.say(said[-1])
            for path in folder.iterdir():
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            self._held.clear()
        try:
            style = Style.read(self.theme).whole
        except OSError as error:
            style = ""  # said above: without it no page could be written
            said = said or [_not_built(error)]
        site, found = self.judged or (None, Verdict([], Totals()))
        found = verdict or found
        show(
            folder,
            found.findings,
            self._rendered(folder, site, found) if site else [],
            themed=Themed(style, self._held, self.memory.cuts, spare(output)),
            totals=found.totals if verdict else None,
            said=said,
            before=manifest.files_of(output),
        )
        # Nobody relies on a preview: its manifest says what there is, and nothing of what is in it.
        self.write_manifest(folder, found, dict.fromkeys(below(folder), ""), preview=True)
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
            if page.path in wrong or not (page.save_as in self._held or (folder / page.save_as).is_file()):
                content = self.contents.get(path)
                if content is not None:
                    content._context["localsiteurl"] = ""  # noqa: SLF001 - links as from the root
                found.append(Rendered(page, html[path] if content is None else content.content, titles))
        return found

    def _style(self) -> Callable[[str], str]:
        """All of it on every page: the preview adds its own policy, and that knows one style."""
        whole = Style.read(self.theme).whole
        return lambda _: whole

    def _listed(self) -> Iterable[Any]:
        """Failing pages too, as long as their fields are right: else every page would have to be made anew."""
        assert self.judged
        wrong = {f.path for f in self.judged[1].findings if f.rule in ("bad-field", "duplicate-address")}
        start = self._name(self.content)
        return [content for path, content in self.contents.items() if f"{start}/{path}" not in wrong]

    def _counted(self, pages: dict[str, Page]) -> dict[str, Page]:
        """Failing pages too, as above, as long as their sources are on file."""
        assert self.judged
        listed = {self._relative(content) for content in self._listed()}
        sources = self.facts.sources
        every = self.judged[0].by_path()
        return {
            path: page
            for path, page in every.items()
            if path in pages or (path in listed and all(cited.source in sources for cited in page.cited))
        }

    # -- pages that stayed the same -------------------------------------------------------------

    def _show(self, context: dict[str, Any], contents: dict[str, Any], pages: dict[str, Page]) -> None:
        super()._show(context, contents, pages)
        about = [(c.title, c.url, c.summary, c.status, dict(c.metadata)) for c in self._listed()]
        around = self._surroundings = self.memory.same("pages", (self.memory.theme, self.good_until, about))
        lists = context["site"]
        changes = [(change.date, change.page and change.page.url, change.what) for change in lists.changes]
        known = around, lists.topics, lists.pages, lists.sources, lists.terms, changes
        self._lists = self.memory.same("lists", known)

    def note_page(self, name: str, content: Any, body: str) -> None:
        super().note_page(name, content, body)
        self._remember(name, self._made_of(content), body)

    def note_list(self, name: str) -> None:
        super().note_list(name)
        self._remember(name, (self._lists,), "")

    def _remember(self, name: str, made_of: tuple[object, ...], body: str) -> None:
        file = Path(self.settings["OUTPUT_PATH"], name).read_bytes()
        self.memory.finished[name] = Finished(made_of, Held(file, checksum(file)), body)

    def write_again(self, name: str, content: Any) -> bool:
        """Take a page as it was written before, if it would come out the same."""
        known = self.memory.finished.get(name)
        if known is None or known.made_of != self._made_of(content):
            return False
        self._take(name, known.file)
        super().note_page(name, content, known.body)
        return True

    def write_list_again(self, name: str, template: Template, given: Collection[str]) -> bool:
        """Take a page of the theme's own as it was written before, if it would come out the same."""
        known = self.memory.finished.get(name)
        if known is None or known.made_of != (self._lists,):
            return False
        asks = self.memory.asks
        if template.name not in asks:
            asks[template.name] = asked_for(template)
        asked = asks[template.name]
        if asked is None or not asked.isdisjoint(name for name in given if name not in _SAME and not name.isupper()):
            return False
        self._take(name, known.file)
        super().note_list(name)
        return True

    def _take(self, name: str, held: Held) -> None:
        """Hold a page until it has its bar, if it may wait."""
        if self.holds:
            self._held[name] = held
            return
        path = Path(self.settings["OUTPUT_PATH"], name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(held.file)

    def _look(self, folder: Path) -> Looked:
        return look(folder, self._expected(self._citations(self.origins)), self.memory.written, self._held)

    def _made_of(self, content: Any) -> tuple[object, ...]:
        """All that the finished page rests on: the page, and what the theme puts around it."""
        path = self._relative(content)
        html = self.first_look.html[path]
        return self._surroundings, self.account.pages[path], html, self._scores() if MARK in html else ""


def _not_built(error: BaseException) -> str:
    """What broke, for whoever looks at a preview."""
    what, where = what_broke(error)
    return f"The site could not be built ({what}). Mend {where} and save it; then this page shows itself anew."
