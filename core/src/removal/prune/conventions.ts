const entryNames =
  /^(?:page|layout|route|loading|error|global-error|not-found|template|default|head|middleware|proxy|instrumentation(?:-client)?|sitemap|robots|manifest|icon|apple-icon|opengraph-image|twitter-image|_app|_document|_error|main|server|worker|service-worker|setup|setupTests|entry(?:[.-](?:client|server))?|root|\+(?:page|layout|server|error)(?:\.server)?|preview|env)$/u;

const entryFolders =
  /(?:^|\/)(?:pages|routes|migrations|seeds|scripts|bin|cron|functions|lambdas|public)\//u;

/**
 * Whether a framework or a tool may load a file by its name or place, so that no import shows its use: Next.js,
 * Remix and SvelteKit routes, configuration, declarations, migrations, scripts. Such files and their exports stay.
 */
export function isLoadedByConvention(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const stem = name.replace(/\.[cm]?[jt]sx?$/u, "");
  return (
    entryNames.test(stem) ||
    entryFolders.test(path) ||
    /\.(?:config|setup|d|worker)$/u.test(stem) ||
    !path.includes("/") ||
    stem.startsWith(".")
  );
}
