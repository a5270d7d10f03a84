/** The three engines as web-test-runner starts them. */
import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { chromiumOptions, firefoxOptions } from './puppeteer.js';
import { openWebKit } from './webdriver.js';

function chromium() {
  // One page at a time: a page in the background never gets the keyboard, and tests of focus would wait for ever.
  const launcher = chromeLauncher({ concurrency: 1, launchOptions: chromiumOptions() });
  launcher.name = 'Chromium';
  return launcher;
}

function firefox() {
  // One page at a time: Firefox slows the timers of a page in the background to one a second.
  return chromeLauncher({ puppeteer, concurrency: 1, launchOptions: firefoxOptions() });
}

function webkit() {
  let opening;
  const urls = new Map();
  return {
    name: 'WebKit',
    // So that the commands (sendKeys, setViewport …) find the page by getPage() and use it as they use Playwright's.
    type: 'playwright',
    concurrency: 1,
    page: undefined,
    async startSession(id, url) {
      opening ??= openWebKit();
      this.page = await opening;
      urls.set(id, url);
      await this.page.setViewportSize({ width: 800, height: 600 });
      await this.page.goto(url);
    },
    isActive: (id) => urls.has(id),
    getBrowserUrl: (id) => urls.get(id),
    getPage() {
      return this.page;
    },
    async stopSession(id) {
      urls.delete(id);
      await this.page.goto('about:blank');
      return {};
    },
    startDebugSession(id, url) {
      return this.startSession(id, url);
    },
    async stop() {
      const page = await opening?.catch(() => undefined);
      await page?.close();
    },
  };
}

export const launchers = { chromium, firefox, webkit };
