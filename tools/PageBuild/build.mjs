// Packs the page: firmware/Web/Page/* into one HTML file, and Board into a second file that the
// page asks for when somebody opens it; and both into the forms the firmware carries them in:
//   firmware/Web/Page/packed/page.html.gz   the bytes that go over the wire, on chip and desktop
//   firmware/Web/Page/packed/board.js.gz    the same of Board
//   firmware/Web/PageForm.cs                lengths, entity tags and Content-Security-Policy
//   firmware/Device/PageResources.resx        the resources of the nanoFramework image
//   firmware/Device/PageResources.Designer.cs the resources' numbers, which an IDE would compute
// Everything is deterministic: the same sources give the same bytes. `--check` writes nothing and
// fails when what is committed is not what the sources give.

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import zopfli from '@gfx/zopfli';
import esbuild from 'esbuild';
import { minify as minifyHtml } from 'html-minifier-terser';
import { minify as minifyScript } from 'terser';
import { lend } from './lend.mjs';
import { resourceNumber } from './resource-number.mjs';

const FIRMWARE = join(dirname(fileURLToPath(import.meta.url)), '../../firmware');
const SOURCES = join(FIRMWARE, 'Web/Page');
const GZIP_MAX = 20 * 1024;
const BOARD_GZIP_MAX = 5 * 1024;

// Properties that only the page itself reads, and never by a computed name: they become one letter
// each. A name of the API must not stand here (checked below), nor one of the browser that we use.
const OWN = [
  'away', 'busy', 'choices', 'clientKey', 'cls', 'dialog', 'el', 'expected', 'form', 'gone', 'heap',
  'hint', 'history', 'isNew', 'isOwn', 'kids', 'left', 'mono', 'other', 'phase', 'poll', 'promise',
  'props', 'ref', 'resume', 'session', 'stays', 'tag', 'theirs', 'toast', 'trial', 'tried',
  'view',
];

// Classes that stand only as h('tag.class') and in the style, and that no test looks for: they become
// one letter each, too.
const CLASSES = [
  'bars', 'center', 'change', 'checks', 'chips', 'choices', 'columns', 'doors', 'field', 'fields',
  'frame', 'grow', 'label', 'leaf', 'light', 'presets', 'round', 'switch', 'title', 'what',
];
const shortClasses = (text) => text.replace(/\.([a-z]+)/g, (all, name) => {
  const i = CLASSES.indexOf(name);
  return i < 0 ? all : '.' + 'abcdefghjklmnopqrstuvwxyz'[i]; // "i" is an icon
});

const sha256 = (bytes, form) => createHash('sha256').update(bytes).digest(form);
const source = (name) => readFileSync(join(SOURCES, name), 'utf8');

// The modules of the second file; the texts are in both, each with those that it says.
const { first, second } = lend(
  ['board.js', 'views/board.js', 'views/account.js', 'views/reach.js', 'zone.js']
    .map((name) => join(SOURCES, name)), /texts/);

// Both scripts handle the same objects, so a property is called alike in both.
const properties = { props: new Map() };

const bundle = async (name, ...plugins) => {
  const result = await esbuild.build({
    entryPoints: [join(SOURCES, name)],
    plugins,
    bundle: true,
    minify: true,
    write: false,
    charset: 'utf8',
    format: name.endsWith('.js') ? 'iife' : undefined,
    target: ['chrome123', 'firefox120', 'safari17.5'],
    legalComments: 'none',
  });
  const text = result.outputFiles[0].text.trim();
  // esbuild keeps the blanks in values of custom properties; ours are colours.
  if (!name.endsWith('.js')) {
    const names = [...new Set(text.match(/--\w+/g))];
    return shortClasses(text).replace(/(--\w+:) /g, '$1').replace(/, #/g, ',#')
      .replace(/--\w+/g, (one) => '--' + (10 + names.indexOf(one)).toString(36));
  }
  // Terser after esbuild: 5 % fewer bytes, which is one more view.
  const script = text.replace(/"[a-z]+\d?(\.[a-z]+)+"/g, shortClasses);
  return (await minifyScript(script, {
    ecma: 2022,
    module: true,
    compress: {
      passes: 4, pure_getters: true, unsafe: true, unsafe_arrows: true, unsafe_methods: true,
    },
    // Builtins too: that a browser has a property of this name somewhere is no matter to us.
    mangle: {
      properties: {
        regex: RegExp(`^(${OWN.join('|')})$`), builtins: true, cache: properties,
      },
    },
  })).code;
};

const checkOwnNames = () => {
  const api = readFileSync(join(FIRMWARE, '../docs/openapi.yaml'), 'utf8');
  for (const name of OWN) {
    if (RegExp(`^ +${name}:`, 'm').test(api)) throw Error(`"${name}" is a name of the API`);
  }
};

/** The words of the shell: what is seen without scripts stands with all other texts. */
const shellWords = async (html) => {
  const texts = await import(
    'data:text/javascript,' + encodeURIComponent(source('texts/en.js')));
  return html.replace(/%(\w+)%/g, (_, name) => texts[name]);
};

/** One hash over all sources: a test compares it without having node. */
const sourcesHash = () => {
  const names = readdirSync(SOURCES, { recursive: true })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.(html|css|js|svg)$/.test(name))
    .sort();
  const all = createHash('sha256');
  for (const name of names) all.update(`${name}\n${source(name).replaceAll('\r\n', '\n')}\n`);
  return all.digest('hex');
};

/** Zopfli writes neither a time nor a name: the same bytes on every machine. */
const compress = async (text) => {
  const gzip = Buffer.from(await zopfli.gzipAsync(Buffer.from(text), { numiterations: 100 }));
  if (gunzipSync(gzip).toString() !== text) throw Error('a packed file does not unpack');
  return gzip;
};

const entityTag = (gzip) => `"\\"${sha256(gzip, 'hex').slice(0, 16)}\\""`;

const pack = async () => {
  checkOwnNames();
  const script = await bundle('main.js', first);
  const board = await bundle('board.js', second);
  const style = await bundle('style.css');
  if (/<\/(script|style)/i.test(script + style)) throw Error('an end tag inside a block');
  const icon = 'data:image/svg+xml,' + source('icon.svg').trim()
    .replaceAll('"', "'").replaceAll('#', '%23');
  const shell = (await shellWords(source('index.html')))
    .replace('href="icon.svg"', () => `href="${icon}"`)
    .replace('<link rel="stylesheet" href="style.css">', () => '<style></style>')
    .replace('<script src="main.js"></script>', () => '<script></script>');
  const html = (await minifyHtml(shell, {
    collapseWhitespace: true, removeComments: true, removeAttributeQuotes: true,
    removeOptionalTags: true,
  }))
    .replace('<style></style>', () => `<style>${style}</style>`)
    .replace('<script></script>', () => `<script>${script}</script>`);
  if (!html.includes(script) || !html.includes(style)) throw Error('a block was lost');
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${sha256(script, 'base64')}' 'sha256-${sha256(board, 'base64')}'`,
    `style-src 'sha256-${sha256(style, 'base64')}'`,
    'img-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return { page: await compress(html), board: await compress(board), policy };
};

const csharp = ({ page, board, policy }) => `\
// Web: what goes with the packed page into an answer. Written by tools/PageBuild from the sources
// in Page/; run it after changing one (a test compares SourcesSha256). Holds no logic.

namespace Portreeve.Web
{
    /// <summary>The packed page in numbers and headers.</summary>
    internal static class PageForm
    {
        /// <summary>Bytes of the page, gzip.</summary>
        public const int Length = ${page.length};

        /// <summary>Bytes of its second file, which is Board.</summary>
        public const int BoardLength = ${board.length};

        /// <summary>The entity tag, quotes included (RFC 9110 section 8.8.3).</summary>
        public const string ETag = ${entityTag(page)};

        /// <summary>The entity tag of the second file.</summary>
        public const string BoardETag = ${entityTag(board)};

        /// <summary>
        /// Content-Security-Policy: nothing but the two scripts and the one style of this very
        /// page, by their hashes, and requests to where it came from.
        /// </summary>
        public const string CspHeader =
${policy.split('; ').map((part) => `            "${part}`).join('; " +\n')
    .replace("' 'sha", `' " +\n            "'sha`)}";

        /// <summary>SHA-256 over all sources, to see that this is not stale.</summary>
        public const string SourcesSha256 =
            "${sourcesHash()}";
    }
}
`;

const FRAMEWORK = 'Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089';
const FORMS = `System.Windows.Forms, ${FRAMEWORK}`;

const RESX = `\
<?xml version="1.0" encoding="utf-8"?>
<!-- The packed page as two resources of the nanoFramework image. Written by tools/PageBuild. -->
<root>
  <resheader name="resmimetype"><value>text/microsoft-resx</value></resheader>
  <resheader name="version"><value>2.0</value></resheader>
  <resheader name="reader">
    <value>System.Resources.ResXResourceReader, ${FORMS}</value>
  </resheader>
  <resheader name="writer">
    <value>System.Resources.ResXResourceWriter, ${FORMS}</value>
  </resheader>
  <assembly alias="System.Windows.Forms" name="${FORMS}" />
  <data name="Page" type="System.Resources.ResXFileRef, System.Windows.Forms">
    <value>../Web/Page/packed/page.html.gz;System.Byte[], mscorlib, ${FRAMEWORK}</value>
  </data>
  <data name="Board" type="System.Resources.ResXFileRef, System.Windows.Forms">
    <value>../Web/Page/packed/board.js.gz;System.Byte[], mscorlib, ${FRAMEWORK}</value>
  </data>
</root>
`;

const DESIGNER = `\
// Device: the numbers of the packed page among the image's resources. Written by tools/PageBuild
// in place of the IDE's generator; the build task derives the same from the resources' names.

namespace Portreeve.Device
{
    /// <summary>The resources that PageResources.resx puts into the image.</summary>
    internal static class PageResources
    {
        /// <summary>The packed page, gzip.</summary>
        public enum BinaryResources : short
        {
            Page = ${resourceNumber('Page')},

            /// <summary>The part of it that is Board, gzip.</summary>
            Board = ${resourceNumber('Board')}
        }

        private static System.Resources.ResourceManager _manager;

        /// <summary>For ResourceUtility.GetObject, which reads a slice without the rest.</summary>
        public static System.Resources.ResourceManager ResourceManager
        {
            get
            {
                if (_manager == null)
                {
                    _manager = new System.Resources.ResourceManager(
                        "Portreeve.Device.PageResources", typeof(PageResources).Assembly);
                }
                return _manager;
            }
        }
    }
}
`;

const packed = await pack();
const files = {
  'Web/Page/packed/page.html.gz': packed.page,
  'Web/Page/packed/board.js.gz': packed.board,
  'Web/PageForm.cs': Buffer.from(csharp(packed)),
  'Device/PageResources.resx': Buffer.from(RESX),
  'Device/PageResources.Designer.cs': Buffer.from(DESIGNER),
};

let isFine = true;
for (const [name, max] of [['page', GZIP_MAX], ['board', BOARD_GZIP_MAX]]) {
  console.log(`${name}: ${packed[name].length} bytes gzip of ${max}`);
  if (packed[name].length <= max) continue;
  console.error(`${name} is too large`);
  isFine = false;
}
for (const [name, bytes] of Object.entries(files)) {
  const path = join(FIRMWARE, name);
  const isSame = existsSync(path) && readFileSync(path).equals(bytes);
  if (process.argv.includes('--check')) {
    if (!isSame) console.error(`stale: firmware/${name}; run "npm run build" in tools/PageBuild`);
    isFine &&= isSame;
  } else if (!isSame) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    console.log(`wrote firmware/${name}`);
  }
}
process.exit(isFine ? 0 : 1);
