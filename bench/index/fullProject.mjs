// The same files in a full ts-morph project, for comparison: load everything, then ask for one symbol's references.
//
//   node bench/index/fullProject.mjs DIRECTORY
import { Project } from "ts-morph";

const [root] = process.argv.slice(2);
const project = new Project({
  compilerOptions: { allowJs: true, jsx: 1, skipLibCheck: true },
  skipAddingFilesFromTsConfig: true,
});
project.addSourceFilesAtPaths([
  `${root}/**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}`,
  `!${root}/**/node_modules/**`,
]);
const files = project.getSourceFiles();
const declared = files
  .flatMap((file) => file.getFunctions())
  .find((one) => one.isExported() && one.getName()?.startsWith("enable"));
const found = declared?.findReferencesAsNodes().length ?? 0;
console.log(`${files.length} files, ${found} references of one function`);
