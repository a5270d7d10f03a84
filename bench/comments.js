/**
 * What comments cost, compared with the least that could do the same, in one run of about three minutes. It builds what it
 * measures.
 *
 *   npm run bench:comments             all of it
 *   npm run bench:comments -- server   the server alone
 *   npm run bench:comments -- page     the page alone
 */
const [only] = process.argv.slice(2);
for (const part of ['server', 'page']) if (only === undefined || only === part) await import(`./comments-${part}.js`);
