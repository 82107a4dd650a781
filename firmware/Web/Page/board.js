// The second file of the page: Board, and what only it needs. A first visit does without; later.js
// brings it, lends it the modules that both use, and takes the views.

import { board, loadBoard } from './views/board.js';

document.currentScript.views = [board, loadBoard];
