"""One run, from the settings to the finished folder: both looks, and what the templates get in between."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Template
from markupsafe import Markup

from plainhealth import files, shown
from plainhealth import settings as host_settings
from plainhealth.citations import PlainHealthExtension
from plainhealth.components import Components
from plainhealth.errors import collected
from plainhealth.facts import read_facts
from plainhealth.first_look import FirstLook
from plainhealth.forks import in_forks
from plainhealth.gate import Exemption, Exit, Finding, Problem, Totals, Verdict
from plainhealth.memory import Memory
from plainhealth.notices import GENERAL, flat
from plainhealth.page import Page, as_date
from plainhealth.phrases.theme import theme_texts
from plainhealth.publish import machines, manifest, one_file, search
from plainhealth.publish.machines.told import NOTHING, Reviewed, Told, changed, gather, reviewed_as_told
from plainhealth.publish.script import KNOWN, script
from plainhealth.publish.style import Style
from plainhealth.publish.written import Expected, Looked, Written, checksum, judged, known_as, look
from plainhealth.rules import RULES
from plainhealth.sheets import MARK, table
from plainhealth.site import Site
from plainhealth.sources.format import references as format_references


class GateFailed(Exception):  # noqa: N818 - what it is called everywhere
    """The site must not go online. ``verdict`` says why."""

    exitcode = Exit.FINDINGS

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(f"{len(verdict.findings)} findings")
        self.verdict = verdict


def _other_fields(page: Page, content: Any) -> Iterator[Finding]:
    """Title and summary are judged as the page has them, and shown as Pelican has them."""
    for name, value in (("title", content.title), ("summary", content.metadata.get("summary", ""))):
        said = page.fields[name].value if name in page.fields else ""
        if flat(str(value)) != flat(said):
            message = (
                f"The {name} would be shown as “{flat(str(value))}”, and the page says “{said}”. "
                "Write it on one line; if it is, a plugin has changed it."
            )
            yield Finding(page.path, page.field_line(name), 1, "build-error", message, RULES["build-error"].fix, said)


class Waiting(NamedTuple):
    """A file that is to be written: its name, Pelican's page (None: the theme's own), what renders and writes it."""

    name: str
    content: Any
    write: Callable[[], None]


class Run:
    """What one run knows, from the settings to the written folder."""

    #: Whether files for programs are made besides pages: a feed, a map, data.
    for_programs = True

    def __init__(self, root: Path, settings: dict[str, Any], today: dt.date, memory: Memory | None = None) -> None:
        self.root = root
        self.settings = settings
        self.host = host_settings.read(settings)
        self.content = Path(settings["PATH"])
        self.theme = Path(settings["THEME"])
        texts = memory.texts if memory else None
        memory = memory or Memory()
        self.facts = memory.facts = memory.facts or read_facts(self.content, today)
        self.account = files.account(self.content, largest_page=self.host.largest_page, known=texts)
        self.errors: list[Problem] = []
        self.site = Site(
            pages=[],
            facts=self.facts,
            settings=self.host,
            today=today,
            content=self._name(self.content),
            account=self.account,
            theme_files=frozenset(
                (*map(self._saved_as, settings["DIRECT_TEMPLATES"]), *([one_file.NAME] if self.host.one_file else ()))
            ),
        )
        components = memory.components = memory.components or Components(self.theme / "components")
        self.extension = PlainHealthExtension(
            self.facts, components, country=self.host.country, language=self.host.language
        )
        self.first_look = FirstLook(self.site, self.extension, memory.judged)
        self.memory = memory
        self.judged: tuple[Site, Verdict] | None = None
        self.contents: dict[str, Any] = {}
        self.origins: dict[str, str] = {}
        self.bodies: dict[str, str] = {}
        self.notices: list[str] = []
        self.reviewed: dict[str, Reviewed] = {}
        #: What programs are told, and the SHA-256 of each file that tells it.
        self.told: Told | None = None
        self.made: dict[str, str] = {}
        #: Whether pages are written all together (``write_pages``), or one by one by somebody else's writer.
        self.together = True
        #: Whether the whole site is published as one file too, and what renders it.
        self.copies = self.host.one_file
        self.copied: list[str] = []
        self._one_file: tuple[Any, dict[str, Any], list[shown.Listed]] | None = None
        self._shown_by: dict[Any, Page] = {}
        #: The text of each of Pelican's pages as templates are given it, and the files that show another.
        self._texts: dict[Any, str] = {}
        self._changed: set[str] = set()
        self._scored = Markup()
        #: Paths below ``content`` by Pelican's.
        self._names: dict[str, str] = {}
        #: The first day after which something must be checked again; known once pages are judged.
        self.good_until = today

    # -- the first look -------------------------------------------------------------------------

    def gate(self, generators: Sequence[Any]) -> None:
        """All generators have read their files: judge all pages, and the site as a whole.

        Raises:
            GateFailed: there are findings; nothing has been written.
        """
        context = generators[0].context
        contents = [c for c in context["generated_content"].values() if c is not None]
        pages: dict[str, Page] = {}
        found: list[Finding] = []
        for content in contents:
            path = self._relative(content)
            judged = self.first_look.page(
                path,
                content._content or "",  # noqa: SLF001 - .content would resolve links
                language=content.lang,
                reader=content.metadata.get("reader", ""),
            )
            page = pages[path] = judged.page
            page.url, page.save_as, page.status = content.url, content.save_as, content.status
            found += (*judged.found, *_other_fields(page, content))
        site = self.site
        site.pages, site.errors = sorted(pages.values(), key=lambda p: p.path), self.errors
        found += self._of_site()
        self.good_until = shown.good_until(site)
        verdict = Verdict.of(found, self._totals(site), today=str(site.today), good_until=str(self.good_until))
        self.judged = site, verdict
        self.contents = dict(zip(pages, contents, strict=True))
        if found:
            pages = self._stopped(pages, generators, verdict)
        self._show(context, {path: self.contents[path] for path in pages}, pages)
        if self.copies:
            self._one_file = generators[0].get_template("one-file"), context, self._order(context["site"])

    def read(self) -> None:
        """Read and judge each page by itself, and beside them what all pages are given; all that can be done apart."""
        given = self.memory.given  # a preview has not read that for nothing
        given.update(self.first_look.read(self.settings["MARKDOWN"], None if given else self._given) or {})

    def _given(self) -> dict[str, list[Finding]]:
        """What the rules that only read say of what pages are given."""
        self.site.theme_words = list(theme_texts(self.theme, self._name(self.theme)))
        return {name: list(rule.of_site(self.site)) for name, rule in RULES.items() if rule.reads}

    def _of_site(self) -> Iterator[Finding]:
        """What the rules say of the site as a whole."""
        given = self.memory.given or self._given()
        for name, rule in RULES.items():
            yield from given[name] if rule.reads else rule.of_site(self.site)

    def _stopped(self, pages: dict[str, Page], generators: Sequence[Any], verdict: Verdict) -> dict[str, Page]:  # noqa: ARG002
        """There are findings: which pages to show all the same. Here, none.

        Raises:
            GateFailed: always.
        """
        raise GateFailed(verdict)

    def _name(self, path: Path) -> str:
        with contextlib.suppress(ValueError):
            return path.relative_to(self.root).as_posix()
        return path.as_posix()

    def _saved_as(self, template: str) -> str:
        """The file that a direct template is written to."""
        return str(self.settings.get(f"{template.upper()}_SAVE_AS", f"{template}.html"))

    def _relative(self, content: Any) -> str:
        path = content.source_path
        if path not in self._names:
            self._names[path] = Path(path).relative_to(self.content).as_posix()
        return self._names[path]

    def _totals(self, site: Site) -> Totals:
        # ".gitkeep" keeps an empty folder in git; it is nobody's text.
        skipped = [name for name in self.account.skipped if not name.endswith(".gitkeep")]
        totals = Totals(pages=len(site.pages), sources=len(site.facts.sources), skipped=skipped)
        cited = set()
        for page in site.pages:
            cited |= {c.source for c in page.cited}
            totals.no_fact += page.no_fact
            for block in page.claims:
                if block.no_claim is None:
                    totals.claims += 1
                    totals.cited += block.supported
                else:
                    totals.exempt.append(Exemption(page.path, block.line, block.no_claim, block.text))
        totals.sources_cited = len(cited & set(site.facts.sources))
        return totals

    # -- what the templates get -----------------------------------------------------------------

    def _show(self, context: dict[str, Any], contents: dict[str, Any], pages: dict[str, Page]) -> None:
        sources = self.facts.sources
        cited_by: dict[str, dict[Any, None]] = {}
        counted = self._counted(pages)
        for path, page in counted.items():
            content = self.contents[path]
            for cited in dict.fromkeys(page.cited):
                finding = self.facts.finding(cited.source, cited.finding)
                for name in (cited.source, *(finding.also if finding else ())):
                    where = cited_by.setdefault(name, {})
                    if content.status == "published":
                        where[content] = None
        formatted = self.memory.formatted
        formatted.update(format_references(sources[name] for name in sorted(cited_by.keys() - formatted.keys())))
        self._shown_by = {contents[path]: page for path, page in pages.items()}
        if not self.together:
            for content in contents.values():
                self._enrich(content)
        public = sorted((c for c in self._listed() if c.status == "published"), key=lambda c: str(c.title))
        self.reviewed = {page.save_as: Reviewed.of(page) for page in pages.values()}
        links = {c: shown.Linked(str(c.title), c.url, c.summary) for c in public}
        by_slug = {c.slug: c for c in public}
        on: dict[str, list[shown.Linked]] = {}
        for path, page in sorted(counted.items(), key=lambda item: str(self.contents[item[0]].title)):
            for term in page.terms if self.contents[path] in links else ():
                on.setdefault(term, []).append(links[self.contents[path]])
        notice = self.facts.notices[self.host.language, GENERAL]
        emergency = self.facts.emergency(self.host.country)
        assert emergency is not None
        self.notices = [n.text for n in self.facts.notices.values()]
        context["site"] = shown.ShownSite(
            settings=self.host,
            siteurl=self.settings["SITEURL"],
            style=self._style(),
            scripts={name: Markup(script(self.theme, name)) for name in KNOWN},  # noqa: S704 - known to the letter
            notice=notice.body,
            emergency=emergency,
            description=self.settings.get("SITESUBTITLE", ""),
            topics=shown.topics(links, self.host),
            pages=list(links.values()),
            links=links,
            sources=[
                shown.reference(sources[name], n, formatted[name], pages=sorted(links[c] for c in cited_by[name]))
                for n, name in enumerate(sorted(cited_by, key=lambda s: (sources[s].short.casefold(), s)), 1)
            ],
            changes=[shown.ShownChange(c.date, by_slug.get(c.page), c.what) for c in self.facts.changes],
            terms=shown.terms(self.facts.glossary, sources, on),
            good_until=self.good_until,
            for_programs=self.for_programs,
            copy_size=one_file.SIZE if self.copies else "",
        )

    def _style(self) -> Callable[[str], str]:
        """The style that a page needs, from its HTML."""
        return Style.read(self.theme).of

    def _listed(self) -> Iterable[Any]:
        """The pages that lists of pages name."""
        return self.contents.values()

    def _counted(self, pages: dict[str, Page]) -> dict[str, Page]:
        """The pages that lists of sources and words name; ``pages`` are those that are shown."""
        return pages

    def _enrich(self, content: Any) -> None:
        """Give a page what templates show of it, and keep its text, if that still is the one that was judged."""
        text = self.first_look.html.get(self._relative(content))
        unchanged = bool(content._content == text)  # noqa: SLF001 - as above
        page = self._shown_by.get(content)  # none for what came after the first look: the second will say so
        if page is not None:
            shown.enrich(content, page, self.facts.sources, self.memory.formatted)
            if MARK in content._content:  # noqa: SLF001 - as above
                content._content = content._content.replace(MARK, self._scores())  # noqa: SLF001 - as above
            if unchanged:
                self._texts[content] = content._content  # noqa: SLF001 - as above

    def _as_judged(self, content: Any) -> bool:
        """Whether text, title and summary of a page that was written still are those that were judged."""
        page = self._shown_by.get(content)
        same = content._content == self._texts.get(content)  # noqa: SLF001 - as above
        return bool(same) and page is not None and not any(_other_fields(page, content))

    def _scores(self) -> Markup:
        """The table of all pages' scores."""
        if not self._scored:
            assert self.judged
            rows = table.rows(self.judged[0])
            self._scored = self.extension.components.render(
                "sheets", rows=rows, reached=table.reached(rows), plain=table.plain(rows)
            )
        return self._scored

    # -- the copy of the whole site -------------------------------------------------------------

    def _order(self, site: shown.ShownSite) -> list[shown.Listed]:
        """The pages that the copy holds: by topic, then those in no topic."""
        online = [c for c in self.contents.values() if c.status in ("published", "hidden")]
        checked = {c.url: as_date(self._shown_by[c].fields["checked"].value) for c in online}
        titles = {linked.url: linked.title for topic in site.topics for linked in topic.pages}
        titles |= {c.url: str(c.title) for c in sorted(online, key=lambda c: str(c.title)) if c.url not in titles}
        return [shown.Listed(title, url, checked[url]) for url, title in titles.items()]

    def write_copy(self, folder: Path) -> None:
        """Put all pages, as they were written, into one file, and say its size where it is linked.

        Raises:
            OSError: a file cannot be read or written.
        """
        try:
            self._write_copy(folder)
        except one_file.NotAPage as error:  # the second look says what else is wrong with that page
            message = f"The copy of the whole site could not be made: {error}."
            self.errors.append(Problem(1, message, path=f"output/{one_file.NAME}"))

    def _write_copy(self, folder: Path) -> None:
        if self._one_file is None:
            return
        template, context, pages = self._one_file
        lists = [name for name in map(self._saved_as, self.settings["DIRECT_TEMPLATES"]) if name not in one_file.LISTS]
        pages = [page for page in pages if (folder / page.url).is_file()]  # what is lost is a finding already
        pages += [shown.Listed(one_file.title(folder, name), name, None) for name in lists]
        names = [page.url for page in pages]
        parts = one_file.parts(folder, names)
        self.copied = names
        html = Markup(one_file.joined(parts))  # noqa: S704 - as it was written
        copy = shown.OneFile(shown.version(*parts), pages, html)
        more = {"SITEURL": ".", "localsiteurl": ".", "output_file": one_file.NAME, "one_file": copy}
        file = one_file.whole(template.render({**context, **more}), frozenset(self.copied)).encode()
        (folder / one_file.NAME).write_bytes(file)
        self.origins[one_file.NAME] = "theme"
        size = one_file.size(len(file)).encode()
        for name in (name for name, origin in self.origins.items() if origin == "theme"):
            path = folder / name
            body = path.read_bytes()
            if one_file.SIZE.encode() in body:
                path.write_bytes(body.replace(one_file.SIZE.encode(), size))

    # -- the second look ------------------------------------------------------------------------

    def note_written(self, path: str, context: dict[str, Any]) -> None:
        """Remember what each file was written from, and the text that it must show."""
        name = Path(path).relative_to(self.settings["OUTPUT_PATH"]).as_posix()
        content = context.get("article") or context.get("page")
        if content is None:
            self.note_list(name)
        else:
            self.note_page(name, content, content.content)
            if not self._as_judged(content):
                self._changed.add(name)

    def note_page(self, name: str, content: Any, body: str) -> None:
        """A page was written to a file, with this text as HTML."""
        self.origins[name], self.bodies[name] = self._name(Path(content.source_path)), body

    def note_list(self, name: str) -> None:
        """A page of the theme's own was written to a file."""
        self.origins[name] = "theme"

    def write_again(self, name: str, content: Any) -> bool:  # noqa: ARG002 - for a live preview
        """Write a page as it was written before, if that is known."""
        return False

    def write_list_again(self, name: str, template: Template, given: Collection[str]) -> bool:  # noqa: ARG002 - as above
        """Write a page of the theme's own as it was written before. ``given`` are the names that its template knows."""
        return False

    def write_pages(self, waiting: Sequence[Waiting], *, apart: bool) -> None:
        """Render files, write them and look at each, on all cores if they may be rendered ``apart``."""
        output = Path(self.settings["OUTPUT_PATH"])
        origins = {one.name: self._name(Path(one.content.source_path)) for one in waiting if one.content is not None}
        expected = self._expected(self._citations(origins))

        def work(one: Waiting) -> tuple[str, list[Problem], Written, bool]:
            with collected() as errors:
                if one.content is not None:
                    self._enrich(one.content)
                one.write()
            body = "" if one.content is None else str(one.content.content)
            must = expected.of(one.name)._replace(body=body)
            file = (output / one.name).read_bytes()
            written = known_as(self.memory.written, one.name, lambda: checksum(file), must) or judged(
                one.name, file, must
            )
            return body, errors, written, one.content is None or self._as_judged(one.content)

        results = in_forks(work, waiting) if apart else [work(one) for one in waiting]
        for one, (body, errors, written, unchanged) in zip(waiting, results, strict=True):
            self.errors += errors
            if not unchanged:
                self._changed.add(one.name)
            if one.content is None:
                self.note_list(one.name)
            else:
                self.note_page(one.name, one.content, body)
            self.memory.written[one.name] = expected.of(one.name)._replace(body=body), written

    def judge_written(self, folder: Path) -> Verdict:
        """Judge the folder that was just written, with what programs are told, and write its manifest.

        Raises:
            GateFailed: the folder must not be used.
        """
        if self.judged is not None:
            self._tell_programs(folder, *self.judged)
        verdict, digests = self.look_at_written(folder)
        self.write_manifest(folder, verdict, digests)
        return verdict

    def _tell_programs(self, folder: Path, site: Site, verdict: Verdict) -> None:
        """Write what programs are told about the pages that were just written."""
        public = [page for page in site.pages if page.status == "published"]
        changes = self.facts.changes
        days = {page.save_as: self.reviewed[page.save_as].checked for page in public}
        theme = [name for name, origin in self.origins.items() if origin == "theme" and name != "404.html"]
        slugs = {c.slug: (c.url, flat(str(c.title))) for c in self.contents.values() if c.status == "published"}
        self.told = gather(
            public,
            self.facts,
            self.host,
            self.memory.formatted,
            name=self.settings["SITENAME"],
            address=self.settings["SITEURL"],
            judged=verdict.today,
            good_until=verdict.good_until,
            listed={**dict.fromkeys(theme, ""), "changes.html": str(changes[0].date) if changes else "", **days},
            changes=changed(changes, slugs),
        )
        for name, file in machines.made(self.told).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            self.made[name] = checksum(file)
            try:
                with path.open("xb") as new:
                    new.write(file)
            except FileExistsError:
                message = f"{name} is made by the build, and something else has written it too. Take that out."
                self.errors.append(Problem(1, message, path=f"output/{name}"))

    def look_at_written(self, folder: Path) -> tuple[Verdict, dict[str, str]]:
        """The second look. Gives the SHA-256 of each file as well, as it was when it was looked at.

        Raises:
            GateFailed: the folder must not be used.
        """
        if self.judged is None:
            raise RuntimeError("The gate was not asked. A plugin has disconnected it.")
        site, verdict = self.judged
        looked = self._look(folder)
        found = looked.findings
        for page in site.pages:
            if page.save_as not in looked.digests:
                found.append(
                    Finding(page.path, 1, 1, "lost-page", f"{page.save_as} was not written.", RULES["lost-page"].fix)
                )
        for name in looked.pages:
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
        for name in sorted(self._changed):
            message = f"A template or a plugin changed text, title or summary of {name} after they were checked."
            fix = "Take out the plugin, or the change to the theme, that does it; what pages say stands in content/."
            found.append(Finding(self.origins[name], 1, 1, "changed-output", message, fix))
        for name in sorted(self.made.keys() - looked.digests.keys()):
            message = "This file for programs was taken away."
            found.append(Finding(f"output/{name}", 1, 1, "lost-page", message, RULES["lost-page"].fix))
        found += [
            Finding(p.path, p.line, p.col, "build-error", p.message, RULES["build-error"].fix) for p in self.errors
        ]
        verdict.totals.html_files = len(looked.pages)
        verdict = Verdict.of(found, verdict.totals, today=verdict.today, good_until=verdict.good_until)
        if found:
            raise GateFailed(verdict)
        if looked.index:
            file = search.text(looked.index, self.facts.same).encode("utf-8")
            (folder / search.NAME).write_bytes(file)
            looked.digests[search.NAME] = checksum(file)
        return verdict, looked.digests

    def _look(self, folder: Path) -> Looked:
        return look(folder, self._expected(self._citations(self.origins)), self.memory.written)

    def _citations(self, origins: Mapping[str, str]) -> dict[str, int]:
        """How many citation links each written page must show. ``origins`` has the content file of each."""
        by_path = {page.path: page for page in self.site.pages}
        return {name: by_path[origin].citation_links for name, origin in sorted(origins.items()) if origin in by_path}

    def _expected(self, citations: Mapping[str, int]) -> Expected:
        sources = {name: self.origins[name] for name in citations if name in self.origins}
        root = shown.site_root(self.settings["SITEURL"])
        return Expected(
            self.notices,
            self._phones,
            root,
            sources,
            citations,
            self.bodies,
            reviewed=self.reviewed,
            publisher=self.host.organisation,
            address=self.settings["SITEURL"],
            made=self.made,
            copied=self.copied,
        )

    @property
    def _phones(self) -> list[str]:
        emergency = self.facts.emergency(self.host.country)
        return emergency.to_call if emergency else []

    def write_manifest(
        self, folder: Path, verdict: Verdict, digests: Mapping[str, str], *, preview: bool = False
    ) -> None:
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
                "citations": self._citations(self.origins),
                "reviewed": reviewed_as_told(self.reviewed),
                "told": (self.told or NOTHING).in_short(),
                "one_file": self.copied,
            },
            self.origins,
            digests,
        )
