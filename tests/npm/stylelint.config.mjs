// What holds for every style sheet of the project, and why where it is not the standard.
export default {
  extends: 'stylelint-config-standard',
  rules: {
    // One rule a line, as a table reads.
    'declaration-block-single-line-max-declarations': null,
    'rule-empty-line-before': null,
    'at-rule-empty-line-before': null,
    'comment-empty-line-before': null,
    'declaration-empty-line-before': null,
    // Components are joined by name: a later rule of another component is not meant to win.
    'no-descending-specificity': null,
    // Phones of 2019 know neither "width >= 40rem" nor "inset", and iPhones only the word with -webkit-.
    'media-feature-range-notation': 'prefix',
    'declaration-block-no-redundant-longhand-properties': [true, { ignoreShorthands: ['inset'] }],
    'property-no-vendor-prefix': [true, { ignoreProperties: ['text-size-adjust'] }],
    // As SVG spells it; and quotes that say nothing are bytes on every page.
    'value-keyword-case': ['lower', { ignoreKeywords: ['currentColor'] }],
    'selector-attribute-quotes': null,

    // Nothing is fetched: the page is one answer of one server.
    'at-rule-disallowed-list': ['import', 'font-face'],
    'function-url-scheme-allowed-list': ['data'],
    // Nothing moves, floats or sticks, and the eye reads in the order that a screen reader does.
    'property-disallowed-list': ['animation', '/^animation-/', '/^transition/', 'float', 'order', 'zoom'],
    'declaration-property-value-disallowed-list': {
      position: ['fixed', 'sticky'],
      '/^flex-(direction|flow)$/': ['/reverse/'],
      // Who uses the keyboard must see where they are; who needs larger text must get it.
      '/^outline/': ['none', '0'],
      'user-select': ['none'],
      'text-align': ['justify'],
      'text-transform': ['uppercase'],
    },
    // The reader's own style wins, and larger text gets taller lines.
    'declaration-no-important': true,
    'declaration-property-unit-disallowed-list': { 'line-height': ['px'] },

    // Colours live in one place, in pairs with a contrast of 7:1.
    'color-no-hex': true,
    'color-named': 'never',
    'function-disallowed-list': ['/^(rgb|hsl|hwb|lab|lch|oklab|oklch)a?$/'],
  },
  overrides: [
    // These are the places: the theme's, and the preview's.
    { files: ['1-base.css', 'preview.css'], rules: { 'color-no-hex': null } },
  ],
};
