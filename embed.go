// Package mingbai embeds what a new site starts from: the rule profiles, the
// layouts and the fonts. Programs read the folders of the site they work on
// first; these are used where it has none.
package mingbai

import "embed"

// Files holds content/rules and layouts.
//
//go:embed content/rules layouts
var Files embed.FS
