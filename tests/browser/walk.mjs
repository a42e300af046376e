// Opens a page in Chromium: clicks the filters, walks the changes, counts what is visible, asks axe-core.
// node walk.mjs CHROMIUM PAGE…   with SHOTS=folder it also takes pictures.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [executablePath, ...pages] = process.argv.slice(2);
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});

const open = async (file, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.on("console", (message) => { if (message.type() === "error") throw new Error(`${file}: ${message.text()}`); });
  page.on("pageerror", (error) => { throw error; });
  page.on("request", (request) => assert.match(request.url(), /^file:/, "the page asks the network"));
  await page.goto(`file://${file}`);
  return page;
};
const visible = (page, selector) => page.locator(`${selector}:visible`).count();

// Waits for the count: on a busy machine the page answers a click late.
const shows = async (page, selector, expected, message) => {
  for (let tries = 0; tries < 50 && (await visible(page, selector)) !== expected; tries += 1) await page.waitForTimeout(100);
  assert.equal(await visible(page, selector), expected, message ?? selector);
};

const filters = async (file) => {
  const page = await open(file);
  const all = await page.locator("#paragraphs article.change").count();
  await shows(page, "#paragraphs article.change", all);
  assert.match(await page.textContent("#status"), new RegExp(`All ${all} changes shown`));
  if (all === 0) return page.context().close();
  await page.click("#filters > summary");
  for (const tick of await page.locator("#filters input[data-facet], #filters input[data-weight]").all()) {
    await tick.uncheck();
    const expected = await page.evaluate(() => {
      const on = (kind) => [...document.querySelectorAll(`#filters [data-${kind}]`)];
      const set = (kind) => new Set(on(kind).filter((it) => it.checked).map((it) => it.dataset[kind]));
      const weights = on("weight").length ? set("weight") : null, facets = set("facet");
      return [...document.querySelectorAll("#paragraphs article.change")].filter((it) =>
        it.dataset.facets.split(" ").some((facet) => facets.has(facet))
        && (!weights || weights.has(it.dataset.weight || "not classified"))).length;
    });
    await shows(page, "#paragraphs article.change", expected);
    const status = await page.textContent("#status");
    if (expected < all) {
      assert.ok(status.includes(`${expected} of ${all} changes shown; hidden: `), status);
      const said = [...status.split("hidden: ")[1].matchAll(/(\d+) [a-z]/g)].reduce((sum, [, count]) => sum + +count, 0);
      assert.equal(said, all - expected, status);
    }
    await tick.check();
  }
  // Everything off, and back by one button; a link to what is hidden shows it.
  for (const tick of await page.locator("#filters input[data-facet]").all()) await tick.uncheck();
  await shows(page, "#paragraphs article.change", 0);
  await page.evaluate(() => { location.hash = "#change-1"; });
  await page.waitForSelector("#change-1:visible");
  for (const tick of await page.locator("#filters input[data-facet]").all()) await tick.uncheck();
  await page.click("#all");
  await shows(page, "#paragraphs article.change", all);
  // Unchanged paragraphs unfold together.
  const folds = await page.locator("details.same").count();
  if (folds) {
    await shows(page, "details.same .pair", 0);
    await page.check("#unfold");
    await shows(page, "details.same .pair", await page.locator("details.same .pair").count());
  }
  await page.context().close();
};

const walk = async (file) => {
  const page = await open(file);
  const all = await page.locator("#paragraphs article.change").count();
  const seen = [];
  for (let step = 0; step < all; step += 1) {
    await page.keyboard.press("n");
    seen.push(await page.evaluate(() => document.activeElement.id));
    assert.equal(await page.textContent("#where"), `${step + 1} of ${all}`);
  }
  assert.deepEqual(seen, [...Array(all).keys()].map((at) => `change-${at + 1}`));
  if (all > 1) {
    await page.keyboard.press("p");
    assert.equal(await page.evaluate(() => document.activeElement.id), `change-${all - 1}`);
    await page.click("#filters > summary");
    await page.uncheck("#keys");
    await page.keyboard.press("n");
    assert.equal(await page.textContent("#where"), `${all - 1} of ${all}`, "keys that are off do nothing");
    await page.keyboard.press("Escape");
    await page.click("#next");
    assert.equal(await page.textContent("#where"), `${all} of ${all}`);
  }
  await page.context().close();
};

// The list has a line for each change, which leads to it.
const list = async (file) => {
  const page = await open(file, { reducedMotion: "reduce" });
  const all = await page.locator("#paragraphs article.change").count();
  assert.equal(await page.locator("#list li").count(), all);
  if (all === 0) return page.context().close();
  await shows(page, "#list li", 0);
  for (const at of new Set([1, Math.ceil(all / 2), all])) {
    await page.click("#list > summary");
    await shows(page, "#list li", all);
    await page.click(`#list li:nth-child(${at}) a`);
    await page.waitForFunction((id) => document.activeElement.id === id, `change-${at}`);
    await shows(page, "#list li", 0, "the list closes");
  }
  // the same one again
  await page.click("#list > summary");
  await page.click(`#list li:nth-child(${all}) a`);
  await shows(page, "#list li", 0, "the list closes");
  await page.context().close();
};

// On paper every page has its number and the running title, and none is blank.
const paper = async (file) => {
  const title = (await (await open(file)).title()).replace(/\s+/g, " ");
  for (const view of ["#view-inline", "#view-side"]) {
    const page = await open(file);
    await page.check(view);
    const folder = mkdtempSync(join(tmpdir(), "paper-"));
    await page.pdf({ path: join(folder, "page.pdf"), format: "A4" });
    const text = spawnSync("pdftotext", ["-layout", join(folder, "page.pdf"), "-"], { encoding: "utf8" });
    rmSync(folder, { recursive: true });
    await page.context().close();
    if (text.error) { console.log("SKIPPED: there is no pdftotext"); return; }
    // pdftotext marks the direction of a line that stands among Arabic ones.
    const printed = text.stdout.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");
    const pages = printed.split("\f").slice(0, -1);
    pages.forEach((sheet, at) => {
      const lines = sheet.split("\n").map((line) => line.trim()).filter(Boolean);
      assert.ok(lines.length > 2, `${file} ${view}: page ${at + 1} is blank`);
      assert.match(lines.at(-1).replace(/\s/g, ""), new RegExp(`${at + 1}/${pages.length}$`), `${file}: ${lines.at(-1)}`);
      if (/^[\x20-\x7e→]*$/.test(title)) assert.ok(lines[0].replace(/\s+/g, " ").startsWith(title.slice(0, 60)), `${lines[0]} is not ${title}`);
    });
  }
};

const views = async (file) => {
  const page = await open(file);
  await page.check("#view-side");
  await shows(page, ".woven", 0);
  await shows(page, ".heads span", 2);
  await shows(page, "article.change .pair", await page.locator("article.change .pair").count());
  await page.check("#view-inline");
  await shows(page, ".woven", await page.locator(".woven").count());
  for (const width of [360, 768, 1920]) {
    await page.setViewportSize({ width, height: 800 });
    for (const view of ["#view-side", "#view-inline"]) {
      await page.check(view);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `${file} runs ${over} pixels over the edge at ${width}, ${view}`);
    }
  }
  await page.context().close();
};

const withoutScripts = async (file) => {
  const page = await open(file, { javaScriptEnabled: false });
  for (const selector of ["details.same .pair", "article.change", "#concordance tr"]) {
    assert.equal(await visible(page, selector), await page.locator(selector).count(), selector);
  }
  for (const selector of ["#filters", ".walk", "#status"]) assert.equal(await visible(page, selector), 0, selector);
  await page.check("#view-side");
  await shows(page, ".woven", 0, "the views need no script");
  await page.context().close();
};

const accessible = async (file) => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await open(file, { colorScheme, bypassCSP: true });
    await page.addScriptTag({ path: axe });
    for (const view of ["#view-inline", "#view-side"]) {
      await page.check(view);
      if (await page.locator("#unfold").count()) await page.evaluate(() => {
        document.querySelectorAll("details").forEach((it) => { it.open = true; });
      });
      const { violations, passes } = await page.evaluate(() => window.axe.run());
      assert.ok(passes.length > 20, "axe looked at nothing");
      const told = violations.map((it) => `${it.id}: ${it.help} (${it.nodes.length}) ${it.nodes[0].html.slice(0, 200)} ${it.nodes[0].failureSummary}`);
      assert.deepEqual(told, [], `${file} ${colorScheme} ${view}`);
    }
    await page.context().close();
  }
};

// Pictures for the README, or with SHOTS=folder and no PICTURES everything that is worth a look.
const pictures = async (file, name, few) => {
  const take = async (suffix, options, view, act) => {
    const page = await open(file, { reducedMotion: "reduce", ...options });
    if (view) await page.check(view);
    if (act) await act(page);
    await page.screenshot({ path: `${process.env.SHOTS}/${name}${suffix}.png` });
    await page.context().close();
  };
  const text = (page) => page.evaluate(() => document.querySelector("#paragraphs").scrollIntoView());
  const page = (width, height, more = {}) => ({ viewport: { width, height }, ...more });
  await take(".page", page(1000, 600));
  await take(".side", page(1000, 600, { colorScheme: "dark" }), "#view-side", text);
  if (few) return;
  await take(".front", page(1200, 800));
  await take(".dark", page(1200, 800, { colorScheme: "dark" }), null, text);
  await take(".phone", page(390, 800), null, text);
  const paper = await open(file);
  await paper.pdf({ path: `${process.env.SHOTS}/${name}.pdf`, format: "A4" });
  await paper.context().close();
};

for (const file of pages) {
  const few = Boolean(process.env.PICTURES);
  if (!few) for (const check of [filters, walk, list, paper, views, withoutScripts, accessible]) await check(file);
  if (process.env.SHOTS) await pictures(file, file.split("/").pop().replace(".html", ""), few);
}
await browser.close();
console.log(`${pages.length} pages ${process.env.PICTURES ? "drawn" : "walked"}`);
