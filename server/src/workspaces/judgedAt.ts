import type { Project } from "./project.js";

/** The moment that projects are judged at: the latest where folders have days of their own, else the clock's. */
export function judgedAt(projects: readonly Project[], clock: Date): Date {
  const moments = projects.flatMap(({ current }) => current?.now ?? []);
  const [first = clock, ...others] = moments;
  return others.reduce((latest, moment) => (moment > latest ? moment : latest), first);
}
