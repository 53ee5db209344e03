// What the checks ask a page that is being shown. conftest.py puts it into the tab; no page has it.
globalThis.shown = {
    // How light a colour is, and its contrast with the ground that an element stands on (WCAG 2.2, "contrast ratio").
    light(colour) {
        const part = x => x / 255 <= .04045 ? x / 255 / 12.92 : ((x / 255 + .055) / 1.055) ** 2.4;
        const [r, g, b] = colour.match(/[\d.]+/g).map(Number);
        return .2126 * part(r) + .7152 * part(g) + .0722 * part(b) + .05;
    },
    ground(el) {
        const colour = getComputedStyle(el).backgroundColor;
        if (!/^rgba.*, 0\)$/.test(colour)) return colour;
        return el.parentElement ? shown.ground(el.parentElement) : getComputedStyle(document.body).backgroundColor;
    },
    contrast(colour, el) {
        const [a, b] = [shown.light(colour), shown.light(shown.ground(el))];
        return Math.max(a, b) / Math.min(a, b);
    },

    // Each text in such elements, with its contrast.
    contrasts(selector) {
        const own = el => [...el.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
        return [...document.querySelectorAll(`${selector}, ${selector} *`)].filter(own)
            .map(el => [el.textContent, shown.contrast(getComputedStyle(el).color, el)]);
    },

    // With the few colours of the reader's own: what stands out by an edge, a drawing or a line under it, and no longer does.
    lost() {
        const wrong = [], html = el => el.outerHTML.slice(0, 120);
        const shows = (colour, el) => !/^(none|rgba\(.*, 0\))$/.test(colour) && shown.contrast(colour, el) >= 3;
        const all = selector => [...document.querySelectorAll(selector)].filter(el => el.checkVisibility());
        for (const el of all('.call, .notice, .verdict, .emergency')) {
            const style = getComputedStyle(el);
            if (parseFloat(style.borderTopWidth) < 1 || !shows(style.borderTopColor, el.parentElement)) wrong.push(html(el));
        }
        for (const el of all('svg :is(rect, path, line, circle, text)')) {
            const style = getComputedStyle(el), box = el.closest('svg').parentElement;
            const stroked = parseFloat(style.strokeWidth) >= 1 && shows(style.stroke, box);
            if (!(el.matches('text') ? shows(style.fill, box) : shows(style.fill, box) || stroked)) wrong.push(html(el));
        }
        for (const el of all('main :is(p, li, td) a[href]')) {
            const style = getComputedStyle(el);
            const told = style.textDecorationLine.includes('underline') || parseFloat(style.borderTopWidth) >= 1;
            if (!told && shown.inText(el)) wrong.push(html(el));
        }
        return wrong;
    },

    // The block that an element stands in, as the browser lays it out.
    block(el) {
        while (el.parentElement && getComputedStyle(el).display.startsWith('inline')) el = el.parentElement;
        return el;
    },

    // Elements that reach beyond the screen, or cut off what is in them. A table scrolls in a box of its own.
    tooWide() {
        return [...document.querySelectorAll('body, body *')].filter(el => {
            const inBox = el.closest('.table') && !el.matches('.table');
            if (inBox || el.closest('.vh') || !el.checkVisibility()) return false;
            const cuts = getComputedStyle(el).overflow !== 'visible' && !el.matches('.table, svg');
            const cut = el.scrollWidth > el.clientWidth + 1 || el.scrollHeight > el.clientHeight + 1;
            return el.getBoundingClientRect().right > innerWidth + 1 || cuts && cut;
        }).map(el => el.outerHTML.slice(0, 120));
    },

    // A link that flows with words around it.
    inText(el) {
        if (getComputedStyle(el).display !== 'inline') return false;
        const around = shown.block(el);
        const links = [...around.querySelectorAll('a')].reduce((sum, a) => sum + a.textContent.length, 0);
        return around.textContent.trim().length - links > 3;
    },

    // Targets below 44 px. A box that scrolls can have the focus, but there is nothing to hit; the skip link is
    // off the screen until it has the focus (test_keyboard.py).
    smallTargets() {
        return [...document.querySelectorAll('a[href], summary, [tabindex]:not(.table), button, input')]
            .filter(el => el.checkVisibility() && !el.matches('.skip') && !shown.inText(el))
            .map(el => [el.getBoundingClientRect(), el.outerHTML.slice(0, 120)])
            .filter(([box]) => box.width < 43.9 || box.height < 43.9)
            .map(([box, html]) => `${box.width.toFixed(1)} x ${box.height.toFixed(1)}: ${html}`);
    },

    // The text nodes in an element that have words, without what only a screen reader says.
    *texts(el) {
        const walker = document.createTreeWalker(el, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const text = walker.currentNode;
            if (text.data.trim() && !text.parentElement.closest('.vh')) yield text;
        }
    },

    // Every line of text as it is laid out: where a word stands no further right than the one before, a line begins.
    lines() {
        const lines = [], range = document.createRange();
        let last = null, left = 0, line = '';
        for (const text of shown.texts(document.body)) {
            const el = text.parentElement, block = shown.block(el);
            if (!el.checkVisibility() || el.closest('svg')) continue;
            for (const word of text.data.matchAll(/\S+\s*/g)) {
                range.setStart(text, word.index);
                range.setEnd(text, word.index + word[0].trimEnd().length);
                const at = range.getBoundingClientRect().left;
                if (block !== last || at <= left) {
                    lines.push(line.trim());
                    line = '';
                }
                line += word[0].replace(/\s+/g, ' ');
                [last, left] = [block, at];
            }
        }
        return [...lines, line.trim()];
    },

    // Whether a reader can see a text: it is large and solid enough, and nothing lies on it.
    seen(text, el) {
        const parent = text.parentElement, range = document.createRange();
        for (let e = parent; e; e = e.parentElement) if (getComputedStyle(e).opacity < 1) return false;
        if (parseFloat(getComputedStyle(parent).fontSize) < 9) return false;
        if (!parent.checkVisibility({ checkVisibilityCSS: true, contentVisibilityAuto: true })) return false;
        parent.scrollIntoView({ block: 'center', inline: 'center' });
        range.selectNodeContents(text);
        return [...range.getClientRects()].filter(box => box.width > 1 && box.height > 1)
            .map(box => document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2))
            .some(hit => hit && el.contains(hit));
    },

    // Of each such element: all its texts, and those that cannot be seen. On a screen what is folded away with its
    // summary in sight is not hidden; paper cannot be opened.
    unseen(selector) {
        const folded = matchMedia('print').matches ? ':not(*)' : 'details:not([open]) > :not(summary)';
        return [...document.querySelectorAll(selector)].map(el => {
            const texts = [...shown.texts(el)].filter(text => !text.parentElement.closest(folded));
            const unseen = texts.filter(text => !shown.seen(text, el));
            return [texts, unseen].map(list => list.map(text => text.data.trim()));
        });
    },

    // What can have the focus, in the order of the page.
    stops() {
        const all = document.querySelectorAll('a[href], summary, input, [tabindex="0"]');
        return [...all].filter(el => el.checkVisibility());
    },

    // Where the focus is, and how it shows. That part of it is in sight is enough (WCAG 2.4.11): the edge of a table
    // that scrolls may cut a link in two.
    focus(order) {
        const el = document.activeElement, style = getComputedStyle(el), [box] = el.getClientRects();
        const at = (from, to, most, part) => Math.max(from, 0) * (1 - part) + Math.min(to, most) * part;
        const hits = [.1, .5, .9].map(part => document.elementFromPoint(
            at(box.left, box.right, innerWidth, part), at(box.top, box.bottom, innerHeight, .5)));
        return {
            stop: order.indexOf(el),
            html: el.outerHTML.slice(0, 100),
            seen: hits.some(hit => hit && el.contains(hit)),
            ring: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
            contrast: shown.contrast(style.outlineColor, el.parentElement),
        };
    },

    // From now on, notes where the focus is after each Tab. Where the next Tab begins, nothing can put back.
    watch() {
        shown.html = null;
        const order = shown.stops();
        shown.walk = [];
        globalThis.onkeyup = event => event.key === 'Tab' && shown.walk.push(shown.focus(order));
    },

    // Follows such links in turn, of those to one place the first: how many, and which do not lead there, in view.
    async follow(selector) {
        const all = [...document.querySelectorAll(selector)], wrong = [];
        const links = [...new Map(all.reverse().map(link => [link.href, link])).values()];
        for (const link of links) {
            if (location.hash === link.hash) history.replaceState(null, '', location.pathname);
            scrollTo(0, 0);
            const arrived = new Promise(done => {
                addEventListener('hashchange', done, { once: true });
                setTimeout(done, 5000);
            });
            link.click();
            await arrived;
            const target = document.querySelector(':target');
            const there = target && `#${target.id}` === link.hash && location.hash === link.hash;
            const box = there && target.getBoundingClientRect();
            if (!there || !target.checkVisibility() || box.top < -1 || box.top >= innerHeight || box.height < 1)
                wrong.push(link.outerHTML);
        }
        return [links.length, wrong];
    },

    // Makes the page as it was loaded from this address: nothing open, moved or restyled. False if it is another page,
    // or if something in it was changed.
    restored(address) {
        if (location.href !== address || !shown.html) return false;
        document.adoptedStyleSheets = [];
        [...document.querySelectorAll('details')].forEach((details, n) => { details.open = shown.open[n]; });
        for (const el of document.querySelectorAll('*')) if (el.scrollLeft || el.scrollTop) el.scrollTo(0, 0);
        return document.activeElement === document.body && document.documentElement.outerHTML === shown.html;
    },
};
addEventListener('load', () => {
    shown.html = document.documentElement.outerHTML;
    shown.open = [...document.querySelectorAll('details')].map(details => details.open);
});
