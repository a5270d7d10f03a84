/**
 * Serves `.ts` to web-test-runner through Vite's own transformer. Tests then run what the build ships: it reads the same
 * tsconfig.json, so class fields mean the same in both.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { transformWithOxc } from 'vite';

export function oxc() {
  let rootDir;
  const fileOf = (url) => path.join(rootDir, decodeURIComponent(url));
  return {
    name: 'oxc',
    serverStart({ config }) {
      ({ rootDir } = config);
    },
    resolveMimeType({ path: url }) {
      return url.endsWith('.ts') ? 'js' : undefined;
    },
    /** TypeScript spells an import of x.ts as x.js. */
    resolveImport({ source, context }) {
      if (!source.startsWith('.') || !source.endsWith('.js') || !context.path.endsWith('.ts')) return undefined;
      const typescript = source.replace(/\.js$/, '.ts');
      return existsSync(path.resolve(path.dirname(fileOf(context.path)), typescript)) ? typescript : undefined;
    },
    async transform(context) {
      if (!context.path.endsWith('.ts')) return undefined;
      const options = { sourcemap: true, target: 'es2022' };
      const { code, map } = await transformWithOxc(context.body, fileOf(context.path), options);
      const inline = Buffer.from(JSON.stringify(map)).toString('base64');
      return { body: `${code}\n//# sourceMappingURL=data:application/json;base64,${inline}` };
    },
  };
}
