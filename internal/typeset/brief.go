package typeset

import "fmt"

// BriefStyle is how a leaflet of one page (要点) differs from the other documents,
// in the same units. It is no official document, so its page is fuller.
type BriefStyle struct {
	Top         int `toml:"top" zh:"天头"`
	TextHeight  int `toml:"text_height" zh:"版心高"`
	Lines       int `toml:"lines" zh:"每页行数"`
	Columns     int `toml:"columns" zh:"每行字数"`
	Title       int `toml:"title" zh:"标题字号"`
	TitlePitch  int `toml:"title_pitch" zh:"标题行距"`
	Body        int `toml:"body" zh:"正文字号"`
	Caption     int `toml:"caption" zh:"表题字号"`
	Cell        int `toml:"cell" zh:"表格字号"`
	CellPitch   int `toml:"cell_pitch" zh:"表格行距"`
	Hero        int `toml:"hero" zh:"首要数字的字号"`
	HeroUnit    int `toml:"hero_unit" zh:"首要数字单位的字号"`
	Block       int `toml:"block" zh:"表格、图前的空白"`
	DrawingUnit int `toml:"drawing_unit" zh:"图的一个单位"`
}

// check reports what makes the page of a leaflet unusable.
func (b *BriefStyle) check(p *PageStyle) error {
	for _, v := range []struct {
		name       string
		value, min int
	}{
		{"top", b.Top, 0}, {"text_height", b.TextHeight, 3000}, {"lines", b.Lines, 3}, {"columns", b.Columns, 4},
		{"title", b.Title, 40}, {"title_pitch", b.TitlePitch, 40}, {"body", b.Body, 40}, {"caption", b.Caption, 40},
		{"cell", b.Cell, 40}, {"cell_pitch", b.CellPitch, 40}, {"hero", b.Hero, 40}, {"hero_unit", b.HeroUnit, 40},
		{"block", b.Block, 0}, {"drawing_unit", b.DrawingUnit, 50},
	} {
		if v.value < v.min {
			return &StyleError{"brief." + v.name, fmt.Sprintf("样式 brief.%s = %d 过小，至少是 %d", v.name, v.value, v.min)}
		}
	}
	if b.Top+b.TextHeight > p.Height {
		return &StyleError{"brief.text_height", "样式 [brief] 的版心超出了纸张"}
	}
	if 10*(b.Body*254/72) > 11*(p.TextWidth/b.Columns) {
		return &StyleError{"brief.body", "样式 brief.body 大于版心里一个字的位置"}
	}
	if b.Body*254/72 > b.TextHeight/b.Lines {
		return &StyleError{"brief.lines", "样式 brief.lines 太多：一行的高度比 brief.body 的字还小"}
	}
	return nil
}

// OfBrief is the style of leaflets of one page.
func (s *Style) OfBrief() *Style {
	b, out := &s.Brief, *s
	out.Page.Top, out.Page.TextHeight, out.Page.Lines, out.Page.Columns = b.Top, b.TextHeight, b.Lines, b.Columns
	out.Size.Title, out.Size.TitlePitch, out.Size.Body, out.Size.Caption = b.Title, b.TitlePitch, b.Body, b.Caption
	out.Size.Cell, out.Size.CellPitch = b.Cell, b.CellPitch
	out.Size.Hero, out.Size.HeroUnit = b.Hero, b.HeroUnit
	out.Space.Block, out.Space.DrawingUnit = b.Block, b.DrawingUnit
	out.Space.BlockTight = min(out.Space.BlockTight, b.Block)
	return &out
}
