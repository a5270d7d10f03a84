import { articleId } from '../model/identity.js';

/** What Midad's plugin for WordPress says in the pages of its site, so that nothing has to be asked for. */
export interface PluginPage {
  /** Where a reader who is logged in is told who they are. */
  readonly reader: string;
  /** The numbers of posts, by the identities of their articles. */
  readonly posts: ReadonlyMap<string, number>;
}

/** What this page says; undefined where it has no plugin, or that of another WordPress. */
export function pluginPage(root: string): PluginPage | undefined {
  const json = document.querySelector('script#midad-wordpress')?.textContent;
  if (!json) return undefined;
  const page = JSON.parse(json) as { root: string; reader: string; posts: Record<string, number> };
  if (page.root !== root) return undefined;
  const posts = Object.entries(page.posts).map(([address, id]) => [articleId(address)!, id] as const);
  return { reader: page.reader, posts: new Map(posts) };
}
