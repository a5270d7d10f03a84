/** The page's Web Locks: missing on pages that are not served over https, and refused to pages without an origin. */
export const locks = (): LockManager | undefined => (navigator as Partial<Navigator>).locks;
