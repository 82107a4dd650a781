// The copy of all settings, as a file on the owner's computer.

import { api, attempt } from '../api.js';

/** A link could not bring the login's token along. */
export const download = (name) => attempt('', async () => {
  const text = JSON.stringify(await api('backup'), null, 2);
  const href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  Object.assign(document.createElement('a'), { href, download: name + '.json' }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60000);
});
