/**
 * The script of the page. It copies commands, filters claims by verdict, switches the theme, and opens folded sections for print. None of the
 * content depends on it.
 */
export const PAGE_SCRIPT = `(() => {
'use strict';
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// Copy by the clipboard where it is allowed, or else select the text.
for (const button of all('.copy')) {
  const code = document.getElementById(button.dataset.copies);
  if (!code) continue;
  const words = button.firstChild;
  button.hidden = false;
  button.addEventListener('click', async () => {
    let done = 'Copied';
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch {
      getSelection().selectAllChildren(code);
      done = 'Selected';
    }
    words.data = done;
    setTimeout(() => { words.data = 'Copy'; }, 2000);
  });
}

// Filter by verdict.
const filter = document.querySelector('.filter');
if (filter) {
  filter.hidden = false;
  const buttons = all('button', filter);
  const status = document.getElementById('filter-status');
  filter.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    const word = button.dataset.filter;
    for (const each of buttons) each.setAttribute('aria-pressed', String(each === button));
    for (const each of all('[data-verdict]')) each.hidden = word !== '' && each.dataset.verdict !== word;
    status.textContent = all('article.claim:not([hidden])').length + ' claims shown';
  });
}

// The target of a link is shown even if it was filtered out or folded.
const reveal = () => {
  const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (!target) return;
  if (target.hidden && filter) filter.querySelector('[data-filter=""]').click();
  for (let up = target; up; up = up.parentElement) if (up instanceof HTMLDetailsElement) up.open = true;
  target.scrollIntoView();
};
addEventListener('hashchange', reveal);

// Theme: that of the system, light or dark.
const theme = document.getElementById('theme');
const THEMES = { '': 'system', light: 'light', dark: 'dark' };
let chosen = '';
try { chosen = localStorage.getItem('ic-recall-theme') || ''; } catch {}
const show = () => {
  if (!(chosen in THEMES)) chosen = '';
  if (chosen === '') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
  theme.querySelector('span').textContent = THEMES[chosen];
};
theme.hidden = false;
theme.addEventListener('click', () => {
  const names = Object.keys(THEMES);
  chosen = names[(names.indexOf(chosen) + 1) % names.length];
  try { localStorage.setItem('ic-recall-theme', chosen); } catch {}
  show();
});
show();

// The contents are folded on narrow screens, where they would push the verdicts off the first screen.
const contents = document.querySelector('.contents details');
const narrow = matchMedia('(max-width: 75rem)');
const fold = () => { contents.open = !narrow.matches; };
narrow.addEventListener('change', fold);
fold();

// Folded sections are printed, except the data behind figures.
addEventListener('beforeprint', () => { for (const each of all('details.prose')) each.open = true; });
reveal();
})();`;
