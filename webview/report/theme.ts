import { button } from '../dom/element.js';

const STORED = 'rankscope-theme';

type Theme = 'light' | 'dark';

/** A button that changes between light and dark; until it is used the system decides. */
export function themeButton(): HTMLButtonElement {
  const system = matchMedia('(prefers-color-scheme: dark)');
  let chosen = storedTheme();
  const made = button({ class: 'theme', text: 'Dark theme' }, () => {
    chosen = current() === 'dark' ? 'light' : 'dark';
    storeTheme(chosen);
    apply();
  });
  const current = (): Theme => chosen ?? (system.matches ? 'dark' : 'light');
  const apply = () => {
    if (chosen !== undefined) document.documentElement.dataset['theme'] = chosen;
    made.setAttribute('aria-pressed', String(current() === 'dark'));
  };
  system.addEventListener('change', apply);
  apply();
  return made;
}

function storedTheme(): Theme | undefined {
  try {
    const stored = localStorage.getItem(STORED);
    return stored === 'light' || stored === 'dark' ? stored : undefined;
  } catch {
    // A browser may keep nothing for pages from disk; then the system decides each time.
    return undefined;
  }
}

function storeTheme(theme: Theme): void {
  try {
    localStorage.setItem(STORED, theme);
  } catch {
    // The same: the choice lasts as long as the page.
    return;
  }
}
