/** What VS Code gives a page to look like the theme that is on. */
export interface VsCodeTheme {
  /** Classes of the body. */
  readonly classes: string;
  /** Custom properties of the root, without `--vscode-`. */
  readonly variables: Readonly<Record<string, string>>;
}

const FONTS = {
  'font-family': 'system-ui, "Ubuntu", "Droid Sans", sans-serif',
  'font-size': '13px',
  'editor-font-family': "'Droid Sans Mono', monospace",
};

/** VS Code's own themes, as version 1.139 handed them to a page; only what the page uses. */
export const VS_CODE_THEMES = {
  dark: {
    classes: 'vscode-dark',
    variables: {
      ...FONTS,
      foreground: '#cccccc',
      'editor-background': '#1f1f1f',
      'editor-foreground': '#cccccc',
      descriptionForeground: '#9d9d9d',
      'panel-border': '#2b2b2b',
      focusBorder: '#0078d4',
      'textLink-foreground': '#4daafc',
    },
  },
  light: {
    classes: 'vscode-light',
    variables: {
      ...FONTS,
      foreground: '#3b3b3b',
      'editor-background': '#ffffff',
      'editor-foreground': '#3b3b3b',
      descriptionForeground: '#3b3b3b',
      'panel-border': '#e5e5e5',
      focusBorder: '#005fb8',
      'textLink-foreground': '#005fb8',
    },
  },
  'high-contrast': {
    classes: 'vscode-high-contrast',
    variables: {
      ...FONTS,
      foreground: '#ffffff',
      'editor-background': '#000000',
      'editor-foreground': '#ffffff',
      descriptionForeground: 'rgba(255, 255, 255, 0.7)',
      'panel-border': '#6fc3df',
      focusBorder: '#f38518',
      'textLink-foreground': '#21a6ff',
      contrastBorder: '#6fc3df',
    },
  },
  'high-contrast-light': {
    classes: 'vscode-high-contrast-light vscode-high-contrast',
    variables: {
      ...FONTS,
      foreground: '#292929',
      'editor-background': '#ffffff',
      'editor-foreground': '#292929',
      descriptionForeground: 'rgba(41, 41, 41, 0.7)',
      'panel-border': '#0f4a85',
      focusBorder: '#006bbd',
      'textLink-foreground': '#0f4a85',
      contrastBorder: '#0f4a85',
    },
  },
} as const satisfies Readonly<Record<string, VsCodeTheme>>;
