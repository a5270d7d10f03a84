/** Whether an address is that of a WordPress's REST API, by its looks. */
export const isWordPress = (url: string) => /\/wp-json\/?$|[?&]rest_route=/.test(url);
