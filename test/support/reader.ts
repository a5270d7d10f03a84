/** Has the page take this browser for a reader's, though a test drives it, until what it gives is called. */
export function asReader(): () => void {
  Object.defineProperty(navigator, 'webdriver', { value: false, configurable: true });
  return () => void delete (navigator as { webdriver?: unknown }).webdriver;
}
