package typeset

import "fmt"

// Style says how a document looks on paper. The style file fills it, in the
// units that a ruler and a type case have: hundredths of a millimetre for
// distances, tenths of a point for type sizes, hundredths of a point for rules.
// DefaultStyle is the page of GB/T 9704-2012.
type Style struct {
	Page   PageStyle   `toml:"page" zh:"纸张和版心" desc:"单位是百分之一毫米"`
	Fonts  FontStyle   `toml:"fonts" zh:"字体" desc:"TrueType 文件，路径相对于版式目录"`
	Size   SizeStyle   `toml:"size" zh:"字号" desc:"单位是十分之一磅：160 就是16磅，三号"`
	Rule   RuleStyle   `toml:"rule" zh:"线宽" desc:"单位是百分之一磅"`
	Space  SpaceStyle  `toml:"space" zh:"空白" desc:"单位是百分之一毫米"`
	Table  TableStyle  `toml:"table" zh:"表格" desc:"单位是百分之一毫米"`
	Colour ColourStyle `toml:"colour" zh:"颜色" desc:"写成 \"#RRGGBB\"：红、绿、蓝各两位十六进制数"`
	Brief  BriefStyle  `toml:"brief" zh:"一页纸的要点" desc:"与别的版式文件不同的地方，单位同上"`
}

// PageStyle is the sheet and the grid on it, in hundredths of a millimetre.
type PageStyle struct {
	Width      int `toml:"width" zh:"纸宽" desc:"A4 是 21000"`
	Height     int `toml:"height" zh:"纸高" desc:"A4 是 29700"`
	Top        int `toml:"top" zh:"天头" desc:"上白边"`
	Left       int `toml:"left" zh:"订口" desc:"左白边"`
	TextWidth  int `toml:"text_width" zh:"版心宽"`
	TextHeight int `toml:"text_height" zh:"版心高"`
	Lines      int `toml:"lines" zh:"每页行数"`                      // lines on a page
	Columns    int `toml:"columns" zh:"每行字数"`                    // characters on a line
	Number     int `toml:"number" zh:"页码位置" desc:"版心下边到页码中线的距离"` // from the foot of the text to the axis of the page number
	Head       int `toml:"head" zh:"书眉位置" desc:"汇编的书眉线到版心上边的距离"` // from the rule of a book's running head to the text
}

// FontStyle names the font file of each role, relative to the layouts.
type FontStyle struct {
	Title string `toml:"title" zh:"标题字体" desc:"小标宋"`
	Body  string `toml:"body" zh:"正文字体" desc:"仿宋或宋体"`
	H1    string `toml:"h1" zh:"一级标题字体" desc:"黑体"`
	H2    string `toml:"h2" zh:"二级标题字体" desc:"楷体"`
	Sans  string `toml:"sans" zh:"表格和图的字体" desc:"黑体"`
	Latin string `toml:"latin" zh:"数字和西文字体"`
}

// SizeStyle is the size of each kind of text, in tenths of a point.
type SizeStyle struct {
	Title      int `toml:"title" zh:"标题字号" desc:"二号是 220"`
	TitlePitch int `toml:"title_pitch" zh:"标题行距"` // from line to line of a title
	Body       int `toml:"body" zh:"正文字号" desc:"三号是 160"`
	Caption    int `toml:"caption" zh:"表题字号" desc:"四号是 140"`
	Cell       int `toml:"cell" zh:"表格字号" desc:"小四是 120"`
	CellPitch  int `toml:"cell_pitch" zh:"表格行距"`             // from line to line in a table
	Form       int `toml:"form" zh:"标准表样的字号" desc:"五号是 105"` // 五号, the cells of a legal form
	FormPitch  int `toml:"form_pitch" zh:"标准表样的行距"`
	Note       int `toml:"note" zh:"注释字号" desc:"五号是 105"`
	NotePitch  int `toml:"note_pitch" zh:"注释行距"`
	Number     int `toml:"number" zh:"页码字号" desc:"四号是 140"` // 四号, the page number
	Hero       int `toml:"hero" zh:"首要数字的字号"`               // the first key figure
	HeroUnit   int `toml:"hero_unit" zh:"首要数字单位的字号"`
	Key        int `toml:"key" zh:"其他主要数字的字号"` // the other key figures, and results
	Value      int `toml:"value" zh:"一般数字的字号"`
	Least      int `toml:"least" zh:"最小字号" desc:"放不下的表格最多缩到这么小"` // a table that does not fit is set smaller, down to this
}

// RuleStyle is the thickness of lines, in hundredths of a point.
type RuleStyle struct {
	Thick   int `toml:"thick" zh:"粗线" desc:"表格上下"` // above and below a table
	Summary int `toml:"summary" zh:"摘要线"`
	Thin    int `toml:"thin" zh:"细线" desc:"表头下、网格、脚注"` // below a table's head, grids, footnotes
	Hair    int `toml:"hair" zh:"发丝线" desc:"行与行之间"`    // between rows
	Frame   int `toml:"frame" zh:"图框线"`
	Hatch   int `toml:"hatch" zh:"斜纹线"`
	Data    int `toml:"data" zh:"图中数据线"` // a series in a chart
}

// SpaceStyle is white space, in hundredths of a millimetre.
type SpaceStyle struct {
	Block       int `toml:"block" zh:"表格、图前的空白"`                              // above a table, a chart, a list of entries
	BlockTight  int `toml:"block_tight" zh:"表格、图前的空白（页面紧张时）"`                 // the same where the page is full
	Grid        int `toml:"grid" zh:"回到行格前的最小空白"`                             // least space before the text returns to the grid
	FootRule    int `toml:"foot_rule" zh:"脚注线长"`                              // length of the rule above footnotes
	FootGap     int `toml:"foot_gap" zh:"脚注线与第一条脚注的距离"`                       // between that rule and the first footnote
	FootAbove   int `toml:"foot_above" zh:"正文与脚注线的距离"`                        // between the text and that rule
	LastGap     int `toml:"last_gap" zh:"末行线与文字的距离"`                          // between the rule and the text of the last line
	EntryLeft   int `toml:"entry_left" zh:"算式的左边" desc:"从版心左边算起"`             // x of formulas, from the left edge
	HatchStep   int `toml:"hatch_step" zh:"斜纹的间隔"`                            // between hatch strokes, along the bar
	DrawingUnit int `toml:"drawing_unit" zh:"图的一个单位" desc:"网页上的 1rem 在纸上有多大"` // what a rem of a drawing is on paper
}

// TableStyle is how tables are fitted, in hundredths of a millimetre.
type TableStyle struct {
	Gap       int `toml:"gap" zh:"三线表的栏间距"`                          // between the columns of a three-line table
	GridPad   int `toml:"grid_pad" zh:"网格左右的空白"`                     // left and right of a cell in a grid
	GridLead  int `toml:"grid_lead" zh:"网格上下的空白"`                    // above and below the text of a cell in a grid
	Bar       int `toml:"bar" zh:"条形图一栏的宽"`                          // natural width of a column of bars
	Whole     int `toml:"whole" zh:"不拆开的表高" desc:"不超过这个高度的表放在一页上"`   // a table up to this height is not split
	Landscape int `toml:"landscape" zh:"横排的栏数" desc:"栏数比它多的表横排"`     // tables with more columns are set across
	FormLeast int `toml:"form_least" zh:"标准表样的最小字号" desc:"单位是十分之一磅"` // smallest size in a grid, in tenths of a point
}

// DefaultStyle is the page of GB/T 9704-2012.
func DefaultStyle() *Style {
	return &Style{
		Page: PageStyle{
			Width: 21000, Height: 29700, Top: 3700, Left: 2800,
			TextWidth: 15600, TextHeight: 22500, Lines: 22, Columns: 28, Number: 700, Head: 500,
		},
		Fonts: FontStyle{
			Title: "fonts/serif-black.ttf", Body: "fonts/serif-regular.ttf",
			H1: "fonts/sans-bold.ttf", H2: "fonts/kai.ttf", Sans: "fonts/sans-regular.ttf",
			Latin: "fonts/serif-regular.ttf",
		},
		Size: SizeStyle{
			Title: 220, TitlePitch: 350, Body: 160, Caption: 140, Cell: 120, CellPitch: 200,
			Form: 105, FormPitch: 130, Note: 105, NotePitch: 150, Number: 140,
			Hero: 360, HeroUnit: 200, Key: 220, Value: 140, Least: 60,
		},
		Rule: RuleStyle{Thick: 100, Summary: 75, Thin: 50, Hair: 25, Frame: 60, Hatch: 40, Data: 120},
		Space: SpaceStyle{
			Block: 400, BlockTight: 250, Grid: 100,
			FootRule: 5200, FootGap: 180, FootAbove: 200, LastGap: 130,
			EntryLeft: 3900,
			HatchStep: 212, DrawingUnit: 400,
		},
		Table: TableStyle{
			Gap: 300, GridPad: 140, GridLead: 40, Bar: 2900, Whole: 10000, Landscape: 7, FormLeast: 60,
		},
		Colour: ColourStyle{Head: "#000000", Text: "#000000", Rule: "#000000", Drawing: "#000000"},
		Brief: BriefStyle{
			Top: 2300, TextHeight: 25200, Lines: 44, Columns: 39,
			Title: 220, TitlePitch: 300, Body: 110, Caption: 120, Cell: 105, CellPitch: 160,
			Hero: 400, HeroUnit: 200, Block: 300, DrawingUnit: 330,
		},
	}
}

// StyleError is a value that makes a style unusable.
type StyleError struct {
	Key  string // page.width
	text string
}

func (e *StyleError) Error() string { return e.text }

// Check reports what makes a style unusable, as a *StyleError.
func (s *Style) Check() error {
	p := s.Page
	for _, v := range []struct {
		name       string
		value, min int
	}{
		{"page.width", p.Width, 5000}, {"page.height", p.Height, 5000},
		{"page.top", p.Top, 0}, {"page.left", p.Left, 0},
		{"page.text_width", p.TextWidth, 3000}, {"page.text_height", p.TextHeight, 3000},
		{"page.head", p.Head, 0}, {"page.lines", p.Lines, 3}, {"page.columns", p.Columns, 4},
		{"size.title", s.Size.Title, 40}, {"size.title_pitch", s.Size.TitlePitch, 40},
		{"size.body", s.Size.Body, 40}, {"size.caption", s.Size.Caption, 40},
		{"size.cell", s.Size.Cell, 40}, {"size.cell_pitch", s.Size.CellPitch, 40},
		{"size.form", s.Size.Form, 40}, {"size.form_pitch", s.Size.FormPitch, 40},
		{"size.note", s.Size.Note, 40}, {"size.note_pitch", s.Size.NotePitch, 40},
		{"size.number", s.Size.Number, 40}, {"size.hero", s.Size.Hero, 40},
		{"size.hero_unit", s.Size.HeroUnit, 40}, {"size.key", s.Size.Key, 40},
		{"size.value", s.Size.Value, 40}, {"size.least", s.Size.Least, 20},
		{"table.form_least", s.Table.FormLeast, 20}, {"space.hatch_step", s.Space.HatchStep, 20},
		{"space.drawing_unit", s.Space.DrawingUnit, 50},
	} {
		if v.value < v.min {
			return &StyleError{v.name, fmt.Sprintf("样式 %s = %d 过小，至少是 %d", v.name, v.value, v.min)}
		}
	}
	if p.Left+p.TextWidth > p.Width || p.Top+p.TextHeight > p.Height {
		return &StyleError{"page.text_width", "样式 [page] 的版心超出了纸张"}
	}
	if 10*(s.Size.Body*254/72) > 11*(p.TextWidth/p.Columns) {
		return &StyleError{"size.body", "样式 size.body 大于版心里一个字的位置"}
	}
	if s.Size.Body*254/72 > p.TextHeight/p.Lines {
		return &StyleError{"page.lines", "样式 page.lines 太多：一行的高度比 size.body 的字还小"}
	}
	if err := s.Colour.check(); err != nil {
		return err
	}
	return s.Brief.check(&p)
}
