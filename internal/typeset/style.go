package typeset

import "fmt"

// Style says how a document looks on paper. The style file fills it, in the
// units that a ruler and a type case have: hundredths of a millimetre for
// distances, tenths of a point for type sizes, hundredths of a point for rules.
// DefaultStyle is the page of GB/T 9704-2012.
type Style struct {
	Page  PageStyle  `toml:"page"`
	Fonts FontStyle  `toml:"fonts"`
	Size  SizeStyle  `toml:"size"`
	Rule  RuleStyle  `toml:"rule"`
	Space SpaceStyle `toml:"space"`
	Table TableStyle `toml:"table"`
}

// PageStyle is the sheet and the grid on it, in hundredths of a millimetre.
type PageStyle struct {
	Width      int `toml:"width"`
	Height     int `toml:"height"`
	Top        int `toml:"top"`         // 天头
	Left       int `toml:"left"`        // 订口
	TextWidth  int `toml:"text_width"`  // 版心
	TextHeight int `toml:"text_height"` // 版心
	Lines      int `toml:"lines"`       // lines on a page
	Columns    int `toml:"columns"`     // characters on a line
	Number     int `toml:"number"`      // from the foot of the text to the axis of the page number
}

// FontStyle names the font file of each role, relative to the layouts.
type FontStyle struct {
	Title string `toml:"title"`
	Body  string `toml:"body"`
	H1    string `toml:"h1"`
	H2    string `toml:"h2"`
	Sans  string `toml:"sans"`
	Latin string `toml:"latin"`
}

// SizeStyle is the size of each kind of text, in tenths of a point.
type SizeStyle struct {
	Title      int `toml:"title"`       // 二号
	TitlePitch int `toml:"title_pitch"` // from line to line of a title
	Body       int `toml:"body"`        // 三号
	Caption    int `toml:"caption"`     // 四号
	Cell       int `toml:"cell"`        // 小四
	CellPitch  int `toml:"cell_pitch"`  // from line to line in a table
	Form       int `toml:"form"`        // 五号, the cells of a legal form
	FormPitch  int `toml:"form_pitch"`
	Note       int `toml:"note"` // 五号
	NotePitch  int `toml:"note_pitch"`
	Number     int `toml:"number"` // 四号, the page number
	Hero       int `toml:"hero"`   // the first key figure
	HeroUnit   int `toml:"hero_unit"`
	Key        int `toml:"key"` // the other key figures, and results
	Value      int `toml:"value"`
	Least      int `toml:"least"` // a table that does not fit is set smaller, down to this
}

// RuleStyle is the thickness of lines, in hundredths of a point.
type RuleStyle struct {
	Thick   int `toml:"thick"` // above and below a table
	Summary int `toml:"summary"`
	Thin    int `toml:"thin"` // below a table's head, grids, footnotes
	Hair    int `toml:"hair"` // between rows
	Frame   int `toml:"frame"`
	Hatch   int `toml:"hatch"`
	Data    int `toml:"data"` // a series in a chart
}

// SpaceStyle is white space, in hundredths of a millimetre.
type SpaceStyle struct {
	Block       int `toml:"block"`        // above a table, a chart, a list of entries
	BlockTight  int `toml:"block_tight"`  // the same where the page is full
	Grid        int `toml:"grid"`         // least space before the text returns to the grid
	FootRule    int `toml:"foot_rule"`    // length of the rule above footnotes
	FootGap     int `toml:"foot_gap"`     // between that rule and the first footnote
	FootAbove   int `toml:"foot_above"`   // between the text and that rule
	LastGap     int `toml:"last_gap"`     // between the rule and the text of the last line
	EntryLeft   int `toml:"entry_left"`   // x of formulas, from the left edge
	EntryPoint  int `toml:"entry_point"`  // x of decimal points
	EntryPlace  int `toml:"entry_place"`  // x of places
	HatchStep   int `toml:"hatch_step"`   // between hatch strokes, along the bar
	DrawingUnit int `toml:"drawing_unit"` // what a rem of a drawing is on paper
}

// TableStyle is how tables are fitted, in hundredths of a millimetre.
type TableStyle struct {
	Gap       int `toml:"gap"`        // between the columns of a three-line table
	GridPad   int `toml:"grid_pad"`   // left and right of a cell in a grid
	GridLead  int `toml:"grid_lead"`  // above and below the text of a cell in a grid
	Bar       int `toml:"bar"`        // natural width of a column of bars
	Whole     int `toml:"whole"`      // a table up to this height is not split
	Landscape int `toml:"landscape"`  // tables with more columns are set across
	FormLeast int `toml:"form_least"` // smallest size in a grid, in tenths of a point
}

// DefaultStyle is the page of GB/T 9704-2012.
func DefaultStyle() *Style {
	return &Style{
		Page: PageStyle{
			Width: 21000, Height: 29700, Top: 3700, Left: 2800,
			TextWidth: 15600, TextHeight: 22500, Lines: 22, Columns: 28, Number: 700,
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
			EntryLeft: 4000, EntryPoint: 7250, EntryPlace: 8000,
			HatchStep: 212, DrawingUnit: 400,
		},
		Table: TableStyle{
			Gap: 300, GridPad: 140, GridLead: 40, Bar: 2900, Whole: 10000, Landscape: 7, FormLeast: 60,
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
		{"page.lines", p.Lines, 3}, {"page.columns", p.Columns, 4},
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
	return nil
}
