// Two scripts of one page: what the second imports from the modules of the first is lent to it, so
// that both have one state and no module is there twice. The list is made from the second's own
// import statements. It reads sources and writes nothing.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const IMPORT = /^import \{([^}]+)\} from '(\.[^']+)';/gm;
const ALL = 'all that is lent';

/**
 * The plugins of esbuild for both. `own` are the files of the second script, as paths; `twice` is a
 * pattern of files that both have, such as the texts: each takes what it needs of them.
 */
export const lend = (own, twice) => {
  const lent = []; // [path, name], in the order in which they are handed over
  for (const file of own) {
    for (const [, names, from] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      const path = join(dirname(file), from);
      if (own.includes(path)) continue;
      for (const name of names.split(',').map((one) => one.trim()).filter(Boolean)) {
        if (!lent.some((l) => l[0] === path && l[1] === name)) lent.push([path, name]);
      }
    }
  }

  const first = {
    name: 'lend',
    setup: (build) => {
      build.onResolve({ filter: /^lent$/ }, () => ({ path: ALL, namespace: 'lend' }));
      build.onLoad({ filter: /./, namespace: 'lend' }, () => ({
        contents: lent.map(([path, name], i) =>
          `import { ${name} as _${i} } from ${JSON.stringify(path)};\n`).join('')
          + `export default [${lent.map((_, i) => '_' + i)}];`,
        resolveDir: dirname(own[0]),
      }));
    },
  };

  const second = {
    name: 'borrow',
    setup: (build) => {
      build.onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
        const whole = join(resolveDir, path);
        if (own.includes(whole) || twice.test(whole)) return null;
        return { path: whole, namespace: 'borrow' };
      });
      build.onResolve({ filter: RegExp(`^${ALL}$`) }, () => ({ path: ALL, namespace: 'borrow' }));
      build.onLoad({ filter: /./, namespace: 'borrow' }, ({ path }) => ({
        contents: path === ALL
          ? `export const [${lent.map((_, i) => '_' + i)}] = document.currentScript.lent;`
          : `export { ${lent.flatMap((l, i) => (l[0] === path ? `_${i} as ${l[1]}` : []))} }`
            + ` from '${ALL}';`,
      }));
    },
  };
  return { first, second };
};
