// Lighthouse in its mobile setting, one page after the other in one Chromium: node lighthouse.mjs CHROMIUM ADDRESS …
// For each page one line of JSON, which tests/browser/lighthouse.py reads. Nothing is judged here.
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const [chromePath, ...addresses] = process.argv.slice(2);
const chrome = await launch({
  chromePath,
  chromeFlags: [
    '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  ],
});
try {
  for (const address of addresses) {
    const settings = { disableFullPageScreenshot: true };
    const { lhr } = await lighthouse(address, { port: chrome.port, logLevel: 'silent', ...settings });
    const weighed = name => lhr.categories[name].auditRefs.filter(ref => ref.weight > 0).map(ref => ref.id);
    const failed = name => weighed(name).filter(id => lhr.audits[id].score !== null && lhr.audits[id].score < 1);
    const names = Object.keys(lhr.categories);
    console.log(JSON.stringify({
      address: lhr.finalDisplayedUrl,
      version: lhr.lighthouseVersion,
      warnings: [...lhr.runWarnings, ...lhr.runtimeError ? [lhr.runtimeError.message] : []],
      scores: Object.fromEntries(names.map(name => [name, lhr.categories[name].score])),
      failed: Object.fromEntries(names.map(name => [name, failed(name)])),
      audits: Object.fromEntries(Object.values(lhr.audits).map(audit => [audit.id, {
        score: audit.score, value: audit.numericValue ?? null,
      }])),
      requests: lhr.audits['network-requests'].details.items.map(item => item.url),
    }));
  }
} finally {
  chrome.kill();
}
